#pragma once
// What a room's log still holds, by seq: living messages with their present body, other events as they were, and tombstones
// that know no more than what kind of thing was there. Bounded by lifetime, count and bytes. Pure.

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "srchat/protocol/log_entry.hpp"
#include "srchat/core/room_rules.hpp"

namespace srchat::core {

// A message that is alive: what the log holds of it after edits and reactions. Kept small, since most memory is these.
struct live_message {
    person_id by_person;
    protocol::author_ptr by;
    client_id cid;
    protocol::body content;
    time_point expires_at;
    std::shared_ptr<const protocol::message_extras> more;  // null: none
    struct reaction {
        std::string emoji;
        std::vector<person_id> who;
    };
    // What came after it was said.
    struct later {
        std::optional<time_point> edited_at;
        std::vector<reaction> reactions;
    };
    std::unique_ptr<later> since;

    later& changed() {
        if (!since) since = std::make_unique<later>();
        return *since;
    }
    std::span<const reaction> reactions() const noexcept {
        return since ? std::span<const reaction>{since->reactions} : std::span<const reaction>{};
    }
    std::optional<time_point> edited_at() const noexcept { return since ? since->edited_at : std::nullopt; }
    const protocol::media* picture() const noexcept {
        if (!more) return nullptr;
        const std::optional<protocol::media>& shown = more->media;
        return shown ? &*shown : nullptr;
    }
    std::size_t bytes() const noexcept;
};

class room_history {
public:
    enum class tombstone : std::uint8_t { expired, deleted, other };
    struct item {
        time_point at;
        // A small event is kept as it was, but without the body of an edit: that is in the message.
        std::variant<tombstone, std::unique_ptr<live_message>, std::unique_ptr<protocol::room_event>> held =
            tombstone::other;
    };

    seq_no first() const noexcept { return first_; }  // the oldest seq that is still known
    seq_no top() const noexcept { return first_ + items_.size() - 1; }
    // Null if that seq is unknown or no living message.
    live_message* message(seq_no seq) noexcept;
    const live_message* message(seq_no seq) const noexcept;
    const item& at(seq_no seq) const { return items_[static_cast<std::size_t>(seq - first_)]; }

    void append(time_point at, std::unique_ptr<live_message> message);
    void append(time_point at, std::unique_ptr<protocol::room_event> event);
    // Overwrites the message and leaves a tombstone.
    void bury(seq_no seq, tombstone kind);
    // Buries what has run out by `now` (events other than messages after `keep_events`), and drops from the front what is
    // beyond the bounds, and tombstones after twice `keep_events`. Cheap when nothing is due.
    void expire(time_point now, milliseconds keep_events, const room_rules& rules);
    // Buries what has run out when lifetimes do not end in the order of seq. Looks at everything.
    void bury_expired(time_point now);
    // No living message outlives its sending by more than `life`, nor `end`.
    void shorten(milliseconds life, std::optional<time_point> end);
    // The pictures of messages that were buried since the last call.
    std::vector<media_id> take_released() { return std::exchange(released_, {}); }
    // The next moment at which a message runs out, or nullopt.
    std::optional<time_point> next_expiry() const noexcept;
    std::size_t bytes() const noexcept { return bytes_; }
    // Recounts after a message changed its size.
    void resized(std::size_t before, std::size_t after) noexcept { bytes_ += after - before; }

private:
    void drop_front();

    std::deque<item> items_;
    seq_no first_ = 1;
    seq_no scan_ = 1;        // everything before it is buried or no message
    seq_no event_scan_ = 1;  // everything before it is buried or a message
    std::size_t bytes_ = 0;
    std::vector<media_id> released_;
};

}  // namespace srchat::core
