#pragma once
// Who a command comes from: the person, as shown to others, and the socket it came through.

#include <cstdint>
#include <optional>

#include "srchat/base/clock.hpp"
#include "srchat/base/ids.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::services {

// One socket of this process: its shard, and its number there.
struct socket_key {
    std::uint32_t shard = 0;
    std::uint64_t number = 0;
    bool operator==(const socket_key&) const = default;
};

// Who says something.
struct speaker {
    speaker(const person_id& p) : person{p} {}  // NOLINT(google-explicit-constructor): somebody with an account
    speaker(const person_id& p, std::optional<time_point> since) : person{p}, guest_since{since} {}
    person_id person;
    std::optional<time_point> guest_since;  // when a visitor's session began
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
