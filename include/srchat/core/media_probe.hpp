#pragma once
// What a picture's header says of it. The server never decodes a picture: it looks at the magic bytes and the dimensions,
// and whoever shows it is told that type and no other. Pure; reads no further than the header.

#include <cstdint>
#include <string_view>

#include "srchat/base/result.hpp"

namespace srchat::core {

enum class media_kind { jpeg, png, webp, gif };

struct media_facts {
    media_kind kind = media_kind::png;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    bool operator==(const media_facts&) const = default;
};

// A browser spends four bytes on each pixel.
inline constexpr std::uint64_t media_pixels_max = 40'000'000;

// Refusal media_invalid: not one of the kinds by its first bytes, a header that is cut short or breaks its format's rules
// (ITU-T T.81, RFC 2083, the WebP container specification, GIF89a), a side of 0, or more than media_pixels_max pixels.
// What comes behind the header is not looked at.
result<media_facts> probe_media(std::string_view bytes);

// "image/png"
std::string_view type_of(media_kind kind) noexcept;
// Whether a client may declare this Content-Type for a picture; exactly those of type_of(), in any case.
bool is_media_type(std::string_view type) noexcept;
// A name to save it under that says nothing but the type: "image.png".
std::string_view file_name_of(std::string_view type) noexcept;

}  // namespace srchat::core
