#pragma once
// Walks the headers of inbound WebSocket frames before Beast sees the bytes, and refuses what Beast would take without
// end: fragments without number, a message assembled for ever, floods of control frames, binary frames, huge lengths.
// Pure: no I/O and no clock of its own. One per connection, 40 bytes.

#include <array>
#include <chrono>
#include <cstdint>
#include <span>

namespace srchat::net {

struct frame_guard_limits {
    std::uint32_t fragments = 64;               // frames of one message
    std::chrono::milliseconds assembly{5'000};  // from its first frame to its last
    std::uint32_t control_burst = 20;           // pings, pongs and closes at once...
    std::uint32_t control_per_s = 2;            // ...and on average
    std::uint64_t message_bytes = 65'536;       // all frames of one message together
};

class frame_guard {
public:
    enum class verdict : std::uint8_t { fine, policy, binary, too_big };
    using time_point = std::chrono::steady_clock::time_point;

    // Looks at bytes as they arrived, in order. After a verdict other than fine the connection is to be closed.
    verdict inspect(std::span<const std::uint8_t> bytes, const frame_guard_limits& limits, time_point now);
    // Whether a message has been in assembly for longer than allowed; for the once-a-second look.
    bool overdue(const frame_guard_limits& limits, time_point now) const noexcept;

private:
    verdict frame_started(const frame_guard_limits& limits, time_point now);
    void frame_ended() noexcept;
    std::size_t header_size() const noexcept;

    std::array<std::uint8_t, 14> header_{};  // 2 + 8 bytes of length + 4 of mask at most
    std::uint8_t have_ = 0;                  // bytes of the present header
    bool assembling_ = false;                // a message has begun and not ended
    bool in_data_ = false;                   // the present frame is not a control frame
    bool last_ = false;                      // the present data frame is its message's last
    std::uint32_t frames_ = 0;
    std::uint32_t controls_ = 0;
    std::uint64_t payload_left_ = 0;
    std::uint64_t message_bytes_ = 0;
    time_point assembly_start_{};
    time_point controls_since_{};
};

}  // namespace srchat::net
