#include "workers.hpp"

#include "srchat/base/log.hpp"

namespace srchat::adapters::sql {

namespace {
constexpr std::chrono::seconds retry_after{1};
}  // namespace

workers::workers(const sql_limits& limits, std::vector<std::unique_ptr<connection>> connections)
    : timeout_{limits.timeout},
      breaker_{limits.probe_every},
      connections_{std::move(connections)},
      pool_{connections_.size(), limits.waiting} {
    for (const auto& c : connections_) idle_.push_back(c.get());
}

workers::~workers() {
    stopping_ = true;
    for (const auto& c : connections_) c->interrupt();
    pool_.stop();
}

refusal workers::unavailable() {
    refusal why{error_code::unavailable};
    why.retry_after = retry_after;
    return why;
}

workers::lent_connection::lent_connection(workers& from) : from_{from} {
    const std::lock_guard hold{from_.lock_};
    assert(!from_.idle_.empty());
    what_ = from_.idle_.back();  // the one used last is the one most likely to be connected
    from_.idle_.pop_back();
}

workers::lent_connection::~lent_connection() {
    const std::lock_guard hold{from_.lock_};
    from_.idle_.push_back(what_);
}

void workers::report(breaker::ticket ticket, outcome how) {
    if (how == outcome::away) {
        if (breaker_.failed(ticket, breaker::clock::now())) log::warn("sql.away");
    } else if (breaker_.succeeded(ticket)) {
        log::info("sql.back");
    }
}

// A call that has only waited for its turn says nothing of the database; but a probe has nobody before it.
void workers::timed_out(breaker::ticket ticket, bool begun) {
    if (!begun && !ticket.probe) return;
    if (breaker_.failed(ticket, breaker::clock::now())) log::warn("sql.away");
}

}  // namespace srchat::adapters::sql
