// What callers see of a PostgreSQL that dies, hangs and comes back.
#include <future>

#include "people_under_test.hpp"

using namespace contract;

namespace {

using steady = std::chrono::steady_clock;

struct outage {
    hand_loop loop;
    private_postgres& server = private_postgres::only();
    adapters::people_store store;
    const ports::account_record ann = account_named("ann");

    explicit outage(std::size_t workers = 4) {
        auto opened = adapters::postgres::open({server.url(), {.workers = workers}});
        REQUIRE(opened.error == "");
        server.ask("TRUNCATE accounts CASCADE");
        store = std::move(opened.store);
        REQUIRE(*loop.run(store.accounts->create(ann)));
    }
    // How long a call took that must be refused.
    std::chrono::milliseconds refused() {
        const auto begin = steady::now();
        const auto answer = loop.run(store.accounts->find(ann.person));
        const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(steady::now() - begin);
        REQUIRE(answer.has_error());
        CHECK(answer.error().code == error_code::unavailable);
        CHECK(answer.error().retry_after > 0ms);
        CHECK(answer.error().retry_after <= 1s);
        return took;
    }
    // Calls until one is answered, which must come soon.
    void heals() {
        const auto deadline = steady::now() + 5s;
        for (;;) {
            const auto answer = loop.run(store.accounts->find(ann.person));
            if (answer.has_value()) {
                REQUIRE(answer->has_value());
                CHECK(same(**answer, ann));
                return;
            }
            REQUIRE(steady::now() < deadline);
            loop.call([&] { loop.shard().context().run_for(5ms); });
        }
    }
    // What everybody sees while it is away: the first ones wait for the timeout, then nobody does.
    void everybody_is_refused_soon() {
        std::size_t missing = 100, unavailable = 0;
        const auto begin = steady::now();
        for (int i = 0; i < 100; ++i) {
            boost::asio::co_spawn(loop.shard().context(), store.accounts->find(ann.person),
                                  [&](const std::exception_ptr& thrown, const auto& answer) {
                                      const bool right = !thrown && answer.has_error() &&
                                                         answer.error().code == error_code::unavailable;
                                      unavailable += right ? 1 : 0;
                                      --missing;
                                  });
        }
        loop.until([&] { return missing == 0; });
        CHECK(unavailable == 100);
        CHECK(steady::now() - begin < 1s);
        for (int i = 0; i < 20; ++i) CHECK(refused() < 1s);
        int quick = 0;
        for (int i = 0; i < 100; ++i) quick += refused() < 20ms ? 1 : 0;
        CHECK(quick >= 98);  // all but a probe or two
    }
};

}  // namespace

TEST_CASE("outage: PostgreSQL killed is unavailable within a second, and heals when it is back") {
    outage o;
    for (int i = 0; i < 2; ++i) {
        o.server.kill();
        o.everybody_is_refused_soon();
        o.server.start();
        o.heals();
    }
}

TEST_CASE("outage: PostgreSQL stopped is unavailable within a second, and heals when it goes on") {
    outage o;
    for (int i = 0; i < 2; ++i) {
        o.server.freeze();
        o.everybody_is_refused_soon();
        o.server.thaw();
        o.heals();
    }
}

TEST_CASE("outage: with one worker it is the same") {
    outage o{1};
    o.server.freeze();
    o.everybody_is_refused_soon();
    o.server.thaw();
    o.heals();
}

TEST_CASE("outage: a PostgreSQL that was restarted between two calls is not even noticed") {
    outage o;
    o.server.kill();
    o.server.start();
    const auto answer = o.loop.run(o.store.accounts->find(o.ann.person));
    REQUIRE(answer.has_value());
    CHECK(answer->has_value());
}

TEST_CASE("outage: connections that the server closes are made again within the call") {
    outage o;
    for (int i = 0; i < 10; ++i) {
        o.server.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'srchat'");
        const auto answer = o.loop.run(o.store.accounts->change_profile(o.ann.person, o.ann.profile));
        REQUIRE(answer.has_value());
        CHECK(*answer);
    }
}

TEST_CASE("outage: a shard goes on while PostgreSQL is stopped") {
    outage o;
    o.server.freeze();
    bool answered = false;
    boost::asio::co_spawn(o.loop.shard().context(), o.store.accounts->find(o.ann.person),
                          [&](const std::exception_ptr&, const auto&) { answered = true; });
    int turns = 0;
    o.loop.until([&] {
        ++turns;
        return answered;
    });
    CHECK(turns > 100);
    o.server.thaw();
    o.heals();
}

TEST_CASE("outage: a store ends soon, and so does a shard, while PostgreSQL is stopped") {
    auto o = std::make_unique<outage>();
    o->server.freeze();
    for (int i = 0; i < 20; ++i) {
        boost::asio::co_spawn(o->loop.shard().context(), o->store.accounts->find(o->ann.person),
                              [](const std::exception_ptr&, const auto&) { FAIL("nobody waits any more"); });
    }
    o->loop.call([] {});
    const auto begin = steady::now();
    o.reset();
    CHECK(steady::now() - begin < 3s);
    private_postgres::only().thaw();
}

TEST_CASE("outage: callers that go away in the middle of a call hurt nobody") {
    outage o;
    for (int i = 0; i < 50; ++i) {
        hand_loop other;
        boost::asio::co_spawn(other.shard().context(), o.store.accounts->change_profile(o.ann.person, o.ann.profile),
                              [](const std::exception_ptr&, const auto&) {});
        other.call([] {});
    }
    o.heals();
}

TEST_CASE("outage: a row that somebody else holds costs the call, and not everybody else's") {
    outage o;
    const auto bob = account_named("bob");
    REQUIRE(*o.loop.run(o.store.accounts->create(bob)));
    auto other = adapters::postgres::open({o.server.url(), patient(1)});
    REQUIRE(other.error == "");
    // Its worker stays inside the transaction until it is told to go on.
    std::promise<void> inside, go_on;
    const ports::friends::rule hold = [&](const ports::friend_pair& pair, const ports::friend_counts&) {
        inside.set_value();
        go_on.get_future().wait();
        return result<ports::friend_pair>{pair};
    };
    bool ended = false;
    o.loop.call([&] {
        boost::asio::co_spawn(o.loop.shard().context(),
                              other.store.friends->change(o.ann.person, bob.person, from_ms(0), hold),
                              [&](const std::exception_ptr&, const auto& answer) { ended = answer.has_value(); });
    });
    inside.get_future().wait();
    const auto begin = steady::now();
    const auto answer = o.loop.run(o.store.accounts->change_profile(o.ann.person, o.ann.profile));
    CHECK(steady::now() - begin < 1s);
    REQUIRE(answer.has_error());
    CHECK(answer.error().code == error_code::unavailable);
    CHECK(o.loop.run(o.store.accounts->find(o.ann.person)).has_value());
    go_on.set_value();
    o.loop.until([&] { return ended; });
    const auto again = o.loop.run(o.store.accounts->change_profile(o.ann.person, o.ann.profile));
    REQUIRE(again.has_value());
    CHECK(*again);
}
