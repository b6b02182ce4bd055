#pragma once
// The log of a room: the one place that gives its events their order. What it has is acknowledged; what it hands back is
// folded and fanned out, on every node in the same order.

#include "srchat/base/task.hpp"

#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/log_entry.hpp"

namespace srchat::ports {

namespace asio = boost::asio;

// Gets every entry of a room, on the room's home shard, in order of seq, before append() completes.
class log_reader {
public:
    virtual void on_entry(const room_id& room, protocol::log_entry entry) = 0;

protected:
    ~log_reader() = default;
};

struct log_ack {
    epoch_no epoch = 0;
    seq_no first = 0;  // of the appended entries; 0 if there were none
    time_point at;
    bool stale = false;  // nothing was appended: the caller's view is old, decide again
};

// One per shard, used on that shard only.
class room_log {
public:
    virtual ~room_log() = default;
    // Entries of all rooms of this shard go to `reader`, which outlives the log's use.
    virtual void attach(log_reader& reader) = 0;
    // Starts an empty log under a new epoch. Refusal: unavailable.
    virtual task<result<epoch_no>> open(room_id room) = 0;
    // Appends all drafts in one step, if `version` (the number of state-changing entries the caller has folded) is
    // current. Suspends. Refusals: no_room, unavailable (nothing was appended, or the caller cannot know: send again with
    // the same client id).
    virtual task<result<log_ack>> append(room_id room, std::uint64_t version, std::vector<protocol::log_draft> drafts,
                                         time_point at) = 0;
    // Forgets the room and overwrites what was kept of it.
    virtual task<void> drop(room_id room) = 0;
};

}  // namespace srchat::ports
