#include "srchat/core/room_history.hpp"

#include <algorithm>

namespace srchat::core {

namespace {
constexpr std::size_t entry_overhead = 64;
using message_ptr = std::unique_ptr<live_message>;
using event_ptr = std::unique_ptr<protocol::room_event>;
}  // namespace

std::size_t live_message::bytes() const noexcept { return sizeof(live_message) + protocol::size_of(content); }

live_message* room_history::message(seq_no seq) noexcept {
    if (seq < first_ || seq > top()) return nullptr;
    auto* held = std::get_if<message_ptr>(&items_[static_cast<std::size_t>(seq - first_)].held);
    return held != nullptr ? held->get() : nullptr;
}

const live_message* room_history::message(seq_no seq) const noexcept {
    return const_cast<room_history*>(this)->message(seq);
}

void room_history::append(time_point at, std::unique_ptr<live_message> message) {
    bytes_ += entry_overhead + message->bytes();
    items_.push_back({at, std::move(message)});
}

void room_history::append(time_point at, std::unique_ptr<protocol::room_event> event) {
    bytes_ += entry_overhead;
    items_.push_back({at, std::move(event)});
}

void room_history::bury(seq_no seq, tombstone kind) {
    if (seq < first_ || seq > top()) return;
    item& i = items_[static_cast<std::size_t>(seq - first_)];
    if (const auto* m = std::get_if<message_ptr>(&i.held)) {
        bytes_ -= (*m)->bytes();
        if (const protocol::media* picture = (*m)->picture()) released_.push_back(picture->id);
    }
    i.held = kind;  // the body is overwritten as it dies
}

void room_history::drop_front() {
    bury(first_, tombstone::other);
    bytes_ -= entry_overhead;
    items_.pop_front();
    ++first_;
    scan_ = std::max(scan_, first_);
    event_scan_ = std::max(event_scan_, first_);
}

void room_history::expire(time_point now, milliseconds keep_events, const room_rules& rules) {
    // Lifetimes only ever get shorter for all living messages at once, so they end in the order of their seq; not so in
    // inboxes, where bury_expired() comes first.
    for (; scan_ <= top(); ++scan_) {
        const live_message* m = message(scan_);
        if (m != nullptr && m->expires_at > now) break;
        if (m != nullptr) bury(scan_, tombstone::expired);
    }
    for (; event_scan_ <= top() && at(event_scan_).at + keep_events <= now; ++event_scan_) {
        if (std::holds_alternative<event_ptr>(at(event_scan_).held)) bury(event_scan_, tombstone::other);
    }
    while (!items_.empty()) {
        const item& oldest = items_.front();
        const bool too_much = items_.size() > rules.log_entries || bytes_ > rules.log_bytes;
        // Tombstones stay for as long again as things lived: who comes back late is still told how many messages ran out.
        const bool forgotten = std::holds_alternative<tombstone>(oldest.held) && oldest.at + 2 * keep_events <= now;
        if (!too_much && !forgotten) break;
        drop_front();
    }
}

void room_history::bury_expired(time_point now) {
    for (seq_no seq = scan_; seq <= top(); ++seq) {
        const live_message* m = message(seq);
        if (m != nullptr && m->expires_at <= now) bury(seq, tombstone::expired);
    }
}

void room_history::shorten(milliseconds life, std::optional<time_point> end) {
    for (seq_no seq = scan_; seq <= top(); ++seq) {
        live_message* m = message(seq);
        if (m == nullptr) continue;
        m->expires_at = std::min(m->expires_at, at(seq).at + life);
        if (end) m->expires_at = std::min(m->expires_at, *end);
    }
}

std::optional<time_point> room_history::next_expiry() const noexcept {
    for (seq_no seq = scan_; seq <= top(); ++seq) {
        if (const live_message* m = message(seq)) return m->expires_at;
    }
    return std::nullopt;
}

}  // namespace srchat::core
