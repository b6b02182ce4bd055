#pragma once
// What text may consist of (docs/PROTOCOL.md, section 4). Nothing here keeps or copies the text.

#include <cstddef>
#include <optional>
#include <string_view>

#include "srchat/base/error_code.hpp"

namespace srchat::protocol {

// nullopt if the text of a message may be posted, else text_invalid or text_too_long. A text of nothing but white space
// and zero-width characters is text_invalid.
std::optional<error_code> check_message_text(std::string_view text) noexcept;

// Whether this is one line of min..max code points without control and bidirectional override characters.
bool is_line(std::string_view text, std::size_t min_points, std::size_t max_points) noexcept;

}  // namespace srchat::protocol
