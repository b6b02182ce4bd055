// The contracts of ports/admins.hpp and ports/audit.hpp.
#include "people_under_test.hpp"

using namespace contract;

namespace {

template <class Adapter>
struct admins_under_test : people_under_test<Adapter> {
    ports::admins& store() { return *this->adapter.store.admins; }
    ports::audit& log() { return *this->adapter.store.audit; }
    ports::admin_record made(const std::string& name) {
        ports::admin_record a{name, secret_text{"$argon2id$" + name}, secret_text{std::string(20, '\x01')}, this->now};
        REQUIRE(this->get(store().create(a)));
        return a;
    }
};

}  // namespace

TEMPLATE_TEST_CASE("admins: one is made once, found as made, and listed", "", ALL_PEOPLE) {
    admins_under_test<TestType> t;
    const ports::admin_record root = t.made("root");
    CHECK_FALSE(t.get(t.store().create(root)));
    t.made("ann");
    const auto found = t.get(t.store().find("root"));
    REQUIRE(found.has_value());
    CHECK(found->password == root.password);
    CHECK(found->totp == root.totp);
    CHECK(found->created_at == root.created_at);
    CHECK_FALSE(t.get(t.store().find("nobody")).has_value());
    const auto all = t.get(t.store().list());
    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "ann");
}

TEMPLATE_TEST_CASE("admins: a step counts once however many ask, and none before it", "", ALL_PEOPLE) {
    admins_under_test<TestType> t;
    t.made("root");
    std::vector<task<result<bool>>> asked;
    for (int i = 0; i < 8; ++i) asked.push_back(t.store().use_step("root", 100));
    int good = 0;
    for (const auto& answer : t.at_once(std::move(asked))) good += *answer ? 1 : 0;
    CHECK(good == 1);
    CHECK_FALSE(t.get(t.store().use_step("root", 99)));
    CHECK(t.get(t.store().use_step("root", 101)));
    CHECK_FALSE(t.get(t.store().use_step("nobody", 200)));
}

TEMPLATE_TEST_CASE("admins: a login is touched, and ends by hand, by time, by new secrets and with its admin", "",
                   ALL_PEOPLE) {
    admins_under_test<TestType> t;
    t.made("root");
    t.made("ann");
    const ports::token_hash token{1}, other{2}, third{3};
    for (const auto& each : {token, other}) t.get(t.store().log_in(each, {"root", t.now, t.now}));
    t.get(t.store().log_in(third, {"ann", t.now, t.now}));
    t.get(t.store().touch(token, t.now + 5s, std::nullopt));
    auto found = t.get(t.store().find_login(token));
    REQUIRE(found.has_value());
    CHECK(found->admin == "root");
    CHECK(found->last_seen == t.now + 5s);
    CHECK(found->confirmed_at == t.now);
    t.get(t.store().touch(token, t.now + 6s, t.now + 6s));
    CHECK(t.get(t.store().find_login(token))->confirmed_at == t.now + 6s);
    SECTION("by hand") {
        t.get(t.store().log_out(token));
        CHECK_FALSE(t.get(t.store().find_login(token)).has_value());
        CHECK(t.get(t.store().find_login(other)).has_value());
    }
    SECTION("by time") {
        t.get(t.store().sweep(t.now + 6s));
        CHECK(t.get(t.store().find_login(token)).has_value());
        CHECK_FALSE(t.get(t.store().find_login(other)).has_value());
    }
    SECTION("by new secrets") {
        CHECK(t.get(t.store().change_secrets("root", secret_text{"new"}, secret_text{std::string(20, '\x02')})));
        CHECK_FALSE(t.get(t.store().find_login(token)).has_value());
        CHECK(t.get(t.store().find_login(third)).has_value());
        CHECK(t.get(t.store().use_step("root", 1)));  // steps begin anew with the secret
        CHECK_FALSE(t.get(t.store().change_secrets("nobody", secret_text{"x"}, secret_text{std::string(20, 'x')})));
    }
    SECTION("with its admin") {
        CHECK(t.get(t.store().remove("root")));
        CHECK_FALSE(t.get(t.store().find_login(other)).has_value());
        CHECK_FALSE(t.get(t.store().remove("root")));
    }
}

TEMPLATE_TEST_CASE("audit: entries keep their order, page by page, and outlive the admin", "", ALL_PEOPLE) {
    admins_under_test<TestType> t;
    t.made("root");
    for (int i = 0; i < 5; ++i)
        t.get(t.log().add({0, t.now + i * 1ms, "root", "suspend", "ann'; --", "reason " + std::to_string(i)}));
    REQUIRE(t.get(t.store().remove("root")));
    const auto newest = t.get(t.log().page(0, 3));
    REQUIRE(newest.size() == 3);
    CHECK(newest[0].reason == "reason 4");
    CHECK(newest[0].subject == "ann'; --");
    CHECK(newest[0].at == t.now + 4ms);
    CHECK(newest[0].n > newest[1].n);
    const auto rest = t.get(t.log().page(newest.back().n, 3));
    REQUIRE(rest.size() == 2);
    CHECK(rest[1].reason == "reason 0");
}
