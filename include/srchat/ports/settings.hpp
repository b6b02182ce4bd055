#pragma once
// What can be changed while the server runs, and has to hold after a restart and on every node.

#include "srchat/base/task.hpp"

#include <map>
#include <string>

#include "srchat/base/result.hpp"

namespace srchat::ports {

// From any shard, suspends; refusal of each: unavailable.
class settings {
public:
    virtual ~settings() = default;
    virtual task<result<std::map<std::string, std::string>>> all() = 0;
    virtual task<result<void>> set(std::string key, std::string value) = 0;
    // The value that is there, or `value` from now on: the same for all who ask at once.
    virtual task<result<std::string>> find_or_set(std::string key, std::string value) = 0;
};

}  // namespace srchat::ports
