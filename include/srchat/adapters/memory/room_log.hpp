#pragma once
// The log of a single process: this shard is the sequencer, and the folded room is the only copy. Completes at once.

#include "srchat/base/flat_map.hpp"
#include "srchat/ports/room_log.hpp"

namespace srchat::adapters::memory {

class room_log final : public ports::room_log {
public:
    void attach(ports::log_reader& reader) override { reader_ = &reader; }
    task<result<epoch_no>> open(room_id room) override;
    task<result<ports::log_ack>> append(room_id room, std::uint64_t version, std::vector<protocol::log_draft> drafts,
                                        time_point at) override;
    task<void> drop(room_id room) override;

private:
    struct sequence {
        epoch_no epoch = 0;
        seq_no top = 0;
        std::uint64_t version = 0;
    };
    flat_map<room_id, sequence> rooms_;
    ports::log_reader* reader_ = nullptr;
};

}  // namespace srchat::adapters::memory
