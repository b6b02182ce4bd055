// RFC 6455 frames, as far as the load needs them: finding the borders of what a server sends, and masking
// what a client sends.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

struct server_frame {
    int opcode = 0;
    std::string_view payload;
    std::size_t size = 0;  // header and payload; 0 while the frame is not complete
};

inline server_frame scan(char const* data, std::size_t size) {
    auto const* p = reinterpret_cast<unsigned char const*>(data);
    if (size < 2) return {};
    std::size_t length = p[1] & 127, header = 2;
    if (length >= 126) {
        header = length == 126 ? 4 : 10;
        if (size < header) return {};
        length = 0;
        for (std::size_t i = 2; i < header; ++i) length = length << 8 | p[i];
    }
    if (size - header < length) return {};
    return {p[0] & 15, {data + header, length}, header + length};
}

// One masked frame. The key is fixed: servers must unmask in any case, and cannot tell.
inline void append_masked(std::string& out, int opcode, std::string_view payload) {
    static constexpr unsigned char key[4] = {0x37, 0xfa, 0x21, 0x3d};
    out += static_cast<char>(0x80 | opcode);
    if (payload.size() < 126) {
        out += static_cast<char>(0x80 | payload.size());
    } else {
        out += static_cast<char>(0x80 | 126);
        out += static_cast<char>(payload.size() >> 8);
        out += static_cast<char>(payload.size() & 255);
    }
    out.append(reinterpret_cast<char const*>(key), 4);
    for (std::size_t i = 0; i < payload.size(); ++i) out += static_cast<char>(payload[i] ^ key[i & 3]);
}

}  // namespace bench
