#pragma once
// What may be a reaction.

#include <cstddef>
#include <string_view>

namespace srchat::core {

inline constexpr std::size_t max_emoji_bytes = 64;

// Whether this is exactly one emoji that is recommended for general interchange (RGI, UTS 51), fully qualified: the
// heart is U+2764 U+FE0F, a bare U+2764 is a letter-like symbol.
bool is_emoji(std::string_view text);

}  // namespace srchat::core
