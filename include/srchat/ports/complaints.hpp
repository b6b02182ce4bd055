#pragma once
// Complaints, bug reports and appeals with their evidence and threads: the one place where the words of people are kept in
// the database, because a reporter picked them. A guest's complaint is found by its receipt's hash and by nothing else.

#include "srchat/base/task.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "srchat/base/ids.hpp"
#include "srchat/base/result.hpp"
#include "srchat/protocol/complaints.hpp"

namespace srchat::ports {

struct complaint_tag;
using complaint_id = id128<complaint_tag>;
using receipt_hash = std::array<std::uint8_t, 32>;  // a slow one, by the caller

// What changes while a complaint is worked on, and what never does.
struct complaint_head {
    protocol::complaint_state state = protocol::complaint_state::new_;
    std::optional<protocol::complaint_outcome> outcome;
    time_point changed_at;
    std::optional<time_point> decided_at;
    std::string assigned;  // the admin who has it; empty: nobody
    bool operator==(const complaint_head&) const = default;
};

struct complaint_record {
    complaint_id id;
    protocol::complaint_kind kind = protocol::complaint_kind::bug;
    std::string rule;
    time_point created_at;
    complaint_head head;
    std::optional<person_id> reporter;  // with an account; nullopt: a guest, or an account that is gone
    std::optional<person_id> about;     // with an account
    std::optional<room_id> room;
    member_no m = 0;       // whom it is about, in that room; 0: nobody in particular
    std::string evidence;  // byte for byte; empty: none
    std::vector<protocol::complaint_post> posts;
};

struct complaint_filter {
    std::optional<protocol::complaint_state> state;
    std::optional<protocol::complaint_kind> kind;
    std::optional<std::string> assigned;  // empty: to nobody
    std::optional<complaint_id> before;   // older than that one
};

struct complaint_counts {
    std::array<std::uint64_t, 5> by_state{};
    std::optional<time_point> oldest_open;
};

// One method is one transaction. Any shard may call it, and it resumes there; it suspends. Refusal of each: unavailable.
class complaints {
public:
    virtual ~complaints() = default;
    // With `receipt` instead of a reporter for guests.
    virtual task<result<void>> add(complaint_record what, std::optional<receipt_hash> receipt) = 0;
    virtual task<result<std::optional<complaint_record>>> find(complaint_id id) = 0;
    virtual task<result<std::optional<complaint_record>>> find_by_receipt(receipt_hash receipt) = 0;
    // Of both: the newest first, at most `most`; without posts, and those of a reporter without evidence.
    virtual task<result<std::vector<complaint_record>>> of(person_id reporter, std::uint32_t most) = 0;
    virtual task<result<std::vector<complaint_record>>> queue(complaint_filter which, std::uint32_t most) = 0;
    // The rule gets the complaint as it is and says what becomes of it: the new head, and a post to add
    // (its number does not matter). Nobody else changes it meanwhile. What it refuses changes nothing. It may run again after
    // a conflict and on another thread, so it owns all it uses. Refusal also: no_complaint.
    struct step {
        complaint_head head;
        std::optional<protocol::complaint_post> post;
    };
    using rule = std::function<result<step>(const complaint_record&)>;
    virtual task<result<complaint_record>> change(complaint_id id, rule decide) = 0;
    virtual task<result<complaint_counts>> counts() = 0;
    // Removes what was decided before `decided`, wholly, and closes without an outcome, as of `now`, what has waited for its
    // reporter since before `silent`. How many of each.
    virtual task<result<std::pair<std::uint64_t, std::uint64_t>>> purge(time_point decided, time_point silent,
                                                                        time_point now) = 0;
};

}  // namespace srchat::ports
