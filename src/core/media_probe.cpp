#include "srchat/core/media_probe.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace srchat::core {

namespace {

using namespace std::string_view_literals;

struct size {
    std::uint32_t width = 0;
    std::uint32_t height = 0;
};

// The `count` bytes at `at` as a number. Precondition: they are there.
std::uint32_t big_endian(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

std::uint32_t little_endian(std::string_view bytes, std::size_t at, std::size_t count) noexcept {
    std::uint32_t value = 0;
    for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

unsigned char byte_at(std::string_view bytes, std::size_t at) noexcept { return static_cast<unsigned char>(bytes[at]); }

// The first chunk is IHDR, of 13 bytes, and begins with the two sides (RFC 2083, section 4.1.1).
std::optional<size> png_size(std::string_view bytes) noexcept {
    constexpr std::size_t header_end = 8 + 8 + 13 + 4;
    if (bytes.size() < header_end || bytes.substr(8, 8) != "\0\0\0\x0dIHDR"sv) return std::nullopt;
    return size{big_endian(bytes, 16, 4), big_endian(bytes, 20, 4)};
}

// The logical screen descriptor follows the signature (GIF89a, section 18).
std::optional<size> gif_size(std::string_view bytes) noexcept {
    if (bytes.size() < 13) return std::nullopt;
    return size{little_endian(bytes, 6, 2), little_endian(bytes, 8, 2)};
}

// Only the start of a frame tells the size, and tables and comments of any number may come before it (T.81, B.2).
std::optional<size> jpeg_size(std::string_view bytes) noexcept {
    constexpr int segments_max = 1'000;  // photographs have some twenty
    std::size_t at = 2;
    for (int i = 0; i < segments_max; ++i) {
        if (at >= bytes.size() || byte_at(bytes, at) != 0xff) return std::nullopt;
        while (at < bytes.size() && byte_at(bytes, at) == 0xff) ++at;  // fill bytes
        if (at + 3 > bytes.size()) return std::nullopt;
        const unsigned char marker = byte_at(bytes, at);
        const std::size_t length = big_endian(bytes, at + 1, 2);
        const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
        const bool tables = marker == 0xc4 || marker == 0xcc || marker == 0xdb || marker == 0xdd || marker == 0xfe ||
                            (marker >= 0xe0 && marker <= 0xef);
        if (!(frame || tables) || length < 2 || at + 1 + length > bytes.size()) return std::nullopt;
        if (frame) {
            if (length < 8) return std::nullopt;
            return size{big_endian(bytes, at + 6, 2), big_endian(bytes, at + 4, 2)};
        }
        at += 1 + length;
    }
    return std::nullopt;
}

// The first chunk says which of three ways to write the size follows (RFC 9649, sections 2.5 to 2.7, and RFC 6386, 9.1).
std::optional<size> webp_size(std::string_view bytes) noexcept {
    if (bytes.size() < 30) return std::nullopt;  // also of the smallest picture that is worth it
    const std::string_view chunk = bytes.substr(12, 4);
    const std::uint32_t length = little_endian(bytes, 16, 4);
    if (chunk == "VP8X") {
        if (length < 10) return std::nullopt;
        return size{little_endian(bytes, 24, 3) + 1, little_endian(bytes, 27, 3) + 1};
    }
    if (chunk == "VP8L") {
        if (length < 5 || byte_at(bytes, 20) != 0x2f) return std::nullopt;
        const std::uint32_t packed = little_endian(bytes, 21, 4);
        return size{(packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1};
    }
    const bool key_frame = (byte_at(bytes, 20) & 1) == 0;
    if (chunk != "VP8 " || length < 10 || !key_frame || bytes.substr(23, 3) != "\x9d\x01\x2a"sv) return std::nullopt;
    return size{little_endian(bytes, 26, 2) & 0x3fff, little_endian(bytes, 28, 2) & 0x3fff};
}

struct kind_row {
    media_kind kind;
    std::string_view type;
    std::string_view file_name;
};
constexpr std::array kinds{
    kind_row{media_kind::jpeg, "image/jpeg", "image.jpg"},
    kind_row{media_kind::png, "image/png", "image.png"},
    kind_row{media_kind::webp, "image/webp", "image.webp"},
    kind_row{media_kind::gif, "image/gif", "image.gif"},
};

std::optional<media_kind> kind_of(std::string_view bytes) noexcept {
    if (bytes.starts_with("\xff\xd8\xff"sv)) return media_kind::jpeg;
    if (bytes.starts_with("\x89PNG\r\n\x1a\n"sv)) return media_kind::png;
    if (bytes.starts_with("GIF87a"sv) || bytes.starts_with("GIF89a"sv)) return media_kind::gif;
    const bool riff = bytes.size() >= 12 && bytes.starts_with("RIFF"sv) && bytes.substr(8, 4) == "WEBP"sv;
    return riff ? std::optional{media_kind::webp} : std::nullopt;
}

std::optional<size> size_of(media_kind kind, std::string_view bytes) noexcept {
    switch (kind) {
        case media_kind::jpeg: return jpeg_size(bytes);
        case media_kind::png: return png_size(bytes);
        case media_kind::webp: return webp_size(bytes);
        case media_kind::gif: return gif_size(bytes);
    }
    return std::nullopt;
}

}  // namespace

result<media_facts> probe_media(std::string_view bytes) {
    const std::optional<media_kind> kind = kind_of(bytes);
    if (!kind) return error_code::media_invalid;
    const std::optional<size> sides = size_of(*kind, bytes);
    if (!sides || sides->width == 0 || sides->height == 0) return error_code::media_invalid;
    if (std::uint64_t{sides->width} * sides->height > media_pixels_max)
        return refusal{error_code::media_invalid, "The picture has more than 40 million pixels. Make it smaller."};
    return media_facts{*kind, sides->width, sides->height};
}

std::string_view type_of(media_kind kind) noexcept { return std::ranges::find(kinds, kind, &kind_row::kind)->type; }

bool is_media_type(std::string_view type) noexcept {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::ranges::any_of(kinds, [&](const kind_row& k) { return std::ranges::equal(type, k.type, {}, lower); });
}

std::string_view file_name_of(std::string_view type) noexcept {
    const auto found = std::ranges::find(kinds, type, &kind_row::type);
    return found == kinds.end() ? "image" : found->file_name;
}

}  // namespace srchat::core
