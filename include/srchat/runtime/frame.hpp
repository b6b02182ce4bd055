#pragma once
// One outgoing piece of bytes, made once and shared by all outboxes of one shard. Immutable after make(), except that
// it is overwritten when its last owner lets go. The count is not atomic: a frame never leaves its shard; another shard
// gets its own copy of the bytes.

#include <boost/smart_ptr/intrusive_ptr.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "srchat/base/clock.hpp"

namespace srchat::runtime {

class frame;
using frame_ptr = boost::intrusive_ptr<const frame>;

class frame {
public:
    // The payload as one unmasked, final WebSocket text frame (RFC 6455, section 5.2).
    static frame_ptr text(std::string_view payload);
    // A ping without payload.
    static frame_ptr ping();
    // A close frame; `reason` is cut at 123 bytes, which the RFC allows at most.
    static frame_ptr close(std::uint16_t code, std::string_view reason);
    // Bytes as they are: what Beast itself writes, such as pongs and the reply to the upgrade.
    static frame_ptr raw(std::string_view bytes);

    std::string_view bytes() const noexcept { return {reinterpret_cast<const char*>(this + 1), size_}; }
    std::size_t size() const noexcept { return size_; }
    // When it was made, which is when it was first queued.
    std::chrono::steady_clock::time_point made() const noexcept { return made_; }

private:
    explicit frame(std::size_t size) noexcept : size_{static_cast<std::uint32_t>(size)} {}
    static frame* allocate(std::size_t size);
    static frame_ptr make(std::uint8_t first_byte, std::string_view head, std::string_view payload);
    char* data() noexcept { return reinterpret_cast<char*>(this + 1); }

    friend void intrusive_ptr_add_ref(const frame* f) noexcept { ++f->owners_; }
    friend void intrusive_ptr_release(const frame* f) noexcept {
        if (--f->owners_ == 0) destroy(f);
    }
    static void destroy(const frame* f) noexcept;

    mutable std::uint32_t owners_ = 0;
    std::uint32_t size_ = 0;
    std::chrono::steady_clock::time_point made_ = coarse_now();
};

}  // namespace srchat::runtime
