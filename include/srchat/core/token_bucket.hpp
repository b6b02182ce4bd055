#pragma once
// A token bucket: `burst` at once, `per_second` on average. Pure; the caller passes the time.

#include <algorithm>

#include "srchat/base/clock.hpp"

namespace srchat::core {

struct bucket_rate {
    double burst = 1;
    double per_second = 1;
};

class token_bucket {
public:
    // 0 if `cost` tokens were there and are now taken; else how long until they will be, and nothing is taken.
    milliseconds try_take(const bucket_rate& rate, time_point now, double cost = 1) noexcept {
        refill(rate, now);
        if (tokens_ >= cost) {
            tokens_ -= cost;
            return milliseconds{0};
        }
        return milliseconds{static_cast<std::int64_t>((cost - tokens_) / rate.per_second * 1000) + 1};
    }

    // Returns what was taken for something that did not count after all.
    void give_back(const bucket_rate& rate, double cost = 1) noexcept {
        tokens_ = std::min(rate.burst, tokens_ + cost);
    }

    // Full again, so that forgetting it changes nothing.
    bool is_full(const bucket_rate& rate, time_point now) const noexcept {
        return !started_ || tokens_at(rate, now) >= rate.burst;
    }

private:
    double tokens_at(const bucket_rate& rate, time_point now) const noexcept {
        const double earned = now > last_ ? static_cast<double>((now - last_).count()) / 1000 * rate.per_second : 0;
        return std::min(rate.burst, tokens_ + earned);
    }
    void refill(const bucket_rate& rate, time_point now) noexcept {
        tokens_ = started_ ? tokens_at(rate, now) : rate.burst;
        started_ = true;
        last_ = std::max(last_, now);
    }

    double tokens_ = 0;
    time_point last_{};
    bool started_ = false;
};

}  // namespace srchat::core
