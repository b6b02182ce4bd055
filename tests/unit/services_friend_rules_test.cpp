#include "srchat/services/friend_rules.hpp"

#include <catch2/catch.hpp>

using namespace srchat;
using namespace srchat::services;
using namespace std::chrono_literals;
using pair = ports::friend_pair;
using state = pair::state;

namespace {

constexpr time_point now{milliseconds{1'767'225'600'000}};
const friend_limits limits;

pair with(state is, bool blocked = false, bool blocked_me = false) {
    pair p;
    p.is = is;
    p.blocked = blocked;
    p.blocked_me = blocked_me;
    return p;
}

error_code code(const pair_rule& r) {
    REQUIRE_FALSE(r.has_value());
    return r.error().code;
}

pair_rule ask_now(const pair& p, ports::friend_counts mine = {}, bool off = false) {
    return ask(p, mine, off, now, limits);
}

}  // namespace

TEST_CASE("friends: a request goes out, and to somebody who has asked it is a yes") {
    CHECK(ask_now(with(state::none))->is == state::outgoing);
    CHECK(ask_now(with(state::none))->since == now);
    CHECK(ask_now(with(state::incoming))->is == state::friends);
    CHECK(ask_now(with(state::incoming), {}, true)->is == state::friends);
}

TEST_CASE("friends: asking again changes nothing") {
    for (const state is : {state::outgoing, state::friends}) CHECK(*ask_now(with(is)) == with(is));
}

TEST_CASE("friends: blocked and not wanted look like nobody") {
    CHECK(code(ask_now(with(state::none, false, true))) == error_code::no_person);
    CHECK(code(ask_now(with(state::none), {}, true)) == error_code::no_person);
    CHECK(code(ask_now(with(state::none, true))) == error_code::not_allowed);
    CHECK(code(ask_now(with(state::none, true, true))) == error_code::not_allowed);
}

TEST_CASE("friends: ten requests wait, and twenty go out in a day") {
    CHECK(ask_now(with(state::none), {9, 19})->is == state::outgoing);
    CHECK(code(ask_now(with(state::none), {10, 10})) == error_code::friend_limit);
    CHECK(code(ask_now(with(state::none), {0, 20})) == error_code::rate_limited);
    CHECK(ask_now(with(state::incoming), {10, 20})->is == state::friends);
}

TEST_CASE("friends: who was declined waits for seven days, and is told how long") {
    pair p = with(state::none);
    p.declined_me = now - 24h;
    const pair_rule early = ask_now(p);
    CHECK(code(early) == error_code::rate_limited);
    CHECK(early.error().retry_after == 6 * 24h);
    p.declined_me = now - 7 * 24h;
    CHECK(ask_now(p)->is == state::outgoing);
    pair other = with(state::none);
    other.declined = now;
    CHECK(ask_now(other)->is == state::outgoing);
}

TEST_CASE("friends: only who was asked can answer") {
    CHECK(answer(with(state::incoming), true, now)->is == state::friends);
    const pair_rule no = answer(with(state::incoming), false, now);
    CHECK(no->is == state::none);
    CHECK(no->declined == now);
    for (const state is : {state::none, state::outgoing, state::friends})
        CHECK(code(answer(with(is), true, now)) == error_code::no_person);
}

TEST_CASE("friends: a request is taken back, a friendship ended, and nothing else parted") {
    CHECK(part(with(state::outgoing), now)->is == state::none);
    CHECK(part(with(state::friends), now)->is == state::none);
    CHECK(code(part(with(state::none), now)) == error_code::no_person);
    CHECK(code(part(with(state::incoming), now)) == error_code::no_person);
    CHECK(code(part(with(state::none, true), now)) == error_code::no_person);
}

TEST_CASE("friends: a block ends what there was, from every state, and keeps the other's") {
    for (const state is : {state::none, state::outgoing, state::incoming, state::friends}) {
        const pair_rule after = block(with(is, false, true), now);
        CHECK(after->is == state::none);
        CHECK(after->blocked);
        CHECK(after->blocked_me);
    }
    CHECK(*block(with(state::none, true), now) == with(state::none, true));
    CHECK_FALSE(unblock(with(state::none, true), now)->blocked);
    CHECK(unblock(with(state::none, true, true), now)->blocked_me);
    CHECK(code(unblock(with(state::friends), now)) == error_code::no_person);
}
