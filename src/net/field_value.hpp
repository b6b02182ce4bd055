#pragma once
// What a header field says (RFC 9110, 5.5 and 5.6.3).

#include <string_view>

namespace srchat::net {

// Without the spaces and tabs around it.
inline std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace srchat::net
