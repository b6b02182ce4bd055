// When calls are let through to a database, with time as an argument.
#include <catch2/catch.hpp>

#include "adapters/sql/breaker.hpp"

using srchat::adapters::sql::breaker;
using namespace std::chrono_literals;

namespace {
struct kit {
    breaker b{500ms};
    breaker::clock::time_point now{};
    bool closed() {
        const auto t = b.admit(now);
        return t && !t->probe;
    }
};
}  // namespace

TEST_CASE("breaker: everybody is let through until one fails, then nobody") {
    kit k;
    const auto first = k.b.admit(k.now), second = k.b.admit(k.now);
    REQUIRE(first);
    REQUIRE(second);
    CHECK_FALSE(first->probe);
    CHECK_FALSE(k.b.succeeded(*second));
    CHECK(k.b.failed(*first, k.now));
    CHECK_FALSE(k.b.admit(k.now));
    k.now += 499ms;
    CHECK_FALSE(k.b.admit(k.now));
}

TEST_CASE("breaker: one probe at a time, every now and then, and the first that succeeds lets everybody in") {
    kit k;
    k.b.failed(*k.b.admit(k.now), k.now);
    for (int i = 0; i < 5; ++i) {
        k.now += 500ms;
        const auto probe = k.b.admit(k.now);
        REQUIRE(probe);
        CHECK(probe->probe);
        CHECK_FALSE(k.b.admit(k.now + 10s));
        CHECK_FALSE(k.b.failed(*probe, k.now));
        CHECK_FALSE(k.b.admit(k.now + 499ms));
    }
    k.now += 500ms;
    const auto probe = k.b.admit(k.now);
    REQUIRE(probe);
    CHECK(k.b.succeeded(*probe));
    CHECK(k.closed());
    CHECK(k.closed());
}

TEST_CASE("breaker: what began before the last change says nothing") {
    kit k;
    const auto old = k.b.admit(k.now), late = k.b.admit(k.now), last = k.b.admit(k.now);
    CHECK(k.b.valid(*late));
    k.b.failed(*old, k.now);
    CHECK_FALSE(k.b.valid(*late));
    CHECK_FALSE(k.b.succeeded(*late));
    CHECK_FALSE(k.b.admit(k.now));
    k.now += 500ms;
    const auto probe = k.b.admit(k.now);
    CHECK_FALSE(k.b.failed(*late, k.now));
    CHECK(k.b.succeeded(*probe));
    CHECK_FALSE(k.b.failed(*last, k.now));
    CHECK_FALSE(k.b.failed(*probe, k.now));
    CHECK(k.closed());
}

TEST_CASE("breaker: a probe that was never made makes room for another") {
    kit k;
    k.b.failed(*k.b.admit(k.now), k.now);
    k.now += 500ms;
    const auto probe = k.b.admit(k.now);
    CHECK_FALSE(k.b.admit(k.now));
    k.b.withdrawn(*probe);
    const auto next = k.b.admit(k.now);
    REQUIRE(next);
    CHECK(next->probe);
}
