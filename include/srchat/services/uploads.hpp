#pragma once
// Who may begin an upload: how many each guest had within the hour, counted on shard 0, and whether this process has
// memory for another. A picture that is then refused has counted all the same: its bytes have come in.
// Owner: app; outlives the rooms. Methods may be called from any shard unless they say otherwise.

#include <unordered_map>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/base/task.hpp"
#include "srchat/protocol/shapes.hpp"
#include "srchat/runtime/shard.hpp"
#include "srchat/services/media_budget.hpp"
#include "srchat/services/media_rules.hpp"

namespace srchat::services {

class uploads {
public:
    uploads(runtime::shards& shards, const media_rules& rules);
    // Now and then: forgets the counts of who has not uploaded for an hour.
    void start();

    // Counts it, and keeps `bytes` of the budget for as long as the share lives. Suspends.
    // Refusals: media_quota, rate_limited (with the time until the next one may begin).
    task<result<media_budget::share>> begin(person_id by, protocol::person_kind kind, std::uint64_t bytes);

    const media_rules& rules() const noexcept { return rules_; }
    const media_budget& budget() const noexcept { return budget_; }

    // On shard 0: counts an upload of a guest, 0; or how long until it may be made, and nothing is counted.
    milliseconds count(const person_id& guest, time_point now);
    void forget_old(time_point now);

private:
    runtime::shards& shards_;
    const media_rules& rules_;
    media_budget budget_;
    // When each guest's uploads of the last hour began, oldest first.
    std::unordered_map<person_id, std::vector<time_point>> begun_;
};

}  // namespace srchat::services
