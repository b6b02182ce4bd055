#pragma once
// What was decided against accounts: suspensions, warnings that wait to be told, and proposals that wait for a second admin.
// All of it goes with the account.

#include "srchat/base/task.hpp"

#include <optional>
#include <string>
#include <vector>

#include "srchat/base/ids.hpp"
#include "srchat/base/result.hpp"

namespace srchat::ports {

struct suspension {
    std::optional<time_point> until;  // nullopt: for good
    std::string rule;
    time_point since;
};

struct proposal_tag;
using proposal_id = id128<proposal_tag>;
struct proposal {
    proposal_id id;
    person_id person;
    std::string account;  // the person's
    std::string rule;
    std::string reason;
    std::string by;
    time_point at;
};

// One method is one transaction; from any shard, suspends; refusal of each: unavailable.
class sanctions {
public:
    virtual ~sanctions() = default;
    // Instead of the one that there may be, and ends all logins. False: there is no such account.
    virtual task<result<bool>> suspend(person_id person, suspension what) = 0;
    // False: there was none.
    virtual task<result<bool>> lift(person_id person) = 0;
    // One that holds at `now`.
    virtual task<result<std::optional<suspension>>> find(person_id person, time_point now) = 0;
    virtual task<result<void>> warn(person_id person, std::string rule, time_point at) = 0;
    // The rules of all warnings that were not told yet, once.
    virtual task<result<std::vector<std::string>>> take_warnings(person_id person) = 0;
    // Whom a warning waits for.
    virtual task<result<std::vector<person_id>>> warned() = 0;
    // For the suspension of an account for good.
    virtual task<result<void>> propose(proposal what) = 0;
    virtual task<result<std::vector<proposal>>> proposals() = 0;
    // Takes it away. `accept` by whoever proposed it is not_allowed. Refusals also: no_proposal.
    virtual task<result<proposal>> decide(proposal_id id, std::string by, bool accept) = 0;
    // Forgets suspensions that are over, and proposals and warnings from before `old`.
    virtual task<result<void>> sweep(time_point now, time_point old) = 0;
};

}  // namespace srchat::ports
