#pragma once
// How every change of a room comes about.

#include "live_room.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

template <class Decide>
task<result<ports::log_ack>> room_home::commit(room_id id, Decide decide, time_point at) {
    constexpr int tries = 8;
    for (int i = 0; i < tries; ++i) {
        live_room* room = find(id);
        if (room == nullptr) co_return missing(id);
        core::decision decided = decide(room->state);
        if (!decided) co_return decided.error();
        if (decided->empty()) co_return ports::log_ack{room->state.epoch(), 0, at, false};
        result<ports::log_ack> ack = co_await log_.append(id, room->state.version(), std::move(*decided), at);
        if (!ack || !ack->stale) co_return ack;
    }
    co_return error_code::unavailable;
}

}  // namespace srchat::services
