#pragma once
// The protocol as data: what decoding checks, what `srchat protocol` prints and what docs/PROTOCOL.md is tested against.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace srchat::protocol {

enum class field_type {
    integer,  // min..max
    boolean,
    line,       // one line of text; min..max code points, no control or bidirectional override character
    name,       // any string; the rules of section 11 are core's, which answers with name_invalid
    emoji,      // any string; core knows what an emoji is and answers with emoji_invalid
    choice,     // one of `choices`
    room_id,    // 17 base62 characters
    client_id,  // 32 lower-case hexadecimal digits
    body_,      // {"text": ...}, min..max code points
    position,   // {"epoch": ..., "seq": ...}
    media,      // {"id": 22 base62 characters, "name"?: a line of at most max code points}
    proof,      // {"challenge": a line, "nonce": a line}, each of at most max code points
    members,    // [m, ...]: at most max member numbers
};

struct field_spec {
    std::string_view name;
    field_type type = field_type::boolean;
    bool required = true;
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::span<const std::string_view> choices = {};
};

// One row of section 5. Every command also has `t` and `id`.
struct command_spec {
    std::string_view name;
    std::string_view reply;
    std::span<const field_spec> fields;
};

// In the order of the alternatives of `command`.
std::span<const command_spec> commands() noexcept;

inline constexpr std::int64_t max_integer = (std::int64_t{1} << 53) - 1;  // what JSON numbers hold exactly everywhere
inline constexpr std::size_t max_text_points = 4000;
inline constexpr std::size_t max_text_bytes = 16'384;
inline constexpr std::size_t max_depth = 8;
inline constexpr std::size_t max_keys = 64;

// The whole table as one line of JSON: commands, errors and close codes.
std::string describe();

}  // namespace srchat::protocol
