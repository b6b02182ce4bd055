// The contract of ports/accounts.hpp.
#include <set>

#include "people_under_test.hpp"

using namespace contract;

namespace {

ports::token_hash token(int n) {
    ports::token_hash t{};
    t[0] = static_cast<std::uint8_t>(n);
    t[31] = 0;
    return t;
}

// Texts that something on the way could take for more than text, or could change.
const std::vector<std::string> awkward_texts{
    "",
    " ",
    "'; DROP TABLE accounts; --",
    "\" OR 1=1 /* $1 ?1 :name %s \\x00 \\",
    "\\xdeadbeef",
    "tab\tline\r\nbell\a",
    "\xF0\x9F\xA6\xA6\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC",  // an otter, and a scientist of three code points
    "e\xCC\x81 \xC3\xA9 \xE2\x84\xAB",                               // decomposed, composed, and one that NFC changes
    "\xE2\x80\xAE\xEF\xBB\xBF\xEF\xBF\xBF\xF4\x8F\xBF\xBF",          // override, BOM, U+FFFF, U+10FFFF
    std::string(1'000, 'x') + "\xC2\x80",
};

}  // namespace

TEMPLATE_TEST_CASE("accounts: what was created is found, whole, by person and by name", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    const auto ann = account_named("ann"), bob = account_named("bob");
    REQUIRE(s.get(s.accounts().create(ann)));
    REQUIRE(s.get(s.accounts().create(bob)));
    CHECK(same(s.get(s.accounts().find(ann.person)).value(), ann));
    CHECK(same(s.get(s.accounts().find_named("bob")).value(), bob));
    CHECK_FALSE(s.get(s.accounts().find(person_id::random())).has_value());
    CHECK_FALSE(s.get(s.accounts().find_named("Bob")).has_value());
    CHECK(s.get(s.accounts().owner_of(ann.name_key)) == ann.person);
    CHECK(s.get(s.accounts().owner_of(ann.profile.display_key)) == ann.person);
    CHECK_FALSE(s.get(s.accounts().owner_of("nobody's")).has_value());
    CHECK(s.get(s.accounts().count()) == 2);
}

TEMPLATE_TEST_CASE("accounts: texts come back byte by byte", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    for (std::size_t i = 0; i < awkward_texts.size(); ++i) {
        const std::string& text = awkward_texts[i];
        auto a = account_named("n" + std::to_string(i));
        a.name += text;
        a.name_key = "n" + std::to_string(i) + text;
        a.password = secret_text{text};
        a.recovery = secret_text{text};
        a.profile = {text, text.empty() ? "" : "d" + std::to_string(i) + text, text, text, text, text, text};
        INFO(i);
        REQUIRE(s.get(s.accounts().create(a)));
        CHECK(same(s.get(s.accounts().find_named(a.name)).value(), a));
        CHECK(s.get(s.accounts().owner_of(a.name_key)) == a.person);
        auto changed = a;
        changed.profile.about = text + text;
        REQUIRE(s.get(s.accounts().change_profile(a.person, changed.profile)));
        CHECK(same(s.get(s.accounts().find(a.person)).value(), changed));
    }
    CHECK(s.get(s.accounts().count()) == awkward_texts.size());
}

TEMPLATE_TEST_CASE("accounts: names and display names are one set of keys, and a refused account leaves nothing", "",
                   ALL_PEOPLE) {
    people_under_test<TestType> s;
    const auto ann = account_named("ann");
    REQUIRE(s.get(s.accounts().create(ann)));
    const auto before = s.adapter.rows();
    auto other = account_named("other");
    SECTION("the same name") { other.name = ann.name; }
    SECTION("a name that looks like it") { other.name_key = ann.name_key; }
    SECTION("a name like a display name") { other.name_key = ann.profile.display_key; }
    SECTION("a display name like a name") { other.profile.display_key = ann.name_key; }
    SECTION("the same display name") { other.profile.display_key = ann.profile.display_key; }
    SECTION("the same person") { other.person = ann.person; }
    CHECK_FALSE(s.get(s.accounts().create(other)));
    CHECK(s.adapter.rows() == before);
    CHECK(same(s.get(s.accounts().find(ann.person)).value(), ann));
    CHECK_FALSE(s.get(s.accounts().owner_of("key of other")).has_value());
}

TEMPLATE_TEST_CASE("accounts: an empty display key keeps nobody out, and one's own name may be shown", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    auto ann = account_named("ann"), bob = account_named("bob"), cid = account_named("cid");
    ann.profile.display_key = bob.profile.display_key = "";
    cid.profile.display_key = cid.name_key;
    CHECK(s.get(s.accounts().create(ann)));
    CHECK(s.get(s.accounts().create(bob)));
    CHECK(s.get(s.accounts().create(cid)));
    CHECK_FALSE(s.get(s.accounts().owner_of("")).has_value());
    CHECK(same(s.get(s.accounts().find(cid.person)).value(), cid));
}

TEMPLATE_TEST_CASE("accounts: of 1,000 registrations of one name at once one gets it", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    std::vector<task<result<bool>>> asked;
    for (int i = 0; i < 1'000; ++i) {
        auto a = account_named("ann");
        a.profile.display_key = "display key " + std::to_string(i);
        asked.push_back(s.accounts().create(a));
    }
    int made = 0, refused = 0;
    for (const auto& answer : s.at_once(std::move(asked))) {
        REQUIRE(answer.has_value());
        ++(*answer ? made : refused);
    }
    CHECK(made == 1);
    CHECK(refused == 999);
    CHECK(s.get(s.accounts().count()) == 1);
    CHECK(s.adapter.rows()["name_keys"] == 2);
}

TEMPLATE_TEST_CASE("accounts: two who want each other's names as display names at once do not block each other", "",
                   ALL_PEOPLE) {
    people_under_test<TestType> s;
    for (int i = 0; i < 50; ++i) {
        auto a = account_named("a" + std::to_string(i)), b = account_named("b" + std::to_string(i));
        a.profile.display_key = b.name_key;
        b.profile.display_key = a.name_key;
        std::vector<task<result<bool>>> asked;
        asked.push_back(s.accounts().create(a));
        asked.push_back(s.accounts().create(b));
        const auto got = s.at_once(std::move(asked));
        REQUIRE(got[0].has_value());
        REQUIRE(got[1].has_value());
        CHECK(*got[0] != *got[1]);
    }
}

TEMPLATE_TEST_CASE("accounts: a new display name frees the old one and never the name", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    const auto ann = account_named("ann");
    REQUIRE(s.get(s.accounts().create(ann)));
    auto p = ann.profile;
    p.display_key = "new key";
    p.hide_profile = p.invisible = p.requests_off = true;
    p.hide_name = false;
    REQUIRE(s.get(s.accounts().change_profile(ann.person, p)));
    CHECK(s.get(s.accounts().find(ann.person))->profile == p);
    CHECK(s.get(s.accounts().owner_of("new key")) == ann.person);
    CHECK_FALSE(s.get(s.accounts().owner_of(ann.profile.display_key)).has_value());
    for (const std::string& key : {ann.name_key, std::string{}, std::string{"newer key"}, ann.name_key}) {
        p.display_key = key;
        REQUIRE(s.get(s.accounts().change_profile(ann.person, p)));
        CHECK(s.get(s.accounts().owner_of(ann.name_key)) == ann.person);
        CHECK_FALSE(s.get(s.accounts().owner_of("new key")).has_value());
    }
    CHECK(s.adapter.rows()["name_keys"] == 1);
}

TEMPLATE_TEST_CASE("accounts: a display name that is somebody else's changes nothing, nor does a change of nobody", "",
                   ALL_PEOPLE) {
    people_under_test<TestType> s;
    const auto ann = account_named("ann"), bob = account_named("bob");
    REQUIRE(s.get(s.accounts().create(ann)));
    REQUIRE(s.get(s.accounts().create(bob)));
    auto p = ann.profile;
    p.about = "changed";
    for (const std::string& key : {bob.name_key, bob.profile.display_key}) {
        p.display_key = key;
        CHECK_FALSE(s.get(s.accounts().change_profile(ann.person, p)));
        CHECK(same(s.get(s.accounts().find(ann.person)).value(), ann));
        CHECK(s.get(s.accounts().owner_of(ann.profile.display_key)) == ann.person);
    }
    CHECK_FALSE(s.get(s.accounts().change_profile(person_id::random(), account_named("cid").profile)));
    CHECK_FALSE(s.get(s.accounts().owner_of("display key of cid")).has_value());
}

TEMPLATE_TEST_CASE("accounts: two who take each other's display names at once end with one name each", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    const auto ann = account_named("ann"), bob = account_named("bob");
    REQUIRE(s.get(s.accounts().create(ann)));
    REQUIRE(s.get(s.accounts().create(bob)));
    for (int i = 0; i < 50; ++i) {
        std::vector<task<result<bool>>> asked;
        auto p = ann.profile, q = bob.profile;
        std::swap(p.display_key, q.display_key);
        asked.push_back(s.accounts().change_profile(ann.person, p));
        asked.push_back(s.accounts().change_profile(bob.person, q));
        for (const auto& answer : s.at_once(std::move(asked))) REQUIRE(answer.has_value());
        const auto a = s.get(s.accounts().find(ann.person)), b = s.get(s.accounts().find(bob.person));
        CHECK(s.get(s.accounts().owner_of(a->profile.display_key)) == ann.person);
        CHECK(s.get(s.accounts().owner_of(b->profile.display_key)) == bob.person);
    }
    CHECK(s.adapter.rows()["name_keys"] == 4);
}

TEMPLATE_TEST_CASE("accounts: new secrets replace those that are given and end all logins of this person", "",
                   ALL_PEOPLE) {
    people_under_test<TestType> s;
    auto ann = account_named("ann");
    REQUIRE(s.get(s.accounts().create(ann)));
    const person_id bob = s.somebody("bob");
    const auto login = [&](int n, const person_id& who) {
        REQUIRE(s.get(s.logins().put(token(n), {who, s.now + 1h}, s.now, 10)));
    };
    login(1, ann.person), login(2, ann.person), login(3, bob);
    REQUIRE(s.get(s.accounts().change_secrets(ann.person, secret_text{"new password"}, {})));
    ann.password = secret_text{"new password"};
    CHECK(same(s.get(s.accounts().find(ann.person)).value(), ann));
    CHECK_FALSE(s.get(s.logins().find(token(1), s.now)).has_value());
    CHECK_FALSE(s.get(s.logins().find(token(2), s.now)).has_value());
    CHECK(s.get(s.logins().find(token(3), s.now)).has_value());
    login(1, ann.person);
    REQUIRE(s.get(s.accounts().change_secrets(ann.person, {}, secret_text{"new recovery"})));
    ann.recovery = secret_text{"new recovery"};
    CHECK(same(s.get(s.accounts().find(ann.person)).value(), ann));
    CHECK_FALSE(s.get(s.logins().find(token(1), s.now)).has_value());
    CHECK_FALSE(s.get(s.accounts().change_secrets(person_id::random(), secret_text{"x"}, {})));
}

TEMPLATE_TEST_CASE("accounts: erasing one leaves no row of it in any table, and its names are free", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    const auto ann = account_named("ann"), bob = account_named("bob"), cid = account_named("cid");
    for (const auto& a : {ann, bob, cid}) {
        REQUIRE(s.get(s.accounts().create(a)));
        REQUIRE(s.get(s.logins().put(token(a.name[0]), {a.person, s.now + 1h}, s.now, 10)));
    }
    const ports::friends::rule ask = [&](const ports::friend_pair& pair, const ports::friend_counts&) {
        auto p = pair;
        p.is = ports::friend_pair::state::outgoing;
        p.since = s.now;
        p.declined = p.declined_me = s.now;
        p.blocked = true;
        return result<ports::friend_pair>{p};
    };
    s.get(s.friends().change(ann.person, bob.person, s.now, ask));
    s.get(s.friends().change(cid.person, ann.person, s.now, ask));
    ports::sanctions& sanctions = *s.adapter.store.sanctions;
    for (const auto& a : {ann, bob, cid}) {
        REQUIRE(s.get(sanctions.suspend(a.person, {s.now + 1h, "spam", s.now})));
        REQUIRE(s.get(s.logins().put(token(a.name[0]), {a.person, s.now + 1h}, s.now, 10)));  // that ended them
        s.get(sanctions.warn(a.person, "spam", s.now));
        ports::proposal p;
        p.id.bytes = client_id::random().bytes;
        p.person = a.person;
        s.get(sanctions.propose(p));
    }
    // What is not about accounts, or only refers to them (complaints_test.cpp).
    const std::set<std::string> others{"complaints", "complaint_posts", "admins",        "admin_logins",
                                       "audit_log",  "official_rooms",  "announcements", "settings"};
    const auto full = s.adapter.rows();
    for (const auto& [table, rows] : full) {
        INFO(table);
        CHECK((rows > 0 || others.contains(table)));  // or the test is void
    }
    CHECK(s.get(s.accounts().erase(ann.person)));
    CHECK_FALSE(s.get(s.accounts().erase(ann.person)));
    CHECK(s.adapter.rows()["friend_pairs"] == 0);
    CHECK(s.adapter.rows()["friend_requests"] == 1);
    CHECK(s.get(s.accounts().count()) == 2);
    CHECK_FALSE(s.get(s.logins().find(token('a'), s.now)).has_value());
    CHECK(s.get(s.accounts().create(account_named("ann"))));
    for (const char* name : {"ann", "bob", "cid"})
        CHECK(s.get(s.accounts().erase(s.get(s.accounts().find_named(name))->person)));
    CHECK(is_empty(s.adapter.rows()));
}

TEMPLATE_TEST_CASE("accounts: an answer arrives on the shard that asked", "", ALL_PEOPLE) {
    people_under_test<TestType> s;
    const person_id ann = s.somebody("ann");
    bool here = false;
    const auto ask = [](runtime::shard& home, ports::accounts& from, person_id who, bool& same_shard) -> task<void> {
        const auto found = co_await from.find(who);
        same_shard = home.here() && found.has_value() && found->has_value();
    };
    s.loop.run(ask(s.loop.shard(), s.accounts(), ann, here));
    CHECK(here);
}
