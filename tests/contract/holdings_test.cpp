// The contract of ports/holdings.hpp.
#include "people_under_test.hpp"

using namespace contract;
using ports::friend_counts;
using ports::friend_pair;

namespace {

template <class Adapter>
struct holdings_under_test : people_under_test<Adapter> {
    std::map<std::string_view, protocol::held> counted() {
        std::map<std::string_view, protocol::held> found;
        for (const protocol::held& one : this->get(this->adapter.store.holdings->count())) found[one.what] = one;
        return found;
    }
    void asks(const person_id& one, const person_id& other, time_point at) {
        const auto outgoing = [at](const friend_pair&, const friend_counts&) {
            friend_pair pair;
            pair.is = friend_pair::state::outgoing;
            pair.since = at;
            return result<friend_pair>{pair};
        };
        this->get(this->adapter.store.friends->change(one, other, at, outgoing));
    }
};

}  // namespace

TEMPLATE_TEST_CASE("holdings: an empty store holds none of each class, in the order of their names", "", ALL_PEOPLE) {
    holdings_under_test<TestType> t;
    std::vector<std::string_view> names;
    for (const protocol::held& one : t.get(t.adapter.store.holdings->count())) {
        INFO(one.what);
        CHECK(one.count == 0);
        CHECK(one.where == protocol::held_in::database);
        CHECK_FALSE(one.oldest_at.has_value());
        CHECK_FALSE(one.ends_by.has_value());
        names.push_back(one.what);
    }
    CHECK(names == t.adapter.store.holdings->classes());
}

TEMPLATE_TEST_CASE("holdings: what is there is counted, with its oldest and its last end", "", ALL_PEOPLE) {
    holdings_under_test<TestType> t;
    const person_id ann = t.somebody("ann");
    const person_id bob = t.somebody("bob");
    const ports::token_hash early{1};
    const ports::token_hash late{2};
    REQUIRE(t.get(t.logins().put(early, {ann, t.now + 1h}, t.now, 10)));
    REQUIRE(t.get(t.logins().put(late, {bob, t.now + 2h}, t.now, 10)));
    t.asks(ann, bob, t.now - 5s);
    const auto found = t.counted();
    CHECK(found.at("accounts").count == 2);
    CHECK(found.at("accounts").oldest_at == account_named("ann").created_at);
    CHECK(found.at("accounts").endless);
    CHECK(found.at("logins").count == 2);
    CHECK(found.at("logins").ends_by == t.now + 2h);
    CHECK(found.at("friendships").count == 1);
    CHECK(found.at("friendships").oldest_at == t.now - 5s);
    CHECK(found.at("friend_requests").count == 1);
    REQUIRE(t.get(t.accounts().erase(ann)));
    CHECK(t.counted().at("friendships").count == 0);
}
