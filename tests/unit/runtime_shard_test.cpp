#include "srchat/runtime/shard.hpp"

#include <catch2/catch.hpp>
#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "srchat/base/log.hpp"

using namespace srchat;
using namespace srchat::runtime;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

// What a task on two shards wrote down; read after both have stopped.
struct notes {
    shards all{2};
    std::vector<std::size_t> where;
    std::vector<int> values;
    std::vector<std::string> words;
    std::string thrown;
    int turns = 0;
    bool late = false;

    void run(task<void> (*work)(notes&)) {
        all[0].spawn(stop_after(*this, work));
        all.run();
    }
    static task<void> stop_after(notes& n, task<void> (*work)(notes&)) {
        try {
            co_await work(n);
        } catch (const std::exception& e) {
            n.thrown = e.what();
        }
        n.all.stop();
    }
};

std::size_t here() { return shard::current()->index(); }

task<int> there(notes& n, int value) {
    n.where.push_back(here());
    asio::steady_timer timer{shard::current()->context(), 1ms};
    co_await timer.async_wait(use_task);
    n.where.push_back(here());
    co_return value;
}

task<void> visit(notes& n) {
    for (std::size_t i = 0; i < 2; ++i) {
        auto work = [&n] { return there(n, 42); };
        const int got = co_await on_shard(n.all[i], std::move(work));
        n.values.push_back(got);
        n.where.push_back(here());
    }
}

task<void> call(notes& n) {
    for (std::size_t i = 0; i < 2; ++i) {
        auto work = [&n, text = std::make_unique<std::string>("moved")] {
            n.where.push_back(here());
            return *text + " there";
        };
        const std::string got = co_await call_on(n.all[i], std::move(work));
        n.words.push_back(got);
        n.where.push_back(here());
    }
}

task<void> many_calls(notes& n) {
    for (int i = 0; i < 2'000; ++i) {
        auto work = [i] { return i; };
        const int got = co_await call_on(n.all[1], std::move(work));
        if (got != i || here() != 0) co_return;
        ++n.turns;
    }
}

task<int> failing() {
    throw std::runtime_error{"from afar"};
    co_return 0;
}
task<void> fail(notes& n) {
    auto work = [] { return failing(); };
    const int got = co_await on_shard(n.all[1], std::move(work));
    n.values.push_back(got);
}

int throwing_call() { throw std::runtime_error{"from a call"}; }
task<void> fail_in_call(notes& n) {
    auto work = [] { return throwing_call(); };
    const int got = co_await call_on(n.all[1], std::move(work));
    n.values.push_back(got);
}

task<void> posts(notes& n) {
    for (int i = 0; i < 100; ++i) n.all[1].post([&n, i] { n.values.push_back(i); });
    auto after = [&n] { return n.values.size(); };
    const std::size_t before_the_call = co_await call_on(n.all[1], std::move(after));
    n.turns = static_cast<int>(before_the_call);
}

task<void> broken() {
    throw std::runtime_error{"a task's own fault"};
    co_return;
}
task<void> survive(notes& n) {
    n.all[1].post([] { throw std::runtime_error{"a handler's fault"}; });
    n.all[1].spawn(broken());
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    asio::steady_timer timer{n.all[0].context()};
    while (n.all[1].counters().exceptions.value() < 2 && !n.late) {
        timer.expires_after(1ms);
        co_await timer.async_wait(use_task);
        n.late = std::chrono::steady_clock::now() > deadline;
    }
    auto still = [] { return 7; };
    const int got = co_await call_on(n.all[1], std::move(still));
    n.values.push_back(got);
}

task<void> periodic(notes& n) {
    n.all[0].every(1ms, [&n] { ++n.turns; });
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    asio::steady_timer timer{n.all[0].context()};
    while (n.turns < 5 && !n.late) {
        timer.expires_after(1ms);
        co_await timer.async_wait(use_task);
        n.late = std::chrono::steady_clock::now() > deadline;
    }
}

struct silent_log {
    silent_log() { log::set_level(log::level::off); }
    ~silent_log() { log::set_level(log::level::info); }
};

struct deaf_owner final : outbox_owner {
    virtual ~deaf_owner() = default;
    void outbox_blocked() override {}
    void outbox_ended() override {}
};

// Never ends by itself: it is destroyed with its shard, and its outbox with it.
task<void> hold_an_outbox(shard& s, outbox*& held) {
    const outbox_limits limits;
    deaf_owner owner;
    outbox box{s.flusher(), owner, limits};
    held = &box;
    asio::steady_timer timer{s.context(), 1h};
    s.stop();
    co_await timer.async_wait(use_task);
}

}  // namespace

TEST_CASE("shard: a task runs on the shard it is sent to and its caller goes on where it was") {
    notes n;
    n.run(visit);
    CHECK(n.values == std::vector<int>{42, 42});
    CHECK(n.where == std::vector<std::size_t>{0, 0, 0, 1, 1, 0});
}

TEST_CASE("shard: a plain function is called there, with what was moved into it, and its result comes back") {
    notes n;
    n.run(call);
    CHECK(n.words == std::vector<std::string>{"moved there", "moved there"});
    CHECK(n.where == std::vector<std::size_t>{0, 0, 1, 0});
}

TEST_CASE("shard: thousands of calls to another one come back, each with its own answer") {
    notes n;
    n.run(many_calls);
    CHECK(n.turns == 2'000);
}

TEST_CASE("shard: what is thrown there arrives at the caller") {
    notes task_fails;
    task_fails.run(fail);
    CHECK(task_fails.thrown == "from afar");
    CHECK(task_fails.values.empty());
    notes call_fails;
    call_fails.run(fail_in_call);
    CHECK(call_fails.thrown == "from a call");
}

TEST_CASE("shard: what is posted runs in order, and before what is asked later") {
    notes n;
    n.run(posts);
    CHECK(n.turns == 100);
    REQUIRE(n.values.size() == 100);
    for (int i = 0; i < 100; ++i) CHECK(n.values[static_cast<std::size_t>(i)] == i);
}

TEST_CASE("shard: an exception of a handler or a task is counted, and the shard works on") {
    const silent_log quiet;
    notes n;
    n.run(survive);
    CHECK_FALSE(n.late);
    CHECK(n.values == std::vector<int>{7});
    CHECK(n.all[1].counters().exceptions.value() == 2);
    CHECK(n.all[0].counters().exceptions.value() == 0);
}

TEST_CASE("shard: what is to happen again and again does") {
    notes n;
    n.run(periodic);
    CHECK_FALSE(n.late);
    CHECK(n.turns >= 5);
}

TEST_CASE("shard: outside of its loop nobody is on it") {
    shards all{1};
    CHECK(shard::current() == nullptr);
    CHECK_FALSE(all[0].here());
    bool inside = false;
    all[0].post([&] {
        inside = all[0].here() && shard::current() == &all[0];
        all.stop();
    });
    all.run();
    CHECK(inside);
    CHECK_FALSE(all[0].here());
}

TEST_CASE("shard: a room has one home, and rooms are spread over all shards") {
    shards all{3};
    int found[3] = {0, 0, 0};
    for (int i = 0; i < 3'000; ++i) {
        const room_id id = room_id::random();
        CHECK(&all.home_of(id) == &all.home_of(id));
        ++found[all.home_of(id).index()];
    }
    for (const int n : found) CHECK(n > 800);
}

// The address sanitizer sees it if the outbox outlives the flusher that it takes itself out of.
TEST_CASE("shard: tasks that are destroyed with it may still use it") {
    outbox* held = nullptr;
    {
        shards all{1};
        all[0].spawn(hold_an_outbox(all[0], held));
        all.run();
        REQUIRE(held != nullptr);
        held->push(frame::text("unsent"));
        CHECK_FALSE(all[0].flusher().idle());
    }
}
