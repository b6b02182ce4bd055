#include "srchat/core/emoji.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace srchat::core {

bool is_emoji(std::string_view text) {
    if (text.empty() || text.size() > max_emoji_bytes) return false;
    // Broken UTF-8 becomes U+FFFD here, which is no part of any emoji.
    const auto wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    return u_stringHasBinaryProperty(wide.getBuffer(), wide.length(), UCHAR_RGI_EMOJI) != 0;
}

}  // namespace srchat::core
