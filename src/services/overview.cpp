#include "srchat/services/overview.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr std::size_t seconds_kept = 10;

// nullopt: nobody knows.
std::optional<std::uint64_t> count_of(const protocol::transparency& held, std::string_view what) {
    for (const protocol::held& one : held.classes) {
        if (one.what == what) return one.count;
    }
    return std::nullopt;
}
}  // namespace

void overview::start() {
    shards_[0].every(1s, [this] {
        past_.push_back(count());
        if (past_.size() > seconds_kept) past_.erase(past_.begin());
    });
}

overview::totals overview::count() const {
    totals sum;
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        const runtime::counters& c = shards_[i].counters();
        sum.messages += c.messages.value();
        sum.deliveries += c.deliveries.value();
    }
    sum.at = std::chrono::steady_clock::now();
    return sum;
}

void overview::rates(protocol::overview_view& into) const {
    if (past_.size() < 2) return;
    const totals& then = past_.front();
    const totals& last = past_.back();
    const double seconds = std::chrono::duration<double>(last.at - then.at).count();
    into.messages_per_s = static_cast<double>(last.messages - then.messages) / seconds;
    into.deliveries_per_s = static_cast<double>(last.deliveries - then.deliveries) / seconds;
}

task<protocol::overview_view> overview::now() {
    protocol::overview_view v;
    const protocol::transparency held = co_await held_.now();
    v.at = held.at;
    v.started_at = held.started_at;
    v.version = held.version;
    v.live_store = held.live_store;
    protocol::overview_view::live_counts live;
    for (std::size_t i = 0; i < shards_.size(); ++i) live.sockets += shards_[i].counters().connections.value();
    live.visitors = count_of(held, "visitors").value_or(0);
    live.users = count_of(held, "users_at_hand").value_or(0);
    live.rooms = count_of(held, "rooms").value_or(0);
    live.directs = count_of(held, "directs").value_or(0);
    live.messages = count_of(held, "messages").value_or(0);
    if (count_of(held, "rooms")) v.live = live;
    auto recent = [this] {
        protocol::overview_view only_rates;
        rates(only_rates);
        return std::pair{only_rates.messages_per_s, only_rates.deliveries_per_s};
    };
    const std::pair<double, double> per_s = co_await runtime::call_on(shards_[0], std::move(recent));
    v.messages_per_s = per_s.first;
    v.deliveries_per_s = per_s.second;
    const result<ports::complaint_counts> waiting = co_await stores_.complaints.counts();
    v.database = waiting.has_value();
    if (waiting) v.complaints = {waiting->by_state, waiting->oldest_open};
    const result<std::vector<ports::proposal>> proposals = co_await stores_.sanctions.proposals();
    if (proposals) v.proposals = proposals->size();
    const result<std::vector<ports::admin_record>> admins = co_await stores_.admins.list();
    if (admins) v.admins = admins->size();
    v.emergency_level = emergency_.level();
    v.templates = templates_;
    co_return v;
}

}  // namespace srchat::services
