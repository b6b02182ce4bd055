#include "srchat/services/room_door.hpp"

#include <algorithm>

namespace srchat::services {

using protocol::knock_state;

room_door::visitor* room_door::find(const room_id& room, const person_id& person) noexcept {
    const auto found =
        std::ranges::find_if(visitors_, [&](const visitor& v) { return v.room == room && v.person == person; });
    return found == visitors_.end() ? nullptr : &*found;
}

room_door::visitor* room_door::find(const room_id& room, knock_no k) noexcept {
    const auto found =
        std::ranges::find_if(visitors_, [&](const visitor& v) { return v.room == room && v.k == k && v.seen; });
    return found == visitors_.end() ? nullptr : &*found;
}

result<room_door::visitor*> room_door::add(visitor v, time_point now) {
    if (visitors_.size() >= rules_.waiting_max) return error_code::overloaded;
    const milliseconds wait = knocks_[v.person].try_take(rules_.knocks, now);
    if (wait.count() > 0) {
        refusal slow{error_code::rate_limited};
        slow.retry_after = wait;
        return slow;
    }
    v.k = ++last_k_;
    v.at = now;
    v.expires_at = now + rules_.knock;
    v.topic = room_id::random();
    visitors_.push_back(std::move(v));
    return &visitors_.back();
}

void room_door::remove(const room_id& room, const person_id& person) {
    std::erase_if(visitors_, [&](const visitor& v) { return v.room == room && v.person == person; });
}

std::vector<protocol::knocker> room_door::waiting(const room_id& room) const {
    std::vector<protocol::knocker> list;
    for (const visitor& v : visitors_) {
        if (v.room == room && v.seen && v.state == knock_state::waiting)
            list.push_back({v.k, v.who, v.text, v.at, v.expires_at});
    }
    return list;
}

bool room_door::is_admitted(const room_id& room, const person_id& person) noexcept {
    const visitor* v = find(room, person);
    return v != nullptr && v->state == knock_state::approved;
}

std::vector<room_door::visitor> room_door::take_expired(time_point now) {
    std::vector<visitor> over;
    for (visitor& v : visitors_) {
        if (v.expires_at <= now) over.push_back(std::move(v));
    }
    if (!over.empty()) std::erase_if(visitors_, [now](const visitor& v) { return v.expires_at <= now; });
    return over;
}

std::vector<room_door::visitor> room_door::take_all(const room_id& room) {
    std::vector<visitor> all;
    for (visitor& v : visitors_) {
        if (v.room == room) all.push_back(std::move(v));
    }
    if (!all.empty()) std::erase_if(visitors_, [&](const visitor& v) { return v.room == room; });
    return all;
}

milliseconds room_door::try_password(const room_id& room, std::uint64_t address, time_point now) {
    const milliseconds own = tries_[{room, address}].try_take(rules_.tries, now);
    if (own.count() > 0) return own;
    return tries_of_room_[room].try_take(rules_.tries_of_room, now);
}

void room_door::was_right(const room_id& room, std::uint64_t address) {
    tries_[{room, address}].give_back(rules_.tries);
    tries_of_room_[room].give_back(rules_.tries_of_room);
}

void room_door::forget_old_tries(time_point now) {
    erase_if(knocks_, [&](const auto& b) { return b.second.is_full(rules_.knocks, now); });
    erase_if(tries_, [&](const auto& b) { return b.second.is_full(rules_.tries, now); });
    erase_if(tries_of_room_, [&](const auto& b) { return b.second.is_full(rules_.tries_of_room, now); });
}

}  // namespace srchat::services
