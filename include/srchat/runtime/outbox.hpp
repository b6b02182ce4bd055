#pragma once
// The bytes that one socket still has to send, in order: the only place of a connection that writes to its socket.
//
// Owner and lifetime: the connection; it outlives every entry in the hub and in the flusher's dirty list, because it takes
// itself out of the latter when it dies. Shard: the connection's. It must not call back into its owner while a message is
// being fanned out: overflow only sets a flag, which the owner looks at when it is told after the flush.
//
// Bounded in bytes, frames and age (SECURITY P6). Beyond a bound the queue is dropped, a close frame with the
// slow-consumer code takes its place, and nothing more is accepted: the client resumes from its last seq.

#include <sys/types.h>

#include <boost/container/small_vector.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "srchat/runtime/frame.hpp"

namespace srchat::runtime {

class flusher;

struct outbox_limits {
    std::size_t bytes = 262'144;
    std::size_t frames = 256;
    std::chrono::milliseconds age{10'000};
};

// What the outbox needs of its socket's owner. All calls come from the shard's flush, never from push().
class outbox_owner {
public:
    virtual void outbox_blocked() = 0;  // the kernel takes no more: call flush() when writable
    virtual void outbox_ended() = 0;    // once: a close frame is out, or the socket is broken
protected:
    ~outbox_owner() = default;
};

class alignas(64) outbox {
public:
    enum class urgency { keep, drop_first };  // drop_first: typing and presence, dropped once a quarter is full

    outbox(flusher& shard_flusher, outbox_owner& owner, const outbox_limits& limits) noexcept;
    ~outbox();
    outbox(const outbox&) = delete;
    outbox& operator=(const outbox&) = delete;

    // The descriptor to write to; before this nothing is sent.
    void attach(int descriptor) noexcept { descriptor_ = descriptor; }
    // Takes a frame unless the outbox is closing. Never blocks, never writes.
    void push(const frame_ptr& f, urgency u = urgency::keep);
    // Lets what is queued go out, then a close frame, then nothing. The first code wins.
    void close(std::uint16_t code, std::string_view reason);
    // Writes as much as the kernel takes, in gathered writes. Returns the number of frames fully sent.
    std::size_t flush();
    // Drops everything; the socket is gone.
    void abandon() noexcept;

    bool closing() const noexcept { return closing_; }
    bool empty() const noexcept { return head_ == queue_.size(); }
    bool blocked() const noexcept { return blocked_; }
    // So much is waiting that whoever causes more should wait as well: beside it the largest answer, 200 KiB, still fits.
    bool crowded() const noexcept {
        return queued_bytes_ > limits_.bytes / 8 || queue_.size() - head_ > limits_.frames / 2;
    }
    // Closes with the slow-consumer code if the oldest unsent frame is older than the limit. Called once a second.
    void check_age(std::chrono::steady_clock::time_point now);
    std::uint16_t close_code() const noexcept { return close_code_; }

private:
    friend class flusher;
    void mark_dirty();
    void overflow();
    void drop_sent(std::size_t frames);
    struct offer {
        ssize_t taken;  // by the kernel, or -1 and errno
        std::size_t bytes;
        std::size_t frames;
    };
    offer write_some() const;

    // A message in a small room touches the outbox of every member after thousands of others were touched, so each line
    // of the processor's cache counts: what a push and a flush need is the first 64 bytes, the first queued frame too.
    flusher& flusher_;
    const outbox_limits& limits_;
    boost::container::small_vector<frame_ptr, 1> queue_;  // [head_, end) is unsent
    std::uint32_t sent_of_head_ = 0;                      // bytes of the first unsent frame that the kernel has
    std::uint32_t queued_bytes_ = 0;
    int descriptor_ = -1;
    std::uint16_t head_ = 0;
    bool closing_ : 1 = false;
    bool ended_ : 1 = false;  // the owner knows
    bool blocked_ : 1 = false;
    bool dirty_ : 1 = false;  // is in the flusher's list
    // Rarely needed.
    std::uint16_t close_code_ = 0;
    outbox_owner& owner_;
};

// The outboxes of one shard that have something to send. The shard's loop flushes them all once nothing else is
// ready: a burst of messages then costs each socket one gathered write instead of one write per message.
class flusher {
public:
    bool idle() const noexcept { return dirty_.empty(); }
    // Whether it is worth waiting for more before the next flush: in a hot room the last flush carried at least 1.5
    // frames per socket, and a quarter of its duration (at most 2 ms) is waited, measured in docs/adr.
    std::chrono::steady_clock::time_point hold_until() const noexcept { return hold_until_; }
    // Whether to flush after a few handlers rather than after all that are ready. Where every socket gets one frame,
    // gathering saves no write and only lets what was just touched fall out of the processor's cache. Each
    // probe_every-th flush gathers all the same, to notice when that has changed.
    bool prompt() const noexcept { return !hot_ && flushes_ % probe_every != 0; }
    void flush_all();

private:
    friend class outbox;
    std::vector<outbox*> dirty_;
    std::vector<outbox*> flushing_;
    std::chrono::steady_clock::time_point hold_until_{};
    std::uint64_t flushes_ = 0;
    bool hot_ = false;  // the last gathering flush carried at least 1.5 frames per socket
    static constexpr std::uint64_t probe_every = 16;
};

}  // namespace srchat::runtime
