#include "srchat/net/frame_guard.hpp"

#include <algorithm>

namespace srchat::net {

std::size_t frame_guard::header_size() const noexcept {
    if (have_ < 2) return 2;
    const std::uint8_t length = header_[1] & 0x7f;
    const std::size_t extended = length == 126 ? 2 : length == 127 ? 8 : 0;
    const std::size_t mask = (header_[1] & 0x80) != 0 ? 4 : 0;
    return 2 + extended + mask;
}

frame_guard::verdict frame_guard::inspect(std::span<const std::uint8_t> bytes, const frame_guard_limits& limits,
                                          time_point now) {
    while (!bytes.empty()) {
        if (payload_left_ > 0) {
            const std::size_t skip = static_cast<std::size_t>(std::min<std::uint64_t>(payload_left_, bytes.size()));
            payload_left_ -= skip;
            bytes = bytes.subspan(skip);
            if (payload_left_ == 0) frame_ended();
            continue;
        }
        header_[have_++] = bytes.front();
        bytes = bytes.subspan(1);
        if (have_ < header_size()) continue;
        const verdict v = frame_started(limits, now);
        have_ = 0;
        if (v != verdict::fine) return v;
        if (payload_left_ == 0) frame_ended();
    }
    return verdict::fine;
}

frame_guard::verdict frame_guard::frame_started(const frame_guard_limits& limits, time_point now) {
    const bool final = (header_[0] & 0x80) != 0;
    const std::uint8_t opcode = header_[0] & 0x0f;
    std::uint64_t length = header_[1] & 0x7f;
    if (length >= 126) {
        const std::size_t width = length == 126 ? 2 : 8;
        length = 0;
        for (std::size_t i = 0; i < width; ++i) length = length << 8 | header_[2 + i];
    }
    payload_left_ = length;
    in_data_ = opcode < 8;
    if (!in_data_) {
        // A bucket that leaks control_per_s each second.
        const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - controls_since_).count();
        const auto leaked = static_cast<std::uint64_t>(elapsed) * limits.control_per_s / 1000;
        if (leaked > 0) {
            controls_ -= static_cast<std::uint32_t>(std::min<std::uint64_t>(controls_, leaked));
            controls_since_ = now;
        }
        return ++controls_ > limits.control_burst ? verdict::policy : verdict::fine;
    }
    if (opcode == 2) return verdict::binary;
    if (opcode == 1) {
        assembling_ = true;
        frames_ = 0;
        message_bytes_ = 0;
        assembly_start_ = now;
    }
    message_bytes_ += length;
    if (message_bytes_ > limits.message_bytes || length > limits.message_bytes) return verdict::too_big;
    if (++frames_ > limits.fragments || overdue(limits, now)) return verdict::policy;
    last_ = final;
    return verdict::fine;
}

void frame_guard::frame_ended() noexcept {
    if (in_data_ && last_) assembling_ = false;
}

bool frame_guard::overdue(const frame_guard_limits& limits, time_point now) const noexcept {
    return assembling_ && now - assembly_start_ > limits.assembly;
}

}  // namespace srchat::net
