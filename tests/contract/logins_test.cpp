// The contract of ports/logins.hpp.
#include "people_under_test.hpp"

using namespace contract;

namespace {

ports::token_hash token(int n) {
    ports::token_hash t{};  // with zeros inside, which must not end it
    t[1] = static_cast<std::uint8_t>(n);
    t[31] = static_cast<std::uint8_t>(n >> 8);
    return t;
}

template <class Adapter>
struct logins_under_test : people_under_test<Adapter> {
    bool put(int n, const person_id& who, time_point ends_at, std::uint32_t most = 100) {
        return this->get(this->logins().put(token(n), {who, ends_at}, this->now, most));
    }
    bool has(int n) { return this->get(this->logins().find(token(n), this->now)).has_value(); }
};

}  // namespace

TEMPLATE_TEST_CASE("logins: a login finds its account, whole, and only its own", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    const auto ann = account_named("ann");
    REQUIRE(s.get(s.accounts().create(ann)));
    const person_id bob = s.somebody("bob");
    CHECK(s.put(1, ann.person, s.now + 1h));
    CHECK(s.put(2, bob, s.now + 1h));
    const auto found = s.get(s.logins().find(token(1), s.now)).value();
    CHECK(same(found.account, ann));
    CHECK(to_ms(found.ends_at) == to_ms(s.now + 1h));
    CHECK(s.get(s.logins().find(token(2), s.now))->account.person == bob);
    CHECK_FALSE(s.has(3));
}

TEMPLATE_TEST_CASE("logins: one that has run out is not found, to the millisecond", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    s.put(1, s.somebody("ann"), s.now + 1h);
    s.now += 1h - 1ms;
    CHECK(s.has(1));
    s.now += 1ms;
    CHECK_FALSE(s.has(1));
}

TEMPLATE_TEST_CASE("logins: without an account there is none, and nothing is stored", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    CHECK_FALSE(s.put(1, person_id::random(), s.now + 1h));
    CHECK_FALSE(s.has(1));
    CHECK(is_empty(s.adapter.rows()));
}

TEMPLATE_TEST_CASE("logins: putting one again moves its end", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    const person_id ann = s.somebody("ann");
    s.put(1, ann, s.now + 1h);
    CHECK(s.put(1, ann, s.now + 3h));
    s.now += 2h;
    CHECK(s.has(1));
    CHECK(s.adapter.rows()["logins"] == 1);
}

TEMPLATE_TEST_CASE("logins: beyond the most the person's oldest end, and nobody else's", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    const person_id ann = s.somebody("ann"), bob = s.somebody("bob");
    s.put(100, bob, s.now + 1h);
    for (int n = 1; n <= 5; ++n) CHECK(s.put(n, ann, s.now + 10h - std::chrono::minutes{n}, 3));
    for (int n = 1; n <= 5; ++n) CHECK(s.has(n) == (n > 2));
    CHECK(s.has(100));
    // One that has run out takes no place.
    s.put(6, ann, s.now + 1min, 3);
    s.now += 2min;
    s.put(7, ann, s.now + 1h, 3);
    CHECK(s.has(4));
    CHECK(s.has(5));
    CHECK(s.has(7));
    s.put(8, ann, s.now + 1h, 1);
    CHECK(s.adapter.rows()["logins"] == 2);
}

TEMPLATE_TEST_CASE("logins: of many at once no more than the most stay", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    const person_id ann = s.somebody("ann");
    std::vector<task<result<bool>>> asked;
    for (int n = 0; n < 200; ++n) asked.push_back(s.logins().put(token(n), {ann, s.now + 1h}, s.now, 10));
    for (const auto& answer : s.at_once(std::move(asked))) {
        REQUIRE(answer.has_value());
        CHECK(*answer);
    }
    CHECK(s.adapter.rows()["logins"] == 10);
}

TEMPLATE_TEST_CASE("logins: one that was erased is not found, and erasing nothing is fine", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    const person_id ann = s.somebody("ann");
    s.put(1, ann, s.now + 1h);
    s.put(2, ann, s.now + 1h);
    s.get(s.logins().erase(token(1)));
    s.get(s.logins().erase(token(1)));
    CHECK_FALSE(s.has(1));
    CHECK(s.has(2));
}

TEMPLATE_TEST_CASE("logins: all of a person but one are erased and named", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    const person_id ann = s.somebody("ann"), bob = s.somebody("bob");
    for (int n = 1; n <= 4; ++n) s.put(n, ann, s.now + 1h);
    s.put(9, bob, s.now + 1h);
    auto ended = s.get(s.logins().erase_others(ann, token(3)));
    std::ranges::sort(ended);
    CHECK(ended == std::vector{token(1), token(2), token(4)});
    CHECK(s.has(3));
    CHECK(s.has(9));
    // Somebody else's token keeps nothing of this person.
    CHECK(s.get(s.logins().erase_others(ann, token(9))) == std::vector{token(3)});
    s.put(5, ann, s.now + 1h);
    CHECK(s.get(s.logins().erase_others(ann, std::nullopt)) == std::vector{token(5)});
    CHECK(s.get(s.logins().erase_others(ann, std::nullopt)).empty());
    CHECK(s.get(s.logins().erase_others(person_id::random(), std::nullopt)).empty());
    CHECK(s.has(9));
}

TEMPLATE_TEST_CASE("logins: a sweep forgets what has run out, counts it, and leaves the rest", "", ALL_PEOPLE) {
    logins_under_test<TestType> s;
    const person_id ann = s.somebody("ann");
    for (int n = 1; n <= 5; ++n) s.put(n, ann, s.now + std::chrono::hours{n});
    s.now += 3h;
    CHECK(s.get(s.logins().sweep(s.now)) == 3);
    CHECK(s.get(s.logins().sweep(s.now)) == 0);
    CHECK(s.adapter.rows()["logins"] == 2);
    CHECK(s.has(4));
    CHECK(s.has(5));
}
