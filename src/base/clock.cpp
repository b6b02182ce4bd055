#include "srchat/base/clock.hpp"

#include <time.h>

namespace srchat {

time_point server_clock::now() noexcept {
    using std::chrono::duration_cast;
    struct anchor {
        std::chrono::steady_clock::time_point steady = std::chrono::steady_clock::now();
        std::chrono::system_clock::time_point wall = std::chrono::system_clock::now();
    };
    static const anchor start;
    const auto elapsed = std::chrono::steady_clock::now() - start.steady;
    return time_point{duration_cast<milliseconds>(start.wall.time_since_epoch() + elapsed)};
}

std::chrono::steady_clock::time_point coarse_now() noexcept {
    timespec t{};
    ::clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    return std::chrono::steady_clock::time_point{std::chrono::seconds{t.tv_sec} + std::chrono::nanoseconds{t.tv_nsec}};
}

}  // namespace srchat
