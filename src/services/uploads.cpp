#include "srchat/services/uploads.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr milliseconds window = 1h;
constexpr auto sweep_period = 1min;
}  // namespace

uploads::uploads(runtime::shards& shards, const media_rules& rules)
    : shards_{shards}, rules_{rules}, budget_{rules.node_bytes} {}

void uploads::start() {
    shards_[0].every(sweep_period, [this] { forget_old(server_clock::now()); });
}

task<result<media_budget::share>> uploads::begin(person_id by, protocol::person_kind kind, std::uint64_t bytes) {
    std::optional<media_budget::share> mine = budget_.try_take(bytes);
    if (!mine)
        co_return refusal{error_code::media_quota, "This server holds as many pictures as it may. Try again later."};
    if (kind == protocol::person_kind::user) co_return std::move(*mine);
    auto counted = [this, by] { return count(by, server_clock::now()); };
    const milliseconds wait = co_await runtime::call_on(shards_[0], std::move(counted));
    if (wait.count() == 0) co_return std::move(*mine);
    refusal slow{error_code::rate_limited, "That were many pictures for one hour. Try again later."};
    slow.retry_after = wait;
    co_return slow;
}

milliseconds uploads::count(const person_id& guest, time_point now) {
    if (rules_.per_hour_guest == 0) return window;
    std::vector<time_point>& begun = begun_[guest];
    std::erase_if(begun, [&](time_point at) { return at + window <= now; });
    if (begun.size() >= rules_.per_hour_guest) return begun[begun.size() - rules_.per_hour_guest] + window - now;
    begun.push_back(now);
    return milliseconds{0};
}

void uploads::forget_old(time_point now) {
    std::erase_if(begun_, [&](const auto& g) { return g.second.empty() || g.second.back() + window <= now; });
}

}  // namespace srchat::services
