// The part of room_home that lets things end: messages, absences, sessions, rooms.

#include <algorithm>

#include "live_room.hpp"
#include "room_commit.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr auto crowd_period = 1s;
constexpr auto spam_period = 10s;
constexpr auto gone_time = 24h;
}  // namespace

task<void> room_home::tick() {
    const time_point now = server_clock::now();
    expire_knocks(now);
    // What belongs to its members is many and mostly quiet; it is looked at once a second.
    constexpr unsigned every = 4;
    const bool all = tick_++ % every == 0;
    std::vector<room_id> ids;
    ids.reserve(rooms_.size());
    for (const auto& [id, room] : rooms_) {
        if (all || !room->own()) ids.push_back(id);
    }
    for (const room_id& id : ids) {
        co_await tick_room(id, now);
    }
    erase_if(gone_, [&](const auto& g) { return g.second <= now; });
}

task<void> room_home::tick_room(room_id id, time_point now) {
    live_room* room = find(id);
    if (room == nullptr) co_return;
    room->state.expire(now);
    drop_buried_media(*room);
    drop_media(id, room->shelf.remove_unused(now));
    if (room->own()) note_use(*room, now);
    const auto expires_at = room->state.expires_at();
    const bool expired = expires_at && *expires_at <= now;
    const bool forsaken = !expires_at && !room->state.is_official() && room->empty_since &&
                          *room->empty_since + rules_.empty_grace <= now;
    if (expired || forsaken) {
        const auto reason = expired ? protocol::close_reason::expired : protocol::close_reason::empty;
        co_await close(id, reason);
        co_return;
    }
    if (core::is_due(room->state, now)) {
        auto decide = [now](const core::room_state& state) { return core::decide_time(state, now); };
        result<ports::log_ack> ack = co_await commit(id, std::move(decide), now);
        room = find(id);
        if (room == nullptr) co_return;
        if (ack && room->state.closed()) {
            co_await forget(id);
            co_return;
        }
    }
    while (!room->away.empty() && room->away.front().first + rules_.away <= now) {
        const auto [since, person] = room->away.front();
        const auto found = room->people.find(person);
        const bool still =
            found != room->people.end() && found->second.sockets.empty() && found->second.away_since == since;
        if (still) {
            const bool removed = co_await remove(id, person, protocol::leave_reason::away);
            room = find(id);
            if (room == nullptr) co_return;
            if (!removed) break;  // the log is away: the next tick tries again
        }
        room->away.pop_front();
    }
    if (now - room->spam_swept >= spam_period) {
        room->spam_swept = now;
        erase_if(room->spam, [&](const auto& s) { return s.second.is_over(rates_.spam, now); });
    }
    if (room->crowd.from != 0 && now - room->crowd.told_at >= crowd_period) tell_crowd(*room, now);
    if (now - room->told_at >= rules_.top) {
        tell(*room, encode(protocol::stamp{id, room->state.epoch(), room->told_top(), now}, protocol::top{}));
    }
    if (room->card_changed) {
        room->card_changed = false;
        if (!room->own()) tell_.changed(room->state.card());
        const core::bucket_rate rate{rates_.say_burst, rates_.say_per_s};
        erase_if(room->say_buckets, [&](const auto& b) { return b.second.is_full(rate, now); });
    }
}

task<bool> room_home::remove(room_id id, person_id person, protocol::leave_reason reason) {
    auto decide = [person, reason](const core::room_state& room) { return core::decide_leave(room, person, reason); };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), server_clock::now());
    co_return ack.has_value() || ack.error().code == error_code::not_member;
}

task<void> room_home::close(room_id id, protocol::close_reason reason) {
    auto decide = [reason](const core::room_state& room) { return core::decide_close(room, reason); };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), server_clock::now());
    if (ack) co_await forget(id);
}

task<void> room_home::forget(room_id id) {
    live_room* room = find(id);
    if (room == nullptr) co_return;
    for (const room_door::visitor& v : door_.take_all(id)) {
        if (v.state == protocol::knock_state::waiting) answer_visitor(v, protocol::knock_state::expired);
    }
    const person_id owner = room->state.owner();
    const bool own = room->own();
    withdraw_from_all(*room, std::nullopt);
    out_.drop(id);
    last_found_ = nullptr;
    rooms_.erase(id);
    if (!own) {  // another may be made under its name
        gone_[id] = server_clock::now() + gone_time;
        shard_.counters().rooms.sub();
        tell_.closed(id, owner);
    }
    co_await log_.drop(id);
    result<void> dropped = co_await media_.store.drop_room(id);
    (void)dropped;  // nobody can ask for them any more
}

task<void> room_home::rename(person_id person, protocol::person who) {
    std::vector<room_id> ids;
    for (const auto& [id, room] : rooms_) {
        if (room->state.member(person) != nullptr) ids.push_back(id);
    }
    for (const room_id& id : ids) {
        auto decide = [person, &who](const core::room_state& room) { return core::decide_rename(room, person, who); };
        result<ports::log_ack> ack = co_await commit(id, std::move(decide), server_clock::now());
        (void)ack;
    }
}

task<void> room_home::end_person(person_id person) {
    std::vector<room_id> ids;
    for (const auto& [id, room] : rooms_) {
        if (room->state.member(person) != nullptr) ids.push_back(id);
    }
    for (const room_id& id : ids) {
        const live_room* room = find(id);
        if (room != nullptr && room->own()) {
            const bool direct = room->state.kind() == protocol::room_kind::direct;
            const auto reason = direct ? protocol::close_reason::unfriended : protocol::close_reason::empty;
            co_await close(id, reason);
        } else {
            co_await remove(id, person, protocol::leave_reason::session);
        }
    }
}

}  // namespace srchat::services
