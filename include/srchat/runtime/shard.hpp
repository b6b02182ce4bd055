#pragma once
// One io_context on one thread, with everything that is pinned to it: connections, their outboxes, a hub, counters.
// Nothing of a shard is touched from another thread; the only way in is post() with values moved.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cassert>
#include <functional>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

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
    runtime::hub& hub() noexcept { assert(here()); return hub_; }
    runtime::flusher& flusher() noexcept { return flusher_; }
    runtime::counters& counters() noexcept { return counters_; }

    template <class Function>
    void post(Function&& f) { asio::post(context_, std::forward<Function>(f)); }
    // Starts a task that ends by itself; an exception that leaves it is counted and logged.
    void spawn(asio::awaitable<void> task);
    // Calls f every `period` until the shard stops.
    void every(std::chrono::milliseconds period, std::function<void()> f);

private:
    void turn();
    asio::awaitable<void> repeat(std::chrono::milliseconds period, std::function<void()> f);

    inline static thread_local shard* current_ = nullptr;
    std::size_t index_;
    asio::io_context context_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    runtime::flusher flusher_;
    runtime::hub hub_;
    runtime::counters counters_;
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
    shard& home_of(const Id& id) noexcept { return *all_[std::hash<Id>{}(id) % all_.size()]; }

    // Runs shard 0 on the calling thread and the others on their own; returns when all have stopped.
    void run();
    void stop();

private:
    std::vector<std::unique_ptr<shard>> all_;
};

// Runs `task()` on `home` and resumes on the caller's shard; without any hop if that is where the caller is already.
// Everything the task needs travels in the function object; the result is moved back.
template <class Task>
auto on_shard(shard& home, Task task) -> decltype(task()) {
    if (home.here()) co_return co_await task();
    auto remote = asio::co_spawn(home.context(), std::move(task), asio::use_awaitable);
    co_return co_await std::move(remote);
}

namespace detail {
template <class Function>
auto invoke_later(Function f) -> asio::awaitable<decltype(f())> {
    co_return f();
}
}  // namespace detail

// The same for a function that does not suspend.
template <class Function>
auto call_on(shard& home, Function f) -> asio::awaitable<decltype(f())> {
    if (home.here()) co_return f();
    auto task = [work = std::move(f)]() mutable { return detail::invoke_later(std::move(work)); };
    co_return co_await on_shard(home, std::move(task));
}

}  // namespace srchat::runtime
