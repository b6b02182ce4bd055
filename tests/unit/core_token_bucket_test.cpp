#include "srchat/core/token_bucket.hpp"

#include <catch2/catch.hpp>

using namespace srchat;
using namespace srchat::core;
using namespace std::chrono_literals;

namespace {
const time_point start = from_ms(1'800'000'000'000);
}

TEST_CASE("token bucket: the burst goes at once and the next waits for its token") {
    const bucket_rate rate{10, 1};
    token_bucket bucket;
    for (int i = 0; i < 10; ++i) CHECK(bucket.try_take(rate, start) == 0ms);
    const milliseconds wait = bucket.try_take(rate, start);
    CHECK(wait > 990ms);
    CHECK(wait <= 1001ms);
}

TEST_CASE("token bucket: a refusal takes nothing, so asking again does not make the wait longer") {
    const bucket_rate rate{1, 1};
    token_bucket bucket;
    REQUIRE(bucket.try_take(rate, start) == 0ms);
    const milliseconds first = bucket.try_take(rate, start);
    for (int i = 0; i < 100; ++i) CHECK(bucket.try_take(rate, start) == first);
}

TEST_CASE("token bucket: whoever waits as long as was said gets the token, at any rate and cost") {
    for (const double per_second : {0.01, 0.5, 1.0, 3.0, 20.0, 333.0}) {
        for (const double cost : {1.0, 2.0, 5.0}) {
            const bucket_rate rate{5, per_second};
            token_bucket bucket;
            time_point now = start;
            REQUIRE(bucket.try_take(rate, now, 5) == 0ms);
            for (int i = 0; i < 20; ++i) {
                const milliseconds wait = bucket.try_take(rate, now, cost);
                INFO(per_second << " per second, cost " << cost);
                REQUIRE(wait > 0ms);
                now += wait;
                REQUIRE(bucket.try_take(rate, now, cost) == 0ms);
            }
        }
    }
}

TEST_CASE("token bucket: over a long time no more goes through than burst and rate allow") {
    const bucket_rate rate{10, 2};
    token_bucket bucket;
    int taken = 0;
    for (int ms = 0; ms < 60'000; ms += 7) taken += bucket.try_take(rate, start + milliseconds{ms}) == 0ms ? 1 : 0;
    CHECK(taken <= 10 + 2 * 60);
    CHECK(taken >= 10 + 2 * 60 - 2);
}

TEST_CASE("token bucket: rest fills it up to the burst and no further") {
    const bucket_rate rate{3, 1};
    token_bucket bucket;
    REQUIRE(bucket.try_take(rate, start, 3) == 0ms);
    const time_point later = start + 24h;
    CHECK(bucket.try_take(rate, later, 3) == 0ms);
    CHECK(bucket.try_take(rate, later) > 0ms);
}

TEST_CASE("token bucket: time that goes backwards earns nothing") {
    const bucket_rate rate{1, 1};
    token_bucket bucket;
    REQUIRE(bucket.try_take(rate, start) == 0ms);
    CHECK(bucket.try_take(rate, start - 1h) > 0ms);
    CHECK(bucket.try_take(rate, start) > 0ms);
    CHECK(bucket.try_take(rate, start + 1s) == 0ms);
}

TEST_CASE("token bucket: it is full when new and again once everything has been earned back") {
    const bucket_rate rate{2, 1};
    token_bucket bucket;
    CHECK(bucket.is_full(rate, start));
    REQUIRE(bucket.try_take(rate, start, 2) == 0ms);
    CHECK_FALSE(bucket.is_full(rate, start + 1999ms));
    CHECK(bucket.is_full(rate, start + 2s));
}
