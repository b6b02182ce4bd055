// The part of room_home that stands at the door: passwords, knocks, invitations, pseudonyms.

#include <algorithm>
#include <cstring>

#include "live_room.hpp"
#include "room_commit.hpp"
#include "srchat/core/guest_names.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

namespace {
using protocol::knock_state;
constexpr std::size_t token_length = 22;  // base62: 130 bits
constexpr std::uint64_t avatars = 64;

std::string_view bytes_of(const auto& array) { return {reinterpret_cast<const char*>(array.data()), array.size()}; }

refusal wait_for(milliseconds time) {
    refusal slow{error_code::rate_limited};
    slow.retry_after = time;
    return slow;
}
}  // namespace

// Stable inside the room, different in every other, and nothing to compute it with once the room is gone.
protocol::person room_home::pseudonym(const live_room& room, const person_id& person) const {
    std::string seed{bytes_of(person.bytes)};
    protocol::person who{{}, {}, protocol::person_kind::hidden};
    const auto taken = [&](const core::room_member& m) { return m.person != person && m.who.name == who.name; };
    do {
        const auto digest = hashers_.fast.hmac_sha256(bytes_of(room.key), seed);
        std::array<std::uint64_t, 2> bits;
        std::memcpy(bits.data(), digest.data(), sizeof bits);
        who.name = core::numbered_guest_name(bits[0]);
        who.avatar = "a" + std::to_string(bits[1] % avatars);
        seed += '+';
    } while (room.state.longest_present(taken) != nullptr);
    return who;
}

task<result<core::credentials>> room_home::check_credentials(const caller& from, const protocol::join& what) {
    core::credentials shown;
    shown.guest = from.who.kind == protocol::person_kind::guest;
    shown.admitted = door_.is_admitted(what.room, from.person);
    if (what.password) {
        const milliseconds wait = door_.try_password(what.room, from.address, server_clock::now());
        if (wait.count() > 0) co_return wait_for(wait);
        const live_room* room = find(what.room);
        secret_text verifier = room != nullptr ? room->state.settings().verifier : secret_text{};
        const result<bool> right = co_await hashers_.slow.verify(std::move(verifier), *what.password);
        if (!right) co_return right.error();
        shown.password = *right;
        if (shown.password) door_.was_right(what.room, from.address);
    }
    live_room* room = find(what.room);
    if (room != nullptr && what.invite) {
        const auto token = hashers_.fast.sha256(what.invite->reveal());
        const auto good = std::ranges::find_if(room->invitations, [&](const live_room::invitation& i) {
            return i.token == token && i.uses > 0 && i.expires_at > server_clock::now();
        });
        shown.admitted = shown.admitted || good != room->invitations.end();
    }
    co_return shown;
}

void room_home::use_invitation(live_room& room, const secret_text& token) const {
    const auto hash = hashers_.fast.sha256(token.reveal());
    const auto used = std::ranges::find(room.invitations, hash, &live_room::invitation::token);
    if (used != room.invitations.end() && used->uses > 0) --used->uses;
}

result<room_home::knocked> room_home::knock(const caller& from, const protocol::knock& what) {
    live_room* room = find(what.room);
    if (room == nullptr && gone_.contains(what.room)) return error_code::gone;
    if (room_door::visitor* v = door_.find(what.room, from.person))
        return knocked{{what.room, v->state, v->expires_at}, v->topic};
    bool seen = false;
    if (room != nullptr) {
        const core::room_settings& s = room->state.settings();
        if (room->state.is_banned(from.person)) return error_code::banned;
        if (const auto until = room->state.kicked_until(from.person, server_clock::now())) {
            refusal out{error_code::kicked};
            out.retry_after = *until - server_clock::now();
            return out;
        }
        const bool listed = s.listing == protocol::listing::public_;
        const bool takes = s.guests || from.who.kind != protocol::person_kind::guest;
        if (listed && s.entry != protocol::room_entry::knock) return error_code::entry_differs;
        if (listed && s.locked) return error_code::locked;
        if (listed && !takes) return error_code::no_guests;
        seen = s.entry == protocol::room_entry::knock && !s.locked && takes;
    }
    room_door::visitor v;
    v.room = what.room;
    v.person = from.person;
    v.who = what.hidden && room != nullptr ? pseudonym(*room, from.person) : from.who;
    v.text = what.text;
    v.seen = seen;
    const result<room_door::visitor*> added = door_.add(std::move(v), server_clock::now());
    if (!added) return added.error();
    const knocked answer{{what.room, knock_state::waiting, (*added)->expires_at}, (*added)->topic};
    if (seen) tell_knocks(what.room);
    return answer;
}

void room_home::cancel_knock(const person_id& person, const room_id& room) {
    const room_door::visitor* v = door_.find(room, person);
    if (v == nullptr || v->state != knock_state::waiting) return;
    const bool seen = v->seen;
    door_.remove(room, person);
    if (seen) tell_knocks(room);
}

result<protocol::ok> room_home::answer_knock(const person_id& by, const protocol::knock_answer& what) {
    live_room* room = find(what.room);
    if (room == nullptr) return missing(what.room);
    const result<protocol::role> rank = core::rank_of(room->state, by, protocol::role::moderator);
    if (!rank) return rank.error();
    room_door::visitor* v = door_.find(what.room, what.k);
    if (v == nullptr || v->state != knock_state::waiting) return error_code::no_knock;
    v->state = what.admit ? knock_state::approved : knock_state::denied;
    v->expires_at = server_clock::now() + rates_.door.knock;
    cleanse(v->text);
    answer_visitor(*v, v->state);
    tell_knocks(what.room);
    return protocol::ok{};
}

void room_home::answer_visitor(const room_door::visitor& v, knock_state state) {
    out_.deliver_everywhere(v.topic, encode(v.room, protocol::knock_answered{state}));
    out_.drop(v.topic);
}

void room_home::tell_knocks(const room_id& id) {
    live_room* room = find(id);
    if (room == nullptr) return;
    std::vector<person_id> staff;
    for (const auto& [person, presence] : room->people) {
        const core::room_member* m = room->state.member(person);
        if (m != nullptr && m->role >= protocol::role::moderator && !presence.sockets.empty()) staff.push_back(person);
    }
    out_.deliver_to(id, staff, encode(id, protocol::knocks{door_.waiting(id)}), room->listeners);
    notify_staff_of_knocks(*room);
}

void room_home::tell_knocks(live_room& room, const person_id& to) {
    const core::room_member* m = room.state.member(to);
    if (m == nullptr || m->role < protocol::role::moderator) return;
    std::vector<protocol::knocker> waiting = door_.waiting(room.state.id());
    if (waiting.empty()) return;
    out_.deliver_to(room.state.id(), {to}, encode(room.state.id(), protocol::knocks{std::move(waiting)}),
                    room.listeners);
}

void room_home::expire_knocks(time_point at) {
    std::vector<room_id> news;
    for (const room_door::visitor& v : door_.take_expired(at)) {
        if (v.state != knock_state::waiting) continue;
        answer_visitor(v, knock_state::expired);
        if (v.seen) news.push_back(v.room);
    }
    for (const room_id& id : news) tell_knocks(id);
    constexpr std::chrono::seconds sweep{10};
    if (at - tries_swept_ < sweep) return;
    tries_swept_ = at;
    door_.forget_old_tries(at);
}

result<protocol::invite_reply> room_home::new_invitation(live_room& room, std::uint32_t uses,
                                                         protocol::invite_life lasts) {
    const auto over = [at = server_clock::now()](const live_room::invitation& i) {
        return i.uses == 0 || i.expires_at <= at;
    };
    std::erase_if(room.invitations, over);
    constexpr std::size_t most = 1'000;
    if (room.invitations.size() >= most) return error_code::overloaded;
    milliseconds life = rules_.day;
    if (lasts == protocol::invite_life::hour) life = rules_.hour;
    if (lasts == protocol::invite_life::week) life = rules_.week;
    time_point end = server_clock::now() + life;
    if (room.state.expires_at()) end = std::min(end, *room.state.expires_at());
    secret_text token{random_base62(token_length)};
    room.invitations.push_back({hashers_.fast.sha256(token.reveal()), uses, end});
    return protocol::invite_reply{room.state.id(), std::move(token), end};
}

result<protocol::invite_reply> room_home::invite(const person_id& by, const protocol::invite_create& what) {
    live_room* room = find(what.room);
    if (room == nullptr) return missing(what.room);
    const result<protocol::role> rank = core::rank_of(room->state, by, protocol::role::moderator);
    if (!rank) return rank.error();
    return new_invitation(*room, what.uses, what.life);
}

result<protocol::done> room_home::clear_invites(const person_id& by, const room_id& id) {
    live_room* room = find(id);
    if (room == nullptr) return missing(id);
    const result<protocol::role> rank = core::rank_of(room->state, by, protocol::role::moderator);
    if (!rank) return rank.error();
    room->invitations.clear();
    withdraw_from_all(*room, protocol::notice_kind::invite);
    return protocol::done{id, 0};
}

result<protocol::bans_reply> room_home::bans(const person_id& by, const room_id& id) const {
    const auto found = rooms_.find(id);
    if (found == rooms_.end()) return missing(id);
    const core::room_state& state = found->second->state;
    const result<protocol::role> rank = core::rank_of(state, by, protocol::role::moderator);
    if (!rank) return rank.error();
    protocol::bans_reply reply{id, {}};
    for (const auto& [number, ban] : state.bans()) reply.bans.push_back({number, ban.who, ban.by, ban.at});
    return reply;
}

}  // namespace srchat::services
