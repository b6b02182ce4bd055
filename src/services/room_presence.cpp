// The part of room_home that knows who is connected, and tells the members.

#include <algorithm>

#include "live_room.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

namespace {
using protocol::presence_state;
using runtime::outbox;
}  // namespace

void room_home::attach(live_room& room, const caller& from) {
    live_room::presence& p = room.people[from.person];
    if (std::ranges::find(p.sockets, from.socket) != p.sockets.end()) return;
    const bool was_away = p.sockets.empty() && p.away_since != time_point{};
    p.sockets.push_back(from.socket);
    ++room.listeners[from.socket.shard];
    p.quiet = from.invisible && room.state.kind() == protocol::room_kind::direct;
    refresh_unread(room, from.person);
    if (was_away) tell_presence(room, from.person, presence_state::here);
}

void room_home::detach(const room_id& id, const person_id& person, const socket_key& socket) {
    live_room* room = find(id);
    if (room == nullptr) return;
    const auto found = room->people.find(person);
    if (found == room->people.end() || std::erase(found->second.sockets, socket) == 0) return;
    --room->listeners[socket.shard];
    if (!found->second.sockets.empty()) return;
    found->second.away_since = server_clock::now();
    if (!room->own()) room->away.emplace_back(found->second.away_since, person);
    tell_presence(*room, person, presence_state::away);
    refresh_unread(*room, person);
}

void room_home::release_sockets(live_room& room, const person_id& person) {
    const auto found = room.people.find(person);
    if (found == room.people.end()) return;
    out_.evict(room.state.id(), person, room.listeners);
    for (const socket_key& s : found->second.sockets) --room.listeners[s.shard];
    room.people.erase(found);
}

void room_home::tell(live_room& room, std::string frame, outbox::urgency u) {
    if (u == outbox::urgency::keep) room.told_at = server_clock::now();
    out_.deliver(room.state.id(), std::move(frame), room.listeners, u);
}

void room_home::tell_presence(live_room& room, const person_id& person, presence_state state) {
    const core::room_member* m = room.state.member(person);
    const auto found = room.people.find(person);
    if (found != room.people.end() && found->second.quiet) return;
    if (m == nullptr || room.state.crowded()) return;  // nobody can follow the comings and goings of hundreds
    tell(room, encode(room.state.id(), protocol::presence{m->m, state}), outbox::urgency::drop_first);
}

void room_home::tell_crowd(live_room& room, time_point at) {
    live_room::crowd_news& news = room.crowd;
    if (news.from == 0) return;
    const protocol::crowd summary{news.from, room.state.count(), news.joined, news.left};
    news = {};
    news.told_at = at;
    tell(room, encode(protocol::stamp{room.state.id(), room.state.epoch(), room.state.top(), at}, summary));
}

// The log hands an entry back: fold it, and tell the members. Encoded once, whatever their number.
void room_home::on_entry(const room_id& id, protocol::log_entry entry) {
    live_room* room = find(id);
    if (room == nullptr) return;
    const aftermath later = notice_before(*room, entry);
    forgive(*room, entry);
    const bool joined = std::holds_alternative<protocol::member_joined>(entry.what);
    const bool left = std::holds_alternative<protocol::member_left>(entry.what);
    const person_id actor = entry.actor;
    const time_point at = entry.at;
    const seq_no seq = entry.seq;
    if (joined || left) {
        room->card_changed = true;
        // Counted with the one who comes or goes, so that the last of a crowd is told in the way that the others know.
        const bool crowded = room->state.crowded() || (joined && room->state.count() == rules_.crowd_above);
        std::string frame =
            crowded ? std::string{} : encode(protocol::stamp{id, room->state.epoch(), seq, at}, entry.what);
        if (!crowded) tell_crowd(*room, at);
        room->state.apply(std::move(entry));
        drop_buried_media(*room);
        if (crowded) {
            if (room->crowd.from == 0) room->crowd.from = seq;
            ++(joined ? room->crowd.joined : room->crowd.left);
        } else {
            tell(*room, std::move(frame));
        }
        if (left && room->state.member(actor) == nullptr) {
            release_sockets(*room, actor);
            drop_media(id, room->shelf.remove_unused(actor));
        }
        if (joined) room->empty_since.reset();
        if (room->state.count() == 0) room->empty_since = at;
        return;
    }
    tell_crowd(*room, at);
    const bool shown_in_card = std::holds_alternative<protocol::message>(entry.what) ||
                               std::holds_alternative<protocol::room_changed>(entry.what);
    if (shown_in_card) room->card_changed = true;
    const bool promoted = std::holds_alternative<protocol::member_changed>(entry.what) ||
                          std::holds_alternative<protocol::owner_changed>(entry.what);
    const person_id owner = room->state.owner();
    tell(*room, encode(protocol::stamp{id, room->state.epoch(), seq, at}, entry.what));
    room->state.apply(std::move(entry));
    drop_buried_media(*room);
    notice_after(*room, later);
    if (promoted) tell_knocks(*room, actor);
    if (room->state.owner() != owner) tell_.passed_on(id, owner, room->state.owner());
}

}  // namespace srchat::services
