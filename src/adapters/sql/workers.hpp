#pragma once
// Database work off the shards: each thread has a connection, each call a deadline, and a breaker answers for a database
// that is away. Owner: people_engine. Any shard may call run() and resumes there; ends before the shards do.

#include <boost/asio/this_coro.hpp>

#include <atomic>
#include <memory>
#include <mutex>
#include <type_traits>
#include <vector>

#include "breaker.hpp"
#include "call.hpp"
#include "srchat/adapters/people_store.hpp"
#include "srchat/base/result.hpp"
#include "srchat/runtime/worker_pool.hpp"

namespace srchat::adapters::sql {

class workers {
public:
    // One thread for each connection.
    workers(const sql_limits& limits, std::vector<std::unique_ptr<connection>> connections);
    ~workers();

    // Calls what(session) -> result<T> in a transaction on a worker, more than once after a conflict; a refusal undoes the
    // transaction. Refusal: unavailable, after the timeout at the latest.
    template <class F>
    auto run(access kind, F what) -> task<std::invoke_result_t<F&, session&>> {
        using answer = std::invoke_result_t<F&, session&>;
        const auto ticket = breaker_.admit(breaker::clock::now());
        if (!ticket) co_return unavailable();
        const auto home = co_await boost::asio::this_coro::executor;
        const auto mine = std::make_shared<call<answer>>(home);
        boost::asio::steady_timer patience{home, timeout_};
        const waiting<answer> here{mine, patience};
        auto job = [this, mine, kind, of = *ticket, f = std::move(what)]() mutable { work(*mine, kind, of, f); };
        if (!pool_.post(std::move(job))) {
            breaker_.withdrawn(*ticket);
            co_return unavailable();
        }
        [[maybe_unused]] const auto [ec] = co_await patience.async_wait(use_task_tuple);
        std::optional<answer>& got = mine->answer();
        if (got) co_return std::move(*got);
        timed_out(*ticket, mine->begun());
        co_return unavailable();
    }

    static refusal unavailable();

private:
    // As many as there are threads, so a thread always finds one.
    class lent_connection {
    public:
        explicit lent_connection(workers& from);
        lent_connection(const lent_connection&) = delete;
        lent_connection& operator=(const lent_connection&) = delete;
        ~lent_connection();
        connection& operator*() const noexcept { return *what_; }

    private:
        workers& from_;
        connection* what_;
    };

    template <class Answer, class F>
    void work(call<Answer>& of, access kind, breaker::ticket ticket, F& what) {
        Answer answer{unavailable()};
        if (stopping_) return;
        // Whoever has queued behind a call that failed hears so at once.
        if (breaker_.valid(ticket)) {
            const lent_connection lent{*this};
            if (!of.begin(*lent)) {
                breaker_.withdrawn(ticket);
                return;
            }
            const auto once = [&](session& s) {
                answer = what(s);
                if (!answer.has_value()) s.undo();
            };
            const outcome how = (*lent).perform(kind, once, [&] { return stopping_ || of.unwanted(); });
            of.end();
            if (how != outcome::done) answer = unavailable();
            // What was interrupted shows nothing; a call that was too late has been reported by whoever waited.
            if (how != outcome::done && (stopping_ || of.unwanted())) {
                breaker_.withdrawn(ticket);
                return;
            }
            report(ticket, how);
        }
        of.deliver(std::move(answer));
    }
    void report(breaker::ticket ticket, outcome how);
    void timed_out(breaker::ticket ticket, bool begun);

    const milliseconds timeout_;
    sql::breaker breaker_;
    std::atomic<bool> stopping_{false};
    std::vector<std::unique_ptr<connection>> connections_;
    std::mutex lock_;
    std::vector<connection*> idle_;
    runtime::worker_pool pool_;
};

}  // namespace srchat::adapters::sql
