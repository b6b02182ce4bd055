#pragma once
// What a member is shown of a room's past: encoded frames, in order, within a budget of bytes. Pure.

#include <string>
#include <vector>

#include "srchat/core/room_state.hpp"

namespace srchat::core {

struct view_budget {
    std::size_t events = 100;
    std::size_t bytes = 131'072;
};

struct view_page {
    std::vector<std::string> events;
    seq_no seq = 0;     // the last seq that the page covers
    bool more = false;  // there is something beyond it (replay), or before it (newest, before)
};

// Every event in (after, last], in order; what is no longer there is a gap, and in a crowd runs of joins and leaves are one
// frame. Covers (after, page.seq] without holes.
view_page replay(const room_state& room, const person_id& viewer, seq_no after, seq_no last, time_point now,
                 std::size_t bytes);
// The newest living messages below `before` (0: all), oldest first, with reactions as `viewer` sees them.
view_page messages_before(const room_state& room, const person_id& viewer, seq_no before, time_point now,
                          const view_budget& budget);

}  // namespace srchat::core
