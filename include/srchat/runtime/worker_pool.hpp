#pragma once
// A few threads for work that blocks or computes for long, such as password hashing; never on a shard. Owner: app; it ends
// before the shards do, and what still waits then is dropped.

#include <sched.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

#include "srchat/base/task.hpp"

namespace srchat::runtime {

// How a pool's threads stand to the process's others. `after_others`: what computes for long gives its core to whoever serves
// people at once, and waits where they leave none of it (SCHED_IDLE, sched(7)).
enum class precedence { same, after_others };

class worker_pool {
public:
    // `most`: how much may be waiting or running; beyond it work is refused, so that nobody waits for long.
    worker_pool(std::size_t threads, std::size_t most, precedence stand = precedence::same)
        : most_{most}, stand_{stand}, threads_{threads} {}
    ~worker_pool() { stop(); }
    void stop() {
        threads_.stop();
        threads_.join();
    }

    // Runs f() on a worker and resumes on the caller's shard with its value; nullopt if too much is waiting.
    template <class F>
    auto run(F f) -> task<std::optional<decltype(f())>> {
        if (held_.fetch_add(1, std::memory_order_relaxed) >= most_) {
            held_.fetch_sub(1, std::memory_order_relaxed);
            co_return std::nullopt;
        }
        auto work = [this, call = std::move(f)]() mutable { return invoke(*this, std::move(call)); };
        auto remote = boost::asio::co_spawn(threads_, std::move(work), use_task);
        co_return co_await std::move(remote);
    }

    // Runs f() on a worker, whenever that is; f must not throw. False if too much is waiting. Any thread.
    template <class F>
    bool post(F f) {
        if (held_.fetch_add(1, std::memory_order_relaxed) >= most_) {
            held_.fetch_sub(1, std::memory_order_relaxed);
            return false;
        }
        boost::asio::post(threads_, [this, call = std::move(f)]() mutable {
            take_place();
            call();
            held_.fetch_sub(1, std::memory_order_relaxed);
        });
        return true;
    }

private:
    using executor = boost::asio::thread_pool::executor_type;
    template <class F>
    static auto invoke(worker_pool& pool, F f) -> boost::asio::awaitable<std::optional<decltype(f())>, executor> {
        pool.take_place();
        std::optional<decltype(f())> value{f()};
        pool.held_.fetch_sub(1, std::memory_order_relaxed);
        co_return value;
    }

    // On the worker, whose first work it may be. Refused by the kernel or not: the work is done either way.
    void take_place() const noexcept {
        thread_local bool taken = false;
        if (taken || stand_ == precedence::same) return;
        taken = true;
        const sched_param none{};
        ::sched_setscheduler(0, SCHED_IDLE, &none);  // Linux: of the calling thread alone
    }

    std::atomic<std::size_t> held_{0};
    std::size_t most_;
    precedence stand_;
    boost::asio::thread_pool threads_;
};

}  // namespace srchat::runtime
