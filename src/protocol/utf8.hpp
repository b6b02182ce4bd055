#pragma once
// Reading UTF-8 one code point at a time (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace srchat::protocol {

struct code_point {
    char32_t value = 0;
    std::size_t length = 0;  // bytes; 0: not valid UTF-8 here
};

// The code point that starts at text[at]; `at` is less than text.size().
inline code_point read_code_point(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[at + i]); };
    const auto trails = [&](std::size_t count) {
        if (text.size() - at <= count) return false;
        for (std::size_t i = 1; i <= count; ++i) {
            if ((byte(i) & 0xC0) != 0x80) return false;
        }
        return true;
    };
    const auto low = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
    const char32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC2 && lead < 0xE0 && trails(1)) return {(lead & 0x1F) << 6 | low(1), 2};
    if (lead >= 0xE0 && lead < 0xF0 && trails(2)) {
        const char32_t value = (lead & 0x0F) << 12 | low(1) << 6 | low(2);
        if (value >= 0x800 && (value < 0xD800 || value > 0xDFFF)) return {value, 3};
    }
    if (lead >= 0xF0 && lead < 0xF5 && trails(3)) {
        const char32_t value = (lead & 0x07) << 18 | low(1) << 12 | low(2) << 6 | low(3);
        if (value >= 0x10000 && value <= 0x10FFFF) return {value, 4};
    }
    return {};
}

}  // namespace srchat::protocol
