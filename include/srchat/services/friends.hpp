#pragma once
// Friends: who asked, who answered, who blocked whom; what the two of them see of each other, and the room of two that goes
// with it. The pairs are in the database; here is who of them is online. Lives on shard 0; its methods may be called from any
// shard and come back there. A name that nobody has, one that has blocked the asker and one that takes no requests are
// answered alike, and by the same steps.

#include <functional>
#include <set>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "srchat/core/token_bucket.hpp"
#include "srchat/ports/accounts.hpp"
#include "srchat/ports/friends.hpp"
#include "srchat/services/friend_rules.hpp"
#include "srchat/services/friend_watch.hpp"
#include "srchat/services/rooms.hpp"
#include "srchat/services/sessions.hpp"

namespace srchat::services {

struct friend_stores {
    ports::accounts& accounts;
    ports::friends& friends;
};

class friends {
public:
    friends(friend_stores stores, services::sessions& sessions, services::rooms& rooms, const friend_limits& limits);
    void start();

    // By the account's name, or somebody who was found in a room; nobody, if that one has no account or hides.
    struct nobody {};
    using whom = std::variant<nobody, std::string, person_id>;
    // Of each: no_account, unavailable; of those that change something also no_person.
    task<result<std::vector<protocol::friend_view>>> list(session who);
    // Refusals also: not_allowed, friend_limit, rate_limited.
    task<result<protocol::friend_view>> request(session who, whom other);
    task<result<protocol::friend_view>> answer(session who, std::string name, bool accept);
    task<result<protocol::friend_view>> remove(session who, std::string name);
    task<result<protocol::friend_view>> block(session who, whom other);
    task<result<protocol::friend_view>> unblock(session who, std::string name);
    // The room of two; it is there when this returns.
    task<result<protocol::direct_reply>> direct(session who, std::string name);
    // A friend, by the account's name.
    struct found_friend {
        person_id person;
        std::string my_name;
    };
    task<result<found_friend>> find_friend(session who, std::string name);
    // What `who` may see of a user, as shown in a room.
    struct glimpse {
        std::optional<protocol::profile_reply::details> more;
        std::optional<protocol::friend_state> state;
    };
    task<result<glimpse>> look_at(session who, person_id other);

    // An account is about to end: everybody to whom it was something. After it has ended, tell them.
    struct leaving {
        person_id person;
        std::string name;
        ports::account_profile profile;
        std::vector<ports::friend_entry> entries;
    };
    task<result<leaving>> before_farewell(session who);
    void farewell(leaving who);

    // From sessions and accounts, on shard 0.
    void on_presence(const services::sessions::presence& now);
    void on_invisible(const person_id& person, bool invisible);

private:
    struct two {
        ports::account_record me;
        std::optional<ports::account_record> other;  // nullopt: nobody by that name
        // Whoever it is, or nobody's: the steps after this one are the same.
        person_id other_person() const { return other ? other->person : stranger; }
        person_id stranger = person_id::random();
    };
    task<result<two>> find_two(session who, whom other);
    // Changes the pair by a rule and tells both. The rule gets the other's profile.
    using rule = std::function<pair_rule(const ports::friend_pair&, const ports::friend_counts&)>;
    using rule_for = std::function<rule(const ports::account_record* other)>;
    task<result<protocol::friend_view>> change(session who, whom other, rule_for decide);
    // By a rule that looks at the pair alone. From any shard.
    using plain_rule = pair_rule (*)(const ports::friend_pair&, time_point);
    task<result<protocol::friend_view>> change_plainly(session who, whom other, plain_rule decide);
    task<result<protocol::direct_reply>> direct_here(session who, std::string name);
    task<result<std::vector<protocol::friend_view>>> list_here(session who);
    task<result<protocol::friend_view>> request_here(session who, whom other);

    void tell_change(const two& t, const ports::friend_pair& before, const ports::friend_pair& after);
    protocol::friend_view view(const person_id& viewer, const person_id& person, const std::string& name,
                               const ports::account_profile& profile, const ports::friend_pair& pair) const;
    bool seems_online(const person_id& person, const ports::account_profile& profile) const;
    void tell_watchers(const person_id& person, bool online);

    friend_stores stores_;
    services::sessions& sessions_;
    services::rooms& rooms_;
    const friend_limits& limits_;
    friend_watch watch_;
    std::set<person_id> invisible_;  // of those who are here
    std::unordered_map<person_id, core::token_bucket> requests_;
};

}  // namespace srchat::services
