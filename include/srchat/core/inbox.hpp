#pragma once
// The rules of rooms that belong to their members: a direct is made with its two, an inbox with its one and holds notices.
// Pure, like the rest of the room: each returns what to append (room_state.hpp).

#include <string>

#include "srchat/core/room_state.hpp"

namespace srchat::core {

// How many notices one inbox holds; the oldest goes when one more comes.
inline constexpr std::size_t most_notices = 200;

room_settings direct_settings();
room_settings inbox_settings();

// The first entries of a room that belongs to its members: they are in.
std::vector<protocol::log_draft> decide_members(const std::vector<std::pair<person_id, protocol::person>>& members);

// Which notices of an inbox are meant; what is empty is not asked about.
struct notice_filter {
    std::optional<protocol::notice_kind> kind;
    std::optional<room_id> room;
    std::string name;
    seq_no target = 0;

    bool fits(const protocol::notice& told) const;
};

// `about`: who is named as its author. It takes the place of an older one that tells the same, and ends by the inbox's own
// lifetime at the latest.
decision decide_notice(const room_state& inbox, const person_id& owner, const protocol::person& about,
                       const protocol::notice& what, time_point expires_at, const client_id& cid, time_point now);
// Takes away all that fit; nothing if none do.
decision decide_withdraw(const room_state& inbox, const person_id& owner, const notice_filter& which, time_point now);

// How many living messages of others are above `read`, the newest of them, and when the last of them ends.
struct unread {
    std::uint32_t count = 0;
    seq_no newest = 0;
    time_point ends_at;
    protocol::author_ptr by;  // of the newest; null if there is none
};
unread unread_of(const room_state& room, const person_id& reader, seq_no read, time_point now);

}  // namespace srchat::core
