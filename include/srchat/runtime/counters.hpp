#pragma once
// What a shard counts. Written by its own thread only and read by /metrics from another, so a plain relaxed store is
// enough and no bus lock is paid. No label names a room or a person.

#include <atomic>
#include <cstdint>

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
};

}  // namespace srchat::runtime
