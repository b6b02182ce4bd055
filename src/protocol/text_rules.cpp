#include "text_rules.hpp"

#include "srchat/protocol/table.hpp"
#include "utf8.hpp"

namespace srchat::protocol {

namespace {

bool is_control(char32_t c) noexcept { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

bool is_line_break(char32_t c) noexcept { return c == 0x2028 || c == 0x2029; }

// They reorder what stands behind them, so that a line reads differently from what it is.
bool is_bidi_override(char32_t c) noexcept { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

// Unicode White_Space, and what shows nothing either.
bool is_blank(char32_t c) noexcept {
    if (c < 0x80) return c == ' ' || (c >= 0x09 && c <= 0x0D);
    return c == 0x85 || c == 0xA0 || c == 0xAD || c == 0x1680 || (c >= 0x2000 && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202F) || (c >= 0x205F && c <= 0x206F) || c == 0x2800 || c == 0x3000 || c == 0x3164 ||
           (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF;
}

}  // namespace

std::optional<error_code> check_message_text(std::string_view text) noexcept {
    if (text.size() > max_text_bytes) return error_code::text_too_long;
    std::size_t points = 0;
    bool visible = false;
    for (std::size_t at = 0; at < text.size(); ++points) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c >= 0x20 && c < 0x7F) {
            visible = visible || c != ' ';
            ++at;
            continue;
        }
        const code_point next = read_code_point(text, at);
        if (next.length == 0) return error_code::text_invalid;
        if (is_control(next.value) && next.value != '\t' && next.value != '\n') return error_code::text_invalid;
        visible = visible || !is_blank(next.value);
        at += next.length;
    }
    if (points > max_text_points) return error_code::text_too_long;
    if (!visible) return error_code::text_invalid;
    return std::nullopt;
}

bool is_line(std::string_view text, std::size_t min_points, std::size_t max_points) noexcept {
    std::size_t points = 0;
    for (std::size_t at = 0; at < text.size(); ++points) {
        const code_point next = read_code_point(text, at);
        const char32_t c = next.value;
        if (next.length == 0 || is_control(c) || is_line_break(c) || is_bidi_override(c)) return false;
        at += next.length;
    }
    return points >= min_points && points <= max_points;
}

}  // namespace srchat::protocol
