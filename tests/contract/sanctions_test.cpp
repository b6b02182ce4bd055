// The contract of ports/sanctions.hpp.
#include <algorithm>

#include "people_under_test.hpp"

using namespace contract;

namespace {

template <class Adapter>
struct sanctions_under_test : people_under_test<Adapter> {
    ports::sanctions& store() { return *this->adapter.store.sanctions; }
    ports::proposal proposed(const person_id& person) {
        ports::proposal p;
        p.id.bytes = client_id::random().bytes;
        p.person = person;
        p.rule = "spam";
        p.reason = "because";
        p.by = "root";
        p.at = this->now;
        this->get(store().propose(p));
        return p;
    }
};

}  // namespace

TEMPLATE_TEST_CASE("sanctions: a suspension holds for its time, ends all logins, and is replaced by the next", "",
                   ALL_PEOPLE) {
    sanctions_under_test<TestType> t;
    const person_id ann = t.somebody("ann");
    const ports::token_hash token{1};
    REQUIRE(t.get(t.logins().put(token, {ann, t.now + 1h}, t.now, 10)));
    CHECK(t.get(t.store().suspend(ann, {t.now + 1h, "spam", t.now})));
    CHECK_FALSE(t.get(t.logins().find(token, t.now)).has_value());
    const auto held = t.get(t.store().find(ann, t.now));
    REQUIRE(held.has_value());
    CHECK(held->rule == "spam");
    CHECK(held->until == t.now + 1h);
    CHECK(held->since == t.now);
    CHECK_FALSE(t.get(t.store().find(ann, t.now + 1h)).has_value());
    CHECK(t.get(t.store().suspend(ann, {std::nullopt, "hate", t.now})));
    CHECK_FALSE(t.get(t.store().find(ann, t.now + 1000h))->until.has_value());
    CHECK(t.get(t.store().lift(ann)));
    CHECK_FALSE(t.get(t.store().lift(ann)));
    CHECK_FALSE(t.get(t.store().suspend(person_id::random(), {std::nullopt, "spam", t.now})));
}

TEMPLATE_TEST_CASE("sanctions: a warning is told once", "", ALL_PEOPLE) {
    sanctions_under_test<TestType> t;
    const person_id ann = t.somebody("ann");
    t.get(t.store().warn(ann, "spam", t.now));
    t.get(t.store().warn(ann, "hate", t.now));
    t.get(t.store().warn(person_id::random(), "spam", t.now));
    CHECK(t.get(t.store().warned()) == std::vector{ann});
    auto rules = t.get(t.store().take_warnings(ann));
    std::sort(rules.begin(), rules.end());
    CHECK(rules == std::vector<std::string>{"hate", "spam"});
    CHECK(t.get(t.store().take_warnings(ann)).empty());
    CHECK(t.get(t.store().warned()).empty());
}

TEMPLATE_TEST_CASE("sanctions: who proposed may take it back but not agree, and it is decided once", "", ALL_PEOPLE) {
    sanctions_under_test<TestType> t;
    const person_id ann = t.somebody("ann");
    const ports::proposal p = t.proposed(ann);
    const auto all = t.get(t.store().proposals());
    REQUIRE(all.size() == 1);
    CHECK(all[0].account == "ann");
    CHECK(all[0].reason == "because");
    CHECK(t.loop.run(t.store().decide(p.id, "root", true)).error().code == error_code::not_allowed);
    SECTION("taken back") { CHECK(t.get(t.store().decide(p.id, "root", false)).person == ann); }
    SECTION("by two at once") {
        std::vector<task<result<ports::proposal>>> asked;
        for (const std::string admin : {"root2", "root3", "root4"})
            asked.push_back(t.store().decide(p.id, admin, true));
        int decided = 0;
        for (const auto& answer : t.at_once(std::move(asked))) {
            decided += answer.has_value() ? 1 : 0;
            if (!answer) CHECK(answer.error().code == error_code::no_proposal);
        }
        CHECK(decided == 1);
    }
    CHECK(t.loop.run(t.store().decide(p.id, "root2", true)).error().code == error_code::no_proposal);
}

TEMPLATE_TEST_CASE("sanctions: all of it goes with the account, and what is over with the next sweep", "", ALL_PEOPLE) {
    sanctions_under_test<TestType> t;
    const person_id ann = t.somebody("ann"), bob = t.somebody("bob");
    for (const person_id& each : {ann, bob}) {
        REQUIRE(t.get(t.store().suspend(each, {t.now + 1h, "spam", t.now})));
        t.get(t.store().warn(each, "spam", t.now));
        t.proposed(each);
    }
    REQUIRE(t.get(t.accounts().erase(ann)));
    for (const std::string table : {"suspensions", "warnings", "proposals"}) CHECK(t.adapter.rows().at(table) == 1);
    t.get(t.store().sweep(t.now + 1h - 1ms, t.now - 1ms));
    for (const std::string table : {"suspensions", "warnings", "proposals"}) CHECK(t.adapter.rows().at(table) == 1);
    t.get(t.store().sweep(t.now + 1h, t.now));
    for (const std::string table : {"suspensions", "warnings", "proposals"}) CHECK(t.adapter.rows().at(table) == 0);
}
