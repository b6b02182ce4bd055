#pragma once
// Who a command comes from: the person, as shown to others, and the socket it came through.

#include <cstdint>

#include "srchat/base/ids.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::services {

// One socket of this process: its shard, and its number there.
struct socket_key {
    std::uint32_t shard = 0;
    std::uint64_t number = 0;
    bool operator==(const socket_key&) const = default;
};

struct caller {
    person_id person;
    protocol::person who;
    socket_key socket;
    std::uint64_t address = 0;  // of the peer, as a keyed hash
    bool hides = false;         // enters rooms hidden unless told otherwise
    bool invisible = false;     // friends see nobody there
};

}  // namespace srchat::services
