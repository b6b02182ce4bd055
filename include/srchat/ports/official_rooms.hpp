#pragma once
// The definitions of the server's own rooms. What is said in them is never here.

#include "srchat/base/task.hpp"

#include <string>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::ports {

struct official_room {
    room_id id;
    std::string name;
    std::string topic;
    protocol::official what;
    std::optional<time_point> closes_at;
    time_point created_at;
    bool operator==(const official_room&) const = default;
};

// From any shard, suspends; refusal of each: unavailable.
class official_rooms {
public:
    virtual ~official_rooms() = default;
    // New, or instead of the one with this id.
    virtual task<result<void>> put(official_room room) = 0;
    // False: there is none.
    virtual task<result<bool>> remove(room_id id) = 0;
    // In the order in which they were made.
    virtual task<result<std::vector<official_room>>> list() = 0;
};

}  // namespace srchat::ports
