// Database work off the shards, with a database that does what the test wants.
#include "services_kit.hpp"

#include <condition_variable>
#include <future>

#include "adapters/sql/workers.hpp"

using namespace services_kit;
namespace sql = srchat::adapters::sql;
using steady = std::chrono::steady_clock;

namespace {

// What all connections of a test share: how the database is just now.
struct fake_database {
    std::mutex lock;
    std::condition_variable changed;
    bool hangs = false, away = false;
    int asked = 0, interrupted = 0, at_work = 0;

    void set(bool hang, bool go_away) {
        const std::lock_guard hold{lock};
        hangs = hang;
        away = go_away;
        changed.notify_all();
    }
    int get(int fake_database::*what) {
        const std::lock_guard hold{lock};
        return this->*what;
    }
};

struct nothing final : sql::session {
    sql::rows run(std::string_view, sql::parameters) override { return {}; }
};

class fake_connection final : public sql::connection {
public:
    explicit fake_connection(fake_database& on) : on_{on} {}
    sql::outcome perform(sql::access, const work& what, const std::function<bool()>&) noexcept override {
        std::unique_lock hold{on_.lock};
        ++on_.asked;
        ++on_.at_work;
        on_.changed.wait(hold, [&] { return !on_.hangs || interrupted_; });
        --on_.at_work;
        // As with a socket that was shut: whoever uses it next finds that out, and makes a new one.
        if (std::exchange(interrupted_, false) || on_.away) return sql::outcome::away;
        hold.unlock();
        nothing s;
        what(s);
        return sql::outcome::done;
    }
    void interrupt() noexcept override {
        const std::lock_guard hold{on_.lock};
        interrupted_ = true;
        ++on_.interrupted;
        on_.changed.notify_all();
    }

private:
    fake_database& on_;
    bool interrupted_ = false;
};

struct kit {
    explicit kit(adapters::sql_limits limits = {2, 64, 100ms, 50ms}) {
        std::vector<std::unique_ptr<sql::connection>> all;
        for (std::size_t i = 0; i < limits.workers; ++i) all.push_back(std::make_unique<fake_connection>(database));
        workers = std::make_unique<sql::workers>(limits, std::move(all));
    }
    task<result<int>> ask(int answer = 7) {
        return workers->run(sql::access::look, [answer](sql::session&) -> result<int> { return answer; });
    }
    bool works() {
        const auto got = loop.run(ask());
        if (got.has_value()) return *got == 7;
        CHECK(got.error().code == error_code::unavailable);
        CHECK(got.error().retry_after == 1s);
        return false;
    }
    hand_loop loop;
    fake_database database;
    std::unique_ptr<sql::workers> workers;
};

}  // namespace

TEST_CASE("sql workers: answers and refusals come back") {
    kit k;
    CHECK(k.works());
    const auto refused = k.loop.run(
        k.workers->run(sql::access::change, [](sql::session&) -> result<int> { return error_code::no_person; }));
    REQUIRE(refused.has_error());
    CHECK(refused.error().code == error_code::no_person);
}

TEST_CASE("sql workers: a database that hangs is unavailable after the timeout, and is let go of") {
    kit k;
    k.database.set(true, false);
    const auto begin = steady::now();
    CHECK_FALSE(k.works());
    CHECK(steady::now() - begin >= 100ms);
    k.loop.until([&] { return k.database.get(&fake_database::at_work) == 0; });
    CHECK(k.database.get(&fake_database::interrupted) == 1);
}

TEST_CASE("sql workers: after a failure nobody reaches the database but a probe, and one success lets everybody in") {
    kit k;
    k.database.set(false, true);
    CHECK_FALSE(k.works());
    const int asked = k.database.get(&fake_database::asked);
    const auto begin = steady::now();
    while (steady::now() - begin < 200ms) CHECK_FALSE(k.works());
    CHECK(k.database.get(&fake_database::asked) - asked <= 5);
    k.database.set(false, false);
    k.loop.until([&] { return k.works(); });
    for (int i = 0; i < 20; ++i) CHECK(k.works());
}

TEST_CASE("sql workers: with all threads at a hung database callers are refused all the same, and it heals") {
    kit k{{1, 64, 100ms, 20ms}};
    k.database.set(true, false);
    std::size_t missing = 50;
    k.loop.call([&] {
        for (int i = 0; i < 50; ++i) {
            boost::asio::co_spawn(k.loop.shard().context(), k.ask(), [&](const std::exception_ptr&, const auto& got) {
                CHECK(got.has_error());
                --missing;
            });
        }
    });
    const auto begin = steady::now();
    k.loop.until([&] { return missing == 0; });
    CHECK(steady::now() - begin < 2s);
    CHECK(k.database.get(&fake_database::asked) == 1);  // those that have only waited were never begun
    k.database.set(false, false);
    k.loop.until([&] { return k.works(); });
}

TEST_CASE("sql workers: beyond the most that may wait, a call is refused at once and the others are not harmed") {
    kit k{{1, 2, 10s, 50ms}};
    k.database.set(true, false);
    int answered = 0;
    k.loop.call([&] {
        for (int i = 0; i < 2; ++i) {
            boost::asio::co_spawn(k.loop.shard().context(), k.ask(), [&](const std::exception_ptr&, const auto& got) {
                answered += got.has_value() ? 1 : 0;
            });
        }
    });
    CHECK_FALSE(k.works());
    k.database.set(false, false);
    k.loop.until([&] { return answered == 2; });
    k.loop.until([&] { return k.works(); });
}

TEST_CASE("sql workers: a caller that goes away stops its call, and that is no failure of the database") {
    kit k{{1, 64, 10s, 1h}};
    k.database.set(true, false);
    {
        hand_loop other;
        boost::asio::co_spawn(other.shard().context(), k.ask(), [](const std::exception_ptr&, const auto&) {});
        other.call([] {});
        k.loop.until([&] { return k.database.get(&fake_database::at_work) == 1; });
    }
    k.loop.until([&] { return k.database.get(&fake_database::at_work) == 0; });
    k.database.set(false, false);
    CHECK(k.works());
}

TEST_CASE("sql workers: they end while the database hangs") {
    kit k{{2, 64, 10s, 1h}};
    k.database.set(true, false);
    k.loop.call([&] {
        for (int i = 0; i < 10; ++i)
            boost::asio::co_spawn(k.loop.shard().context(), k.ask(), [](const std::exception_ptr&, const auto&) {});
    });
    k.loop.until([&] { return k.database.get(&fake_database::at_work) == 2; });
    const auto begin = steady::now();
    k.workers.reset();
    CHECK(steady::now() - begin < 2s);
}
