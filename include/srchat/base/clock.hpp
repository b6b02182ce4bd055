#pragma once
// One time for everything: UTC in milliseconds as of process start, carried on by the monotonic clock, so that
// a lifetime is never stretched or cut by somebody setting the wall clock. Lifetimes and `at` share it.

#include <chrono>
#include <cstdint>

namespace srchat {

using milliseconds = std::chrono::milliseconds;

struct server_clock {
    using duration = milliseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<server_clock>;
    static constexpr bool is_steady = true;
    static time_point now() noexcept;
};

using time_point = server_clock::time_point;

// The monotonic clock as of the kernel's last tick, at most some ms behind steady_clock::now() and much cheaper: for what
// is noted with every message and only ever compared with seconds.
std::chrono::steady_clock::time_point coarse_now() noexcept;

// Milliseconds since 1970-01-01 UTC, the form on the wire.
inline std::int64_t to_ms(time_point t) noexcept { return t.time_since_epoch().count(); }
inline time_point from_ms(std::int64_t ms) noexcept { return time_point{milliseconds{ms}}; }

}  // namespace srchat
