#pragma once
// Headers of pictures, made by hand.

#include <cstdint>
#include <string>
#include <vector>

namespace media_samples {

inline std::string big(std::uint32_t value, int count) {
    std::string out;
    for (int i = count; i-- > 0;) out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}
inline std::string little(std::uint32_t value, int count) {
    std::string out;
    for (int i = 0; i < count; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}

inline std::string png(std::uint32_t width, std::uint32_t height) {
    std::string out = "\x89PNG\r\n\x1a\n";
    out += big(13, 4) + "IHDR" + big(width, 4) + big(height, 4) + std::string("\x08\x06\0\0\0", 5);
    return out + "\x11\x22\x33\x44";  // the checksum, which nobody here looks at
}

inline std::string gif(std::uint32_t width, std::uint32_t height, const std::string& version = "GIF89a") {
    return version + little(width, 2) + little(height, 2) + std::string("\xf7\0\0", 3);
}

inline std::string segment(unsigned char marker, const std::string& content) {
    return std::string{'\xff', static_cast<char>(marker)} + big(static_cast<std::uint32_t>(content.size() + 2), 2) +
           content;
}
inline std::string frame_start(std::uint32_t width, std::uint32_t height, unsigned char marker = 0xc0) {
    return segment(marker, "\x08" + big(height, 2) + big(width, 2) + std::string("\x01\x01\x11\0", 4));
}
// With an EXIF segment of its own, as cameras write them.
inline std::string jpeg(std::uint32_t width, std::uint32_t height, unsigned char marker = 0xc0) {
    return "\xff\xd8" + segment(0xe0, std::string("JFIF\0\1\1\0\0\1\0\1\0\0", 14)) +
           segment(0xe1, std::string("Exif\0\0", 6) + std::string(300, 'x')) + segment(0xdb, std::string(65, '\1')) +
           frame_start(width, height, marker);
}

inline std::string riff(const std::string& chunk, std::uint32_t length, const std::string& content) {
    return "RIFF" + little(static_cast<std::uint32_t>(12 + content.size()), 4) + "WEBP" + chunk + little(length, 4) +
           content;
}
inline std::string webp_lossy(std::uint32_t width, std::uint32_t height) {
    return riff("VP8 ", 10, std::string("\x30\x01\x00\x9d\x01\x2a", 6) + little(width, 2) + little(height, 2));
}
inline std::string webp_lossless(std::uint32_t width, std::uint32_t height) {
    return riff("VP8L", 10, "\x2f" + little((width - 1) | (height - 1) << 14, 4) + std::string(5, '\0'));
}
inline std::string webp_extended(std::uint32_t width, std::uint32_t height) {
    return riff("VP8X", 10, std::string("\x10\0\0\0", 4) + little(width - 1, 3) + little(height - 1, 3));
}

// One of each form, each of which ends with its header.
inline std::vector<std::string> of_each_form(std::uint32_t width, std::uint32_t height) {
    return {png(width, height),           gif(width, height),          gif(width, height, "GIF87a"),
            jpeg(width, height),          jpeg(width, height, 0xc2),   webp_lossy(width, height),
            webp_lossless(width, height), webp_extended(width, height)};
}

}  // namespace media_samples
