#include "srchat/services/transparency.hpp"

namespace srchat::services {

namespace {
constexpr std::chrono::seconds fresh{1};
constexpr core::bucket_rate questions{20, 5};  // each looks at every message of the node
}  // namespace

transparency::transparency(runtime::shard& home, rooms& rooms, sessions& sessions, ports::holdings& lasting,
                           facts about)
    : home_{home}, rooms_{rooms}, sessions_{sessions}, lasting_{lasting}, about_{std::move(about)} {}

task<protocol::transparency> transparency::now() {
    auto work = [this] { return now_here(); };
    return runtime::on_shard(home_, std::move(work));
}

task<result<protocol::held_of_me>> transparency::of(session who) {
    auto work = [this, by = std::move(who)]() mutable { return of_here(std::move(by)); };
    return runtime::on_shard(home_, std::move(work));
}

task<result<protocol::held_of_me>> transparency::of_here(session who) {
    const time_point at = server_clock::now();
    if (const milliseconds wait = questions_.try_take(questions, at); wait > milliseconds{0}) {
        refusal slow{error_code::rate_limited};
        slow.retry_after = wait;
        co_return slow;
    }
    std::vector<protocol::seat> seats = co_await rooms_.held_of(who.person);
    co_return protocol::held_of_me{at, std::move(who.who), who.info, std::move(seats)};
}

task<protocol::transparency> transparency::now_here() {
    if (!last_ || server_clock::now() - last_->at >= fresh) {
        protocol::transparency counted = co_await count();
        last_ = std::move(counted);
    }
    co_return *last_;
}

task<protocol::transparency> transparency::count() {
    protocol::transparency out{server_clock::now(),
                               about_.started_at,
                               about_.version,
                               about_.log_level,
                               about_.live_store,
                               about_.live_persists,
                               {}};
    out.classes = co_await rooms_.held();
    result<std::vector<protocol::held>> people = co_await sessions_.held();
    if (people) out.classes.insert(out.classes.end(), people->begin(), people->end());
    result<std::vector<protocol::held>> lasting = co_await lasting_.count();
    if (lasting) {
        out.classes.insert(out.classes.end(), lasting->begin(), lasting->end());
    } else {
        for (const std::string_view what : lasting_.classes()) {
            protocol::held unknown;
            unknown.what = what;
            unknown.where = protocol::held_in::database;
            out.classes.push_back(unknown);
        }
    }
    co_return out;
}

}  // namespace srchat::services
