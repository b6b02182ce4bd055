#pragma once
// Who is whose friend, who asked, who blocked whom. Pairs without any of it are not kept.

#include <functional>
#include <vector>

#include "srchat/ports/accounts.hpp"

namespace srchat::ports {

// What is known of two people, from the view of one of them ("me"). The rules are in services/friend_rules.
struct friend_pair {
    enum class state { none, outgoing, incoming, friends };
    state is = state::none;
    bool blocked = false;     // by me
    bool blocked_me = false;  // by the other
    time_point since;         // of `is`
    // When a request of mine was last declined by the other, and the reverse; nullopt: never, or long ago.
    std::optional<time_point> declined_me;
    std::optional<time_point> declined;
    bool operator==(const friend_pair&) const = default;
};

// How many requests of mine are waiting, and how many I have sent in the last day.
struct friend_counts {
    std::uint32_t pending = 0;
    std::uint32_t today = 0;
    bool operator==(const friend_counts&) const = default;
};

struct friend_entry {
    person_id person;
    std::string name;
    account_profile profile;
    friend_pair pair;
};

// As with accounts: one transaction each, from any shard, suspends; refusal: unavailable.
class friends {
public:
    virtual ~friends() = default;
    // Nothing between them: an empty pair.
    virtual task<result<friend_pair>> find(person_id me, person_id other) = 0;
    // Reads the pair, calls `rule` with it, and stores what that returns, all in one transaction: of two changes of a pair at
    // once one sees what the other has done. A pair that becomes outgoing counts as a request sent at its `since`. `rule` may
    // be called again after a conflict, runs on a worker - even after the caller was told unavailable, so it owns all that it
    // uses - and must not suspend; its refusal is returned and nothing is stored.
    // Refusal also: no_person, if one of the two has no account.
    using rule = std::function<result<friend_pair>(const friend_pair&, const friend_counts&)>;
    virtual task<result<friend_pair>> change(person_id me, person_id other, time_point now, rule decide) = 0;
    // Everything of a person that is not empty, the newest first. Pairs in which only the other one has blocked are left out.
    virtual task<result<std::vector<friend_entry>>> list(person_id me) = 0;
};

}  // namespace srchat::ports
