#pragma once
// The numbers that the rules of a room use, from the configuration.

#include <cstdint>

#include "srchat/base/clock.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::core {

struct room_rules {
    std::uint32_t members_max = 200;
    std::uint32_t crowd_above = 200;  // rooms of more members get joins and leaves in summary
    std::uint32_t reaction_kinds_max = 30;
    milliseconds edit_window{900'000};
    milliseconds empty_grace{300'000};
    milliseconds away{180'000};
    milliseconds remember_cid{600'000};
    milliseconds owner_grace{900'000};  // an absent owner stays owner for so long
    milliseconds offer{600'000};        // an offer of ownership stands for so long
    milliseconds kick{600'000};         // who was kicked may come back after so long
    milliseconds top{20'000};           // the newest seq is told so often: the promise is 25 s, and a tick may be late
    milliseconds countdown{10'000};     // from the owner's close to the end
    // What the named lifetimes mean.
    milliseconds five_minutes{300'000}, hour{3'600'000}, day{86'400'000}, week{604'800'000};
    // Bounds of a room's log; what falls out is told as a gap.
    std::size_t log_entries = 10'000;
    std::size_t log_bytes = 8'388'608;

    milliseconds length_of(protocol::message_life life) const noexcept {
        switch (life) {
            case protocol::message_life::five_minutes: return five_minutes;
            case protocol::message_life::hour: return hour;
            case protocol::message_life::day: return day;
            case protocol::message_life::week: return week;
        }
        return hour;
    }
    // 0 for until_empty and always, which have no end of their own.
    milliseconds length_of(protocol::room_life life) const noexcept {
        switch (life) {
            case protocol::room_life::until_empty:
            case protocol::room_life::always: return milliseconds{0};
            case protocol::room_life::hour: return hour;
            case protocol::room_life::day: return day;
            case protocol::room_life::week: return week;
        }
        return hour;
    }
};

}  // namespace srchat::core
