#pragma once
// One io_context on one thread, with everything that is pinned to it: connections, their outboxes, a hub, counters.
// Nothing of a shard is touched from another thread; the only way in is post() with values moved.

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cassert>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "srchat/base/task.hpp"
#include "srchat/runtime/counters.hpp"
#include "srchat/runtime/hub.hpp"
#include "srchat/runtime/outbox.hpp"

namespace srchat::runtime {

namespace asio = boost::asio;

class shard {
public:
    explicit shard(std::size_t index) : index_{index} {}
    shard(const shard&) = delete;
    shard& operator=(const shard&) = delete;

    // Runs until stop(). Exceptions of handlers are caught, counted and logged without their text, and the loop goes on.
    void run();
    void stop();

    std::size_t index() const noexcept { return index_; }
    bool here() const noexcept { return current_ == this; }
    // The shard of the calling thread, or null outside of any.
    static shard* current() noexcept { return current_; }

    asio::io_context& context() noexcept { return context_; }
    asio::io_context::executor_type executor() noexcept { return context_.get_executor(); }
    runtime::hub& hub() noexcept {
        assert(here());
        return hub_;
    }
    runtime::flusher& flusher() noexcept { return flusher_; }
    runtime::counters& counters() noexcept { return counters_; }

    template <class Function>
    void post(Function&& f) {
        asio::post(context_, std::forward<Function>(f));
    }
    // Starts a task that ends by itself; an exception that leaves it is counted and logged.
    void spawn(task<void> work);
    // Calls f every `period` until the shard stops.
    void every(std::chrono::milliseconds period, std::function<void()> f);

private:
    void turn();
    task<void> repeat(std::chrono::milliseconds period, std::function<void()> f);

    inline static thread_local shard* current_ = nullptr;
    std::size_t index_;
    runtime::flusher flusher_;
    runtime::hub hub_;
    runtime::counters counters_;
    // Destroyed first: the tasks that end with it may still hold outboxes and count.
    // One thread runs it and only that thread touches its sockets, so Asio needs no lock around them; posting stays safe.
    asio::io_context context_{BOOST_ASIO_CONCURRENCY_HINT_UNSAFE_IO};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
};

// All shards of the process and their threads. Owner: app. Destroyed after join().
class shards {
public:
    explicit shards(std::size_t count);
    ~shards();

    std::size_t size() const noexcept { return all_.size(); }
    shard& operator[](std::size_t i) noexcept { return *all_[i]; }
    // Where a room (or any hashed key) lives.
    template <class Id>
    shard& home_of(const Id& id) noexcept {
        return *all_[std::hash<Id>{}(id) % all_.size()];
    }

    // Runs shard 0 on the calling thread and the others on their own; returns when all have stopped.
    void run();
    void stop();

private:
    std::vector<std::unique_ptr<shard>> all_;
};

namespace detail {
template <class Work>
auto run_elsewhere(shard& home, Work work) -> decltype(work()) {
    auto remote = asio::co_spawn(home.context(), std::move(work), use_task);
    co_return co_await std::move(remote);
}
template <class Function>
auto invoke_later(Function f) -> task<decltype(f())> {
    co_return f();
}
template <class Function>
auto call_elsewhere(shard& home, Function f) -> task<decltype(f())> {
    auto work = [call = std::move(f)]() mutable { return invoke_later(std::move(call)); };
    auto remote = asio::co_spawn(home.context(), std::move(work), use_task);
    co_return co_await std::move(remote);
}
}  // namespace detail

// Runs `work()`, which returns a task, on `home` and resumes on the caller's shard; without a hop, and without a coroutine
// of its own, if that is where the caller is already. The task must not refer to the function object that made it.
template <class Work>
auto on_shard(shard& home, Work work) -> decltype(work()) {
    if (home.here()) return work();
    return detail::run_elsewhere(home, std::move(work));
}

// The same for a function that does not suspend.
template <class Function>
auto call_on(shard& home, Function f) -> task<decltype(f())> {
    if (home.here()) return detail::invoke_later(std::move(f));
    return detail::call_elsewhere(home, std::move(f));
}

}  // namespace srchat::runtime
