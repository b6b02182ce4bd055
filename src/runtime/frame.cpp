#include "srchat/runtime/frame.hpp"

#include <cstring>
#include <new>

namespace srchat::runtime {

namespace {
constexpr std::uint8_t final_text = 0x81;
constexpr std::uint8_t final_close = 0x88;
constexpr std::uint8_t final_ping = 0x89;
constexpr std::size_t close_reason_max = 123;
}  // namespace

frame* frame::allocate(std::size_t size) {
    void* memory = ::operator new(sizeof(frame) + size);
    return new (memory) frame{size};
}

void frame::destroy(const frame* f) noexcept {
    void* memory = const_cast<frame*>(f);
    f->~frame();
    ::operator delete(memory);  // which overwrites it (app/wiping_delete.cpp)
}

frame_ptr frame::make(std::uint8_t first_byte, std::string_view head, std::string_view payload) {
    const std::size_t length = head.size() + payload.size();
    const std::size_t header = length < 126 ? 2 : length < 65536 ? 4 : 10;
    frame* f = allocate(header + length);
    auto* out = reinterpret_cast<std::uint8_t*>(f->data());
    *out++ = first_byte;
    if (header == 2) {
        *out++ = static_cast<std::uint8_t>(length);
    } else {
        *out++ = header == 4 ? 126 : 127;
        for (std::size_t i = header - 2; i-- > 0;) *out++ = static_cast<std::uint8_t>(length >> (8 * i));
    }
    if (!head.empty()) std::memcpy(out, head.data(), head.size());
    if (!payload.empty()) std::memcpy(out + head.size(), payload.data(), payload.size());
    return frame_ptr{f};
}

frame_ptr frame::text(std::string_view payload) { return make(final_text, {}, payload); }

frame_ptr frame::ping() { return make(final_ping, {}, {}); }

frame_ptr frame::close(std::uint16_t code, std::string_view reason) {
    const char head[2] = {static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    return make(final_close, {head, 2}, reason.substr(0, close_reason_max));
}

frame_ptr frame::raw(std::string_view bytes) {
    frame* f = allocate(bytes.size());
    if (!bytes.empty()) std::memcpy(f->data(), bytes.data(), bytes.size());
    return frame_ptr{f};
}

}  // namespace srchat::runtime
