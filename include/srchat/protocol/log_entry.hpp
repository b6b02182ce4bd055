#pragma once
// An entry of a room's log as the server knows it: the event that every member may see, and the person behind it, whom
// nobody sees. decide() makes drafts, a log turns drafts into entries, apply() folds entries.

#include "srchat/protocol/events.hpp"

namespace srchat::protocol {

struct log_draft {
    person_id actor;  // whose act it is; for a member's events, the member
    room_event what;
    // What only servers may know: with room_changed the verifier of a new password, empty if it stays.
    secret_text secret = {};
};

struct log_entry {
    seq_no seq = 0;
    time_point at;
    person_id actor;
    room_event what;
    secret_text secret = {};
};

// Whether members, roles or settings change, so that what was decided on an older view must be decided again.
// Messages, edits, deletions and reactions do not.
inline bool changes_state(const room_event& what) noexcept {
    return !std::holds_alternative<message>(what) && !std::holds_alternative<message_edited>(what) &&
           !std::holds_alternative<message_deleted>(what) && !std::holds_alternative<reaction>(what);
}

}  // namespace srchat::protocol
