#pragma once
// Why the server closes a WebSocket (docs/PROTOCOL.md, section 8). Clients decide by the code whether to reconnect.

#include <array>
#include <cstdint>
#include <string_view>

namespace srchat::protocol {

enum class close_code : std::uint16_t {
    normal = 1000,
    going_away = 1001,
    protocol_error = 1002,
    binary_frame = 1003,
    not_utf8 = 1007,
    policy = 1008,
    too_big = 1009,
    internal_error = 1011,
    restart = 1012,
    overloaded = 1013,
    slow_consumer = 4008,
    flood = 4029,
    session_ended = 4401,
    bad_hello = 4409,
};

inline constexpr std::array all_close_codes{
    close_code::normal,        close_code::going_away, close_code::protocol_error, close_code::binary_frame,
    close_code::not_utf8,      close_code::policy,     close_code::too_big,        close_code::internal_error,
    close_code::restart,       close_code::overloaded, close_code::slow_consumer,  close_code::flood,
    close_code::session_ended, close_code::bad_hello,
};

// Whether a client that was closed with this code comes back by itself.
enum class reconnect {
    no,
    yes,
    thrice,          // at most three times in a row
    after_retry_ms,  // after a random part of the reason's `retry_ms=N`
    after_30_s,
    new_session,  // only with a new session
};

std::string_view name_of(close_code code) noexcept;
// The sentence for people.
std::string_view text_of(close_code code) noexcept;
reconnect reconnect_of(close_code code) noexcept;

}  // namespace srchat::protocol
