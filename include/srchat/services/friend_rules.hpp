#pragma once
// What two people may become to each other. Pure: the pair as it is goes in, the pair as it will be comes out, or why not.
// "Me" is whoever acts. Whoever is blocked, or asks somebody who takes no requests, hears no_person, as for a name that nobody has.

#include "srchat/ports/friends.hpp"

namespace srchat::services {

struct friend_limits {
    std::uint32_t pending = 10;          // requests of one person that wait
    std::uint32_t per_day = 20;          // requests that one person sends, refused ones included
    milliseconds declined{604'800'000};  // before somebody who was declined asks again
};

using pair_rule = result<ports::friend_pair>;

// Asks; to somebody who has asked me it is a yes. Refusals: no_person, not_allowed (I have blocked them), friend_limit,
// rate_limited with the time that is left.
pair_rule ask(const ports::friend_pair& pair, const ports::friend_counts& mine, bool requests_off, time_point now,
              const friend_limits& limits);
// Refusal: no_person, if they have not asked.
pair_rule answer(const ports::friend_pair& pair, bool accept, time_point now);
// Takes my request back, or ends the friendship. Refusal: no_person, if there is neither.
pair_rule part(const ports::friend_pair& pair, time_point now);
// From every state; what there was between us ends.
pair_rule block(const ports::friend_pair& pair, time_point now);
// Refusal: no_person, if I have not blocked them.
pair_rule unblock(const ports::friend_pair& pair, time_point now);

}  // namespace srchat::services
