#pragma once
// What an admin sees first: how much there is, how busy the server is, whether it is well, and what waits. Counts only.

#include "srchat/ports/admins.hpp"
#include "srchat/ports/complaints.hpp"
#include "srchat/ports/sanctions.hpp"
#include "srchat/protocol/admin_bodies.hpp"
#include "srchat/services/emergency.hpp"
#include "srchat/services/transparency.hpp"

namespace srchat::services {

class overview {
public:
    struct stores {
        ports::complaints& complaints;
        ports::sanctions& sanctions;
        ports::admins& admins;
    };
    // All outlive it. `templates`: answers to start from.
    overview(runtime::shards& shards, stores from, transparency& held, const emergency& how_far,
             const std::vector<std::string>& templates)
        : shards_{shards}, stores_{from}, held_{held}, emergency_{how_far}, templates_{templates} {}
    void start();

    // What cannot be asked is left out. Any shard; suspends.
    task<protocol::overview_view> now();

private:
    struct totals {
        std::uint64_t messages = 0;
        std::uint64_t deliveries = 0;
        std::chrono::steady_clock::time_point at;
    };
    totals count() const;
    // Of the last ten seconds.
    void rates(protocol::overview_view& into) const;

    runtime::shards& shards_;
    stores stores_;
    transparency& held_;
    const emergency& emergency_;
    const std::vector<std::string>& templates_;
    std::vector<totals> past_;  // on shard 0, the oldest first
};

}  // namespace srchat::services
