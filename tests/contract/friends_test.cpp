// The contract of ports/friends.hpp.
#include <stdexcept>

#include "people_under_test.hpp"

using namespace contract;
using ports::friend_counts;
using ports::friend_pair;
using state = ports::friend_pair::state;
using rule = ports::friends::rule;

namespace {

// A request as core would decide it: it accepts the other's.
rule request_at(time_point now, std::uint32_t pending_max = 1'000) {
    return [=](const friend_pair& pair, const friend_counts& counts) -> result<friend_pair> {
        if (pair.is == state::none && counts.pending >= pending_max) return error_code::rate_limited;
        friend_pair p = pair;
        p.is = pair.is == state::none ? state::outgoing : pair.is == state::incoming ? state::friends : pair.is;
        p.since = now;
        return p;
    };
}

rule becomes(const friend_pair& what) {
    return [=](const friend_pair&, const friend_counts&) { return result<friend_pair>{what}; };
}

friend_pair mirrored(friend_pair p) {
    std::swap(p.blocked, p.blocked_me);
    std::swap(p.declined, p.declined_me);
    if (p.is == state::outgoing) {
        p.is = state::incoming;
    } else if (p.is == state::incoming) {
        p.is = state::outgoing;
    }
    return p;
}

template <class Adapter>
struct friends_under_test : people_under_test<Adapter> {
    person_id ann = this->somebody("ann"), bob = this->somebody("bob");

    friend_pair between(const person_id& me, const person_id& other) {
        return this->get(this->friends().find(me, other));
    }
    friend_pair change(const person_id& me, const person_id& other, rule decide) {
        return this->get(this->friends().change(me, other, this->now, std::move(decide)));
    }
    friend_pair request(const person_id& me, const person_id& other) {
        return change(me, other, request_at(this->now));
    }
    friend_counts counts(const person_id& me, const person_id& other) {
        friend_counts seen;
        const rule look = [&](const friend_pair&, const friend_counts& c) -> result<friend_pair> {
            seen = c;
            return error_code::not_allowed;
        };
        const auto answer = this->loop.run(this->friends().change(me, other, this->now, look));
        CHECK(answer.has_error());
        return seen;
    }
};

}  // namespace

TEMPLATE_TEST_CASE("friends: of two who have nothing to do with each other there is an empty pair", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    CHECK(s.between(s.ann, s.bob) == friend_pair{});
    CHECK(s.between(s.ann, person_id::random()) == friend_pair{});
    CHECK(s.between(s.ann, s.ann) == friend_pair{});
    CHECK(s.get(s.friends().list(s.ann)).empty());
}

TEMPLATE_TEST_CASE("friends: every pair is found as it was stored, and mirrored by the other one", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    for (const state is : {state::none, state::outgoing, state::incoming, state::friends}) {
        for (int bits = 0; bits < 16; ++bits) {
            friend_pair p{is, (bits & 1) != 0, (bits & 2) != 0, s.now + std::chrono::milliseconds{bits}, {}, {}};
            if ((bits & 4) != 0) p.declined_me = s.now - 1ms;
            if ((bits & 8) != 0) p.declined = s.now - 2ms;
            const bool empty = is == state::none && bits == 0;
            const friend_pair kept = empty ? friend_pair{} : p;
            // Whichever of the two has the lower id, both sides of the row are written.
            for (const auto& [me, other] : {std::pair{s.ann, s.bob}, std::pair{s.bob, s.ann}}) {
                CHECK(s.change(me, other, becomes(p)) == kept);
                CHECK(s.between(me, other) == kept);
                CHECK(s.between(other, me) == mirrored(kept));
            }
            CHECK(s.adapter.rows()["friend_pairs"] == (empty ? 0 : 1));
        }
    }
}

TEMPLATE_TEST_CASE("friends: a pair that becomes empty is not kept", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    s.request(s.ann, s.bob);
    CHECK(s.adapter.rows()["friend_pairs"] == 1);
    friend_pair nothing;
    nothing.since = s.now;
    CHECK(s.change(s.bob, s.ann, becomes(nothing)) == friend_pair{});
    CHECK(s.adapter.rows()["friend_pairs"] == 0);
}

TEMPLATE_TEST_CASE("friends: what a rule refuses is returned and changes nothing", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    const auto before = s.adapter.rows();
    const rule refuse = [](const friend_pair&, const friend_counts&) -> result<friend_pair> {
        refusal why{error_code::rate_limited, "Wait."};
        why.retry_after = 7min;
        return why;
    };
    const auto answer = s.loop.run(s.friends().change(s.ann, s.bob, s.now, refuse));
    REQUIRE(answer.has_error());
    CHECK(answer.error().code == error_code::rate_limited);
    CHECK(answer.error().text == "Wait.");
    CHECK(answer.error().retry_after == 7min);
    CHECK(s.adapter.rows() == before);
    CHECK(s.between(s.ann, s.bob) == friend_pair{});
}

TEMPLATE_TEST_CASE("friends: a rule that throws changes nothing, and the store goes on", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    const rule broken = [](const friend_pair&, const friend_counts&) -> result<friend_pair> {
        throw std::runtime_error{"a fault"};
    };
    const auto answer = s.loop.run(s.friends().change(s.ann, s.bob, s.now, broken));
    REQUIRE(answer.has_error());
    CHECK(answer.error().code == error_code::unavailable);
    CHECK(s.request(s.ann, s.bob).is == state::outgoing);
}

TEMPLATE_TEST_CASE("friends: with somebody without an account, or oneself, there is nothing to change", "",
                   ALL_PEOPLE) {
    friends_under_test<TestType> s;
    for (const auto& [me, other] :
         {std::pair{s.ann, person_id::random()}, std::pair{person_id::random(), s.ann}, std::pair{s.ann, s.ann}}) {
        const auto answer = s.loop.run(s.friends().change(me, other, s.now, request_at(s.now)));
        REQUIRE(answer.has_error());
        CHECK(answer.error().code == error_code::no_person);
    }
    CHECK(s.adapter.rows()["friend_pairs"] == 0);
    CHECK(s.adapter.rows()["friend_requests"] == 0);
}

TEMPLATE_TEST_CASE("friends: two who ask each other at once are friends", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    for (int i = 0; i < 50; ++i) {
        std::vector<task<result<friend_pair>>> asked;
        asked.push_back(s.friends().change(s.ann, s.bob, s.now, request_at(s.now)));
        asked.push_back(s.friends().change(s.bob, s.ann, s.now, request_at(s.now)));
        for (const auto& answer : s.at_once(std::move(asked))) REQUIRE(answer.has_value());
        CHECK(s.between(s.ann, s.bob).is == state::friends);
        CHECK(s.between(s.bob, s.ann).is == state::friends);
        s.change(s.ann, s.bob, becomes({}));
    }
}

TEMPLATE_TEST_CASE("friends: of many changes of a pair at once each sees what the one before has done", "",
                   ALL_PEOPLE) {
    friends_under_test<TestType> s;
    const rule count = [](const friend_pair& pair, const friend_counts&) -> result<friend_pair> {
        friend_pair p = pair;
        p.is = state::friends;
        p.since = pair.since + 1ms;
        return p;
    };
    std::vector<task<result<friend_pair>>> asked;
    for (int i = 0; i < 100; ++i) {
        const bool mine = i % 2 == 0;
        asked.push_back(s.friends().change(mine ? s.ann : s.bob, mine ? s.bob : s.ann, s.now, count));
    }
    for (const auto& answer : s.at_once(std::move(asked))) REQUIRE(answer.has_value());
    CHECK(to_ms(s.between(s.ann, s.bob).since) == 100);
}

TEMPLATE_TEST_CASE("friends: waiting requests and those of the last day are counted", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    const person_id cid = s.somebody("cid"), dan = s.somebody("dan");
    CHECK(s.counts(s.ann, s.bob) == friend_counts{});
    s.request(s.ann, s.bob);
    s.request(s.ann, cid);
    CHECK(s.counts(s.ann, dan) == friend_counts{2, 2});
    CHECK(s.counts(s.bob, s.ann) == friend_counts{});
    s.request(s.ann, s.bob);  // which is outgoing already
    CHECK(s.counts(s.ann, dan) == friend_counts{2, 2});
    s.request(s.bob, s.ann);  // which accepts
    CHECK(s.counts(s.ann, dan) == friend_counts{1, 2});
    CHECK(s.counts(s.bob, dan) == friend_counts{});
    s.change(s.ann, cid, becomes({}));  // which takes it back
    CHECK(s.counts(s.ann, dan) == friend_counts{0, 2});
    s.now += 24h - 1ms;
    CHECK(s.counts(s.ann, dan) == friend_counts{0, 2});
    s.now += 1ms;
    CHECK(s.counts(s.ann, dan) == friend_counts{});
}

TEMPLATE_TEST_CASE("friends: somebody who asks many at once does not get past a rule's count", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    std::vector<task<result<friend_pair>>> asked;
    for (int i = 0; i < 30; ++i) {
        const person_id other = s.somebody("other" + std::to_string(i));
        asked.push_back(s.friends().change(s.ann, other, s.now, request_at(s.now, 10)));
    }
    int made = 0;
    for (const auto& answer : s.at_once(std::move(asked))) {
        made += answer.has_value() ? 1 : 0;
        if (answer.has_error()) CHECK(answer.error().code == error_code::rate_limited);
    }
    CHECK(made == 10);
    CHECK(s.counts(s.ann, s.bob) == friend_counts{10, 10});
}

TEMPLATE_TEST_CASE("friends: the list has everything that is not empty, the newest first, but for the other's blocks",
                   "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    std::vector<person_id> others;
    for (int i = 0; i < 6; ++i) others.push_back(s.somebody("other" + std::to_string(i)));
    const auto at = [&](int i, friend_pair p) {
        p.since = s.now + std::chrono::milliseconds{i};
        s.change(s.ann, others[static_cast<std::size_t>(i)], becomes(p));
        return p;
    };
    const auto asked = at(0, {state::outgoing, false, false, {}, {}, {}});
    const auto known = at(1, {state::friends, false, false, {}, {}, {}});
    at(2, {state::none, false, true, {}, {}, {}});
    const auto both_blocked = at(3, {state::none, true, true, {}, {}, {}});
    const auto asks = at(4, {state::incoming, false, false, {}, s.now - 1h, {}});
    const auto list = s.get(s.friends().list(s.ann));
    REQUIRE(list.size() == 4);
    CHECK(list[0].pair == asks);
    CHECK(list[1].pair == both_blocked);
    CHECK(list[2].pair == known);
    CHECK(list[3].pair == asked);
    CHECK(list[2].person == others[1]);
    CHECK(list[2].name == "other1");
    CHECK(list[2].profile == account_named("other1").profile);
    const auto theirs = s.get(s.friends().list(others[2]));
    REQUIRE(theirs.size() == 1);
    CHECK(theirs[0].person == s.ann);
    CHECK(theirs[0].pair.blocked);
    CHECK(s.get(s.friends().list(others[5])).empty());
}

TEMPLATE_TEST_CASE("friends: a person who is erased is nobody's friend any more", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    s.request(s.ann, s.bob);
    s.request(s.bob, s.ann);
    REQUIRE(s.get(s.accounts().erase(s.bob)));
    CHECK(s.get(s.friends().list(s.ann)).empty());
    CHECK(s.between(s.ann, s.bob) == friend_pair{});
    CHECK(s.adapter.rows()["friend_pairs"] == 0);
}

TEMPLATE_TEST_CASE("friends: what is long ago can be forgotten, and nothing else is", "", ALL_PEOPLE) {
    friends_under_test<TestType> s;
    const person_id cid = s.somebody("cid"), dan = s.somebody("dan");
    const auto old = s.now - 24h * 30;
    s.change(s.ann, s.bob, becomes({state::none, false, false, s.now, old, old}));
    s.change(s.ann, cid, becomes({state::friends, false, false, s.now, old, old + 1ms}));
    s.request(s.ann, dan);
    s.now += 24h - 1ms;
    s.get(s.adapter.store.forget(s.now - 24h + 1ms));
    CHECK(s.adapter.rows()["friend_pairs"] == 2);
    CHECK_FALSE(s.between(s.ann, cid).declined_me.has_value());
    CHECK(s.between(s.ann, cid).declined == old + 1ms);
    CHECK(s.adapter.rows()["friend_requests"] == 1);
    s.get(s.adapter.store.forget(s.now + 1ms));
    CHECK(s.adapter.rows()["friend_requests"] == 0);
    CHECK(s.between(s.ann, dan).is == state::outgoing);
}
