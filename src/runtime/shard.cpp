#include "srchat/runtime/shard.hpp"

#include <boost/asio/detached.hpp>

#include <exception>

#include "srchat/base/log.hpp"

namespace srchat::runtime {

namespace {
// Handlers per turn before outboxes are flushed all the same, so that a busy shard does not starve its readers.
constexpr int turn_handlers_max = 2'000;
// The same where gathering saves no writes: about one message, of which each takes a read and some continuations.
constexpr int prompt_handlers = 8;
}  // namespace

void shard::turn() {
    if (flusher_.idle()) {
        context_.run_one();
    } else if (std::chrono::steady_clock::now() < flusher_.hold_until()) {
        context_.run_one_until(flusher_.hold_until());
    }
    const int most = flusher_.prompt() ? prompt_handlers : turn_handlers_max;
    for (int i = 0; i < most && context_.poll_one() > 0; ++i) {
    }
    if (!flusher_.idle() && std::chrono::steady_clock::now() >= flusher_.hold_until()) flusher_.flush_all();
}

void shard::run() {
    current_ = this;
    while (!context_.stopped()) {
        try {
            turn();
        } catch (const std::exception&) {
            counters_.exceptions.add();
            log::error("runtime.exception", {{"shard", index_}});
        }
    }
    current_ = nullptr;
}

void shard::stop() {
    work_.reset();
    context_.stop();
}

void shard::spawn(task<void> work) {
    asio::co_spawn(context_, std::move(work), [this](const std::exception_ptr& failure) {
        if (!failure) return;
        counters_.exceptions.add();
        log::error("runtime.task_failed", {{"shard", index_}});
    });
}

void shard::every(std::chrono::milliseconds period, std::function<void()> f) {
    task<void> work = repeat(period, std::move(f));
    spawn(std::move(work));
}

task<void> shard::repeat(std::chrono::milliseconds period, std::function<void()> f) {
    asio::steady_timer timer{context_};
    for (;;) {
        timer.expires_after(period);
        auto [ec] = co_await timer.async_wait(use_task_tuple);
        if (ec) co_return;
        f();
    }
}

shards::shards(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) all_.push_back(std::make_unique<shard>(i));
}

shards::~shards() = default;

void shards::run() {
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < all_.size(); ++i) threads.emplace_back([this, i] { all_[i]->run(); });
    all_[0]->run();
    for (std::thread& t : threads) t.join();
}

void shards::stop() {
    for (auto& s : all_) s->stop();
}

}  // namespace srchat::runtime
