#pragma once
// The numbers that bound pictures, from the configuration.

#include <cstdint>

#include "srchat/base/clock.hpp"

namespace srchat::services {

struct media_rules {
    std::uint64_t room_bytes = 52'428'800;   // of all pictures in a room
    std::uint64_t node_bytes = 536'870'912;  // of all pictures of this process, those on their way in included
    std::uint64_t max_bytes = 5'242'880;     // of one
    std::uint32_t per_hour_guest = 10;       // uploads of one guest
    milliseconds unused{600'000};            // how long one stays that no message refers to
};

}  // namespace srchat::services
