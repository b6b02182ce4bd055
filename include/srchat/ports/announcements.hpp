#pragma once
// What admins tell everybody, a region or a room for a while.

#include "srchat/base/task.hpp"

#include <string>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/admin_bodies.hpp"

namespace srchat::ports {

// Ids are 32 hexadecimal digits. From any shard, suspends; refusal of each: unavailable.
class announcements {
public:
    virtual ~announcements() = default;
    virtual task<result<void>> add(protocol::announcement_view what) = 0;
    // False: there is none.
    virtual task<result<bool>> remove(std::string id) = 0;
    // Those that are not over, future ones too, in the order of their beginning.
    virtual task<result<std::vector<protocol::announcement_view>>> list(time_point now) = 0;
    virtual task<result<void>> sweep(time_point now) = 0;
};

}  // namespace srchat::ports
