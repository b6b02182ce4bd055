#include "srchat/runtime/outbox.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "srchat/base/private_text.hpp"
#include <utility>

namespace srchat::runtime {

namespace {
constexpr std::size_t gather_max = 64;  // frames per write; the kernel allows 1,024
constexpr std::size_t copied_frames = 4;
constexpr std::size_t copied_bytes = 2'048;
constexpr std::size_t idle_capacity = 16;  // a queue that grew beyond this is given back when empty
constexpr std::uint16_t slow_consumer = 4008;
}  // namespace

outbox::outbox(flusher& shard_flusher, outbox_owner& owner, const outbox_limits& limits) noexcept
    : flusher_{shard_flusher}, limits_{limits}, owner_{owner} {}

outbox::~outbox() { abandon(); }

void outbox::abandon() noexcept {
    if (dirty_) std::ranges::replace(flusher_.dirty_, this, nullptr);
    dirty_ = false;
    std::ranges::replace(flusher_.flushing_, this, nullptr);
    queue_.clear();
    queue_.shrink_to_fit();
    sent_of_head_ = queued_bytes_ = 0;
    head_ = 0;
    descriptor_ = -1;
    closing_ = ended_ = true;
}

void outbox::mark_dirty() {
    if (dirty_ || blocked_) return;
    dirty_ = true;
    flusher_.dirty_.push_back(this);
}

void outbox::push(const frame_ptr& f, urgency u) {
    if (closing_) return;
    const std::size_t waiting = queue_.size() - head_;
    if (u == urgency::drop_first && (waiting > limits_.frames / 4 || queued_bytes_ > limits_.bytes / 4)) return;
    if (waiting >= limits_.frames || queued_bytes_ + f->size() > limits_.bytes) {
        overflow();
        return;
    }
    queue_.push_back(f);
    queued_bytes_ += static_cast<std::uint32_t>(f->size());
    mark_dirty();
}

void outbox::overflow() {
    // The frame whose first bytes are with the kernel must be finished, or the peer could not read the close frame.
    const std::size_t keep = head_ + (sent_of_head_ > 0 ? 1 : 0);
    queue_.resize(keep);
    queued_bytes_ = sent_of_head_ > 0 ? static_cast<std::uint32_t>(queue_.back()->size()) : 0;
    close(slow_consumer, "too slow: resume");
}

void outbox::close(std::uint16_t code, std::string_view reason) {
    if (closing_) return;
    frame_ptr f = frame::close(code, reason);
    queued_bytes_ += static_cast<std::uint32_t>(f->size());
    queue_.push_back(std::move(f));
    closing_ = true;
    close_code_ = code;
    mark_dirty();
}

void outbox::check_age(std::chrono::steady_clock::time_point now) {
    if (!closing_ && blocked_ && now - queue_[head_]->made() > limits_.age) overflow();
}

// Offers up to gather_max frames to the kernel in one call; a single frame, the common case, by the cheaper one.
outbox::offer outbox::write_some() const {
    constexpr int flags = MSG_DONTWAIT | MSG_NOSIGNAL;
    const std::string_view first = queue_[head_]->bytes().substr(sent_of_head_);
    const std::size_t count = std::min(queue_.size() - head_, gather_max);
    if (count == 1) return {::send(descriptor_, first.data(), first.size(), flags), first.size(), 1};
    if (count <= copied_frames) {
        // Copying a few small frames together costs less than having the kernel walk a list.
        std::array<char, copied_bytes> together;
        std::size_t size = first.copy(together.data(), together.size());
        std::size_t i = 1;
        for (; i < count && size + queue_[head_ + i]->size() <= together.size(); ++i)
            size += queue_[head_ + i]->bytes().copy(together.data() + size, together.size() - size);
        const bool fits = i == count;
        const offer sent{fits ? ::send(descriptor_, together.data(), size, flags) : 0, size, count};
        cleanse(together.data(), size);
        if (fits) return sent;
    }
    std::array<iovec, gather_max> parts;
    parts[0] = {const_cast<char*>(first.data()), first.size()};
    std::size_t bytes = first.size();
    for (std::size_t i = 1; i < count; ++i) {
        const std::string_view part = queue_[head_ + i]->bytes();
        parts[i] = {const_cast<char*>(part.data()), part.size()};
        bytes += part.size();
    }
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = count;
    return {::sendmsg(descriptor_, &message, flags), bytes, count};
}

std::size_t outbox::flush() {
    blocked_ = false;
    std::size_t frames_done = 0;
    while (head_ < queue_.size() && descriptor_ >= 0) {
        const auto [n, offered, count] = write_some();
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK) {
            abandon();
            owner_.outbox_ended();
            return frames_done;
        }
        std::size_t taken = n > 0 ? static_cast<std::size_t>(n) : 0;
        const bool all = taken == offered;
        queued_bytes_ -= static_cast<std::uint32_t>(taken);
        std::size_t whole = 0;
        for (taken += sent_of_head_; whole < count && taken >= queue_[head_ + whole]->size(); ++whole) {
            taken -= queue_[head_ + whole]->size();
        }
        sent_of_head_ = static_cast<std::uint32_t>(taken);
        drop_sent(whole);
        frames_done += whole;
        if (!all) {
            blocked_ = true;
            owner_.outbox_blocked();
            return frames_done;
        }
    }
    if (closing_ && !ended_) {
        ended_ = true;
        owner_.outbox_ended();
    }
    return frames_done;
}

void outbox::drop_sent(std::size_t frames) {
    for (std::size_t i = 0; i < frames; ++i) queue_[head_ + i].reset();
    head_ = static_cast<std::uint16_t>(head_ + frames);
    if (head_ == queue_.size()) {
        head_ = 0;
        queue_.clear();
        if (queue_.capacity() > idle_capacity) queue_.shrink_to_fit();
    } else if (head_ > gather_max) {
        queue_.erase(queue_.begin(), queue_.begin() + head_);
        head_ = 0;
    }
}

void flusher::flush_all() {
    using namespace std::chrono_literals;
    const auto start = std::chrono::steady_clock::now();
    flushing_.swap(dirty_);
    std::size_t sockets = 0;
    std::size_t frames = 0;
    for (std::size_t i = 0; i < flushing_.size(); ++i) {
        outbox* box = flushing_[i];
        if (box == nullptr) continue;
        box->dirty_ = false;
        ++sockets;
        frames += box->flush();
    }
    flushing_.clear();
    const auto end = std::chrono::steady_clock::now();
    hot_ = sockets > 0 && 2 * frames >= 3 * sockets;
    ++flushes_;
    hold_until_ = hot_ ? end + std::min<std::chrono::steady_clock::duration>((end - start) / 4, 2ms) : end;
}

}  // namespace srchat::runtime
