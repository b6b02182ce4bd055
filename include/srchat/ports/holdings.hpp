#pragma once
// How much of each class of lasting things a database holds.

#include <array>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/base/task.hpp"
#include "srchat/protocol/transparency.hpp"

namespace srchat::ports {

class holdings {
public:
    virtual ~holdings() = default;
    // The classes in the order in which they are shown; the same whenever it is called.
    virtual std::vector<std::string_view> classes() const = 0;
    // One of each of these classes. From any shard, suspends; refusal: unavailable, and then all of them are unknown.
    virtual task<result<std::vector<protocol::held>>> count() = 0;
};

}  // namespace srchat::ports
