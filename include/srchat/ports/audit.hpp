#pragma once
// What admins did, and why. It only grows: nothing here takes an entry away.

#include "srchat/base/task.hpp"

#include <string>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/admin_bodies.hpp"

namespace srchat::ports {

// From any shard, suspends; refusal of each: unavailable.
class audit {
public:
    virtual ~audit() = default;
    // The number is the store's to give.
    virtual task<result<void>> add(protocol::audit_view entry) = 0;
    // Those with a number below `before`, the newest first; 0: from the newest of all.
    virtual task<result<std::vector<protocol::audit_view>>> page(std::uint64_t before, std::uint32_t most) = 0;
};

}  // namespace srchat::ports
