// The contract of ports/sessions.hpp.
#include <catch2/catch.hpp>

#include "adapters_under_test.hpp"
#include "services_kit.hpp"

using namespace services_kit;

// Every adapter.
#define ALL_SESSIONS contract::memory_sessions

namespace {

template <class Adapter>
struct sessions_under_test {
    hand_loop loop;
    Adapter adapter;
    time_point now = server_clock::now();

    static ports::token_hash token(int n) {
        ports::token_hash t{};
        t[0] = static_cast<std::uint8_t>(n);
        t[31] = static_cast<std::uint8_t>(n);
        return t;
    }
    static ports::session_record record(std::string name, time_point expires_at) {
        ports::session_record r;
        r.person = person_id::random();
        r.who = {std::move(name), "a7", wire::person_kind::guest};
        r.name_key = "key of " + r.who.name;
        r.expires_at = expires_at;
        r.ends_at = expires_at + 24h;
        return r;
    }
    void put(int n, const ports::session_record& r) { REQUIRE(loop.run(adapter.port().put(token(n), r)).has_value()); }
    std::optional<ports::session_record> find(int n) {
        auto found = loop.run(adapter.port().find(token(n), now));
        REQUIRE(found.has_value());
        return *found;
    }
    void erase(int n) { REQUIRE(loop.run(adapter.port().erase(token(n))).has_value()); }
    bool claim(const std::string& key, const person_id& person, time_point until) {
        const auto mine = loop.run(adapter.port().claim_name(key, person, until, now));
        REQUIRE(mine.has_value());
        return *mine;
    }
    void release(const std::string& key, const person_id& person, time_point until) {
        REQUIRE(loop.run(adapter.port().release_name(key, person, until)).has_value());
    }
};

const person_id ann = person_id::random();
const person_id bob = person_id::random();

}  // namespace

TEMPLATE_TEST_CASE("sessions: what was put is found, whole, by its token only", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    const auto r = s.record("Ann", s.now + 30min);
    s.put(1, r);
    const auto found = s.find(1);
    REQUIRE(found.has_value());
    CHECK(found->person == r.person);
    CHECK(found->who == r.who);
    CHECK(found->name_key == r.name_key);
    CHECK(found->expires_at == r.expires_at);
    CHECK(found->ends_at == r.ends_at);
    CHECK_FALSE(s.find(2).has_value());
}

TEMPLATE_TEST_CASE("sessions: putting again replaces", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    s.put(1, s.record("Ann", s.now + 1min));
    s.put(1, s.record("Olga", s.now + 30min));
    CHECK(s.find(1)->who.name == "Olga");
    s.now += 10min;
    CHECK(s.find(1).has_value());
}

TEMPLATE_TEST_CASE("sessions: one that has run out is not found, to the millisecond", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    s.put(1, s.record("Ann", s.now + 10s));
    s.now += 10s - 1ms;
    CHECK(s.find(1).has_value());
    s.now += 1ms;
    CHECK_FALSE(s.find(1).has_value());
}

TEMPLATE_TEST_CASE("sessions: one that was erased is not found, and erasing nothing is fine", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    s.put(1, s.record("Ann", s.now + 30min));
    s.put(2, s.record("Bob", s.now + 30min));
    s.erase(1);
    s.erase(1);
    CHECK_FALSE(s.find(1).has_value());
    CHECK(s.find(2).has_value());
}

TEMPLATE_TEST_CASE("names: the first who claims one has it until the claim runs out", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    CHECK(s.claim("ann", ann, s.now + 10s));
    CHECK_FALSE(s.claim("ann", bob, s.now + 10s));
    CHECK(s.claim("bob", bob, s.now + 10s));
    s.now += 10s - 1ms;
    CHECK_FALSE(s.claim("ann", bob, s.now + 10s));
    s.now += 1ms;
    CHECK(s.claim("ann", bob, s.now + 10s));
    CHECK_FALSE(s.claim("ann", ann, s.now + 10s));
}

TEMPLATE_TEST_CASE("names: claiming one's own again prolongs it", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    s.claim("ann", ann, s.now + 10s);
    CHECK(s.claim("ann", ann, s.now + 1h));
    s.now += 30min;
    CHECK_FALSE(s.claim("ann", bob, s.now + 1h));
}

TEMPLATE_TEST_CASE("names: a refused claim does not prolong the one that stands", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    s.claim("ann", ann, s.now + 10s);
    CHECK_FALSE(s.claim("ann", bob, s.now + 1h));
    s.now += 10s;
    CHECK(s.claim("ann", bob, s.now + 1h));
}

TEMPLATE_TEST_CASE("names: a released one is free at the time given, and only its holder can release it", "",
                   ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    s.claim("ann", ann, s.now + 1h);
    s.release("ann", bob, s.now);
    CHECK_FALSE(s.claim("ann", bob, s.now + 1h));
    s.release("ann", ann, s.now + 3min);
    CHECK_FALSE(s.claim("ann", bob, s.now + 1h));
    s.now += 3min;
    CHECK(s.claim("ann", bob, s.now + 1h));
    s.release("nobody's", ann, s.now);
}

TEMPLATE_TEST_CASE("names: forgetting what has run out loses nothing that has not", "", ALL_SESSIONS) {
    sessions_under_test<TestType> s;
    s.put(1, s.record("Ann", s.now + 10s));
    s.put(2, s.record("Bob", s.now + 30s));
    s.claim("ann", ann, s.now + 10s);
    s.claim("bob", bob, s.now + 30s);
    s.now += 10s;
    s.adapter.forget(s.now);
    CHECK_FALSE(s.find(1).has_value());
    CHECK(s.find(2).has_value());
    CHECK(s.claim("ann", bob, s.now + 1h));
    CHECK_FALSE(s.claim("bob", ann, s.now + 1h));
}
