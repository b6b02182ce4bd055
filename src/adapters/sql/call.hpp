#pragma once
// One call of a shard to a worker. Both hold it, and either may be the last: a worker that comes too late finds that nobody
// waits any more, and a caller that gives up stops the work.

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "connection.hpp"
#include "srchat/base/task.hpp"

namespace srchat::adapters::sql {

class call_state {
public:
    // On the worker. False: nobody waits any more.
    bool begin(connection& on) {
        const std::lock_guard hold{lock_};
        if (!unwanted_) on_ = &on;
        begun_ = !unwanted_;
        return begun_;
    }
    // On the worker, before the connection does anything else, so that only this call is ever interrupted.
    void end() {
        const std::lock_guard hold{lock_};
        on_ = nullptr;
    }
    bool unwanted() {
        const std::lock_guard hold{lock_};
        return unwanted_;
    }
    bool begun() {
        const std::lock_guard hold{lock_};
        return begun_;
    }
    // On the caller's shard, when it stops waiting for whatever reason.
    void abandon() {
        const std::lock_guard hold{lock_};
        unwanted_ = true;
        if (on_ != nullptr) on_->interrupt();
    }

protected:
    std::mutex lock_;
    bool unwanted_ = false;
    bool begun_ = false;
    connection* on_ = nullptr;
};

template <class Answer>
class call final : public call_state, public std::enable_shared_from_this<call<Answer>> {
public:
    using executor = boost::asio::io_context::executor_type;

    explicit call(executor home) : home_{std::move(home)} {}

    // On the worker. While somebody waits the shard is alive, and it cannot end meanwhile: abandon() takes the same lock.
    void deliver(Answer answer) {
        const std::lock_guard hold{lock_};
        if (unwanted_) return;
        boost::asio::post(home_, [self = this->shared_from_this(), got = std::move(answer)]() mutable {
            if (self->waiting_ == nullptr) return;
            self->answer_.emplace(std::move(got));
            self->waiting_->cancel();
        });
    }

    // On the caller's shard.
    void wait_with(boost::asio::steady_timer* timer) { waiting_ = timer; }
    std::optional<Answer>& answer() { return answer_; }

private:
    executor home_;
    boost::asio::steady_timer* waiting_ = nullptr;  // the shard's
    std::optional<Answer> answer_;                  // the shard's
};

// Lies in the waiting coroutine's frame, so that a frame that dies is never written to.
template <class Answer>
class waiting {
public:
    waiting(std::shared_ptr<call<Answer>> on, boost::asio::steady_timer& timer) : on_{std::move(on)} {
        on_->wait_with(&timer);
    }
    waiting(const waiting&) = delete;
    waiting& operator=(const waiting&) = delete;
    ~waiting() {
        on_->wait_with(nullptr);
        on_->abandon();
    }

private:
    std::shared_ptr<call<Answer>> on_;
};

}  // namespace srchat::adapters::sql
