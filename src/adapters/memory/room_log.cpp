#include "srchat/adapters/memory/room_log.hpp"

#include "srchat/base/random.hpp"

namespace srchat::adapters::memory {

task<result<epoch_no>> room_log::open(room_id room) {
    sequence fresh;
    // Random, so that a client of an earlier process never takes this log for the one it knew.
    fresh.epoch = static_cast<epoch_no>(1 + random_below(0xfffffffe));
    rooms_[room] = fresh;
    co_return fresh.epoch;
}

task<result<ports::log_ack>> room_log::append(room_id room, std::uint64_t version,
                                              std::vector<protocol::log_draft> drafts, time_point at) {
    const auto found = rooms_.find(room);
    if (found == rooms_.end()) co_return error_code::no_room;
    sequence& log = found->second;
    ports::log_ack ack;
    ack.epoch = log.epoch;
    ack.at = at;
    ack.stale = version != log.version;
    if (ack.stale) co_return ack;
    ack.first = drafts.empty() ? 0 : log.top + 1;
    for (protocol::log_draft& draft : drafts) {
        if (protocol::changes_state(draft.what)) ++log.version;
        reader_->on_entry(
            room, protocol::log_entry{++log.top, at, draft.actor, std::move(draft.what), std::move(draft.secret)});
    }
    co_return ack;
}

task<void> room_log::drop(room_id room) {
    rooms_.erase(room);
    co_return;
}

}  // namespace srchat::adapters::memory
