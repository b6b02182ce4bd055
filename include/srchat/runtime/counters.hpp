#pragma once
// What a shard counts. Written by its own thread only and read by /metrics from another, so a plain relaxed store is
// enough and no bus lock is paid. No label names a room or a person.

#include <array>
#include <atomic>
#include <cstdint>

#include "srchat/base/error_code.hpp"

namespace srchat::runtime {

class counter {
public:
    void add(std::uint64_t n = 1) noexcept {
        value_.store(value_.load(std::memory_order_relaxed) + n, std::memory_order_relaxed);
    }
    void sub(std::uint64_t n = 1) noexcept {
        value_.store(value_.load(std::memory_order_relaxed) - n, std::memory_order_relaxed);
    }
    std::uint64_t value() const noexcept { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

struct counters {
    void refused(error_code why) noexcept { refusals[static_cast<std::size_t>(why)].add(); }

    counter connections;  // open WebSockets (gauge)
    counter rooms;        // open rooms whose home is here (gauge)
    counter http_requests;
    counter http_refused;  // by the gate or the parser
    counter commands;
    counter commands_refused;
    counter messages;        // accepted
    counter deliveries;      // pushed to outboxes
    counter slow_consumers;  // closed with 4008
    counter floods;          // closed with 4029
    counter exceptions;      // caught at a task's edge
    counter spam_mutes;      // by the server itself
    counter spam_bans;
    std::array<counter, error_code_count> refusals;  // answered to people, by code
};

}  // namespace srchat::runtime
