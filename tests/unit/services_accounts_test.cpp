#include "srchat/services/accounts.hpp"

#include <catch2/catch.hpp>

#include "account_stores.hpp"
#include "services_kit.hpp"
#include "srchat/adapters/crypto/hasher.hpp"
#include "srchat/adapters/memory/sessions.hpp"

using namespace services_kit;
using namespace srchat::services;

namespace {

constexpr std::uint64_t here = 1;
constexpr std::uint64_t elsewhere = 2;
const std::string good = "correct horse";

struct accounts_under_test {
    hand_loop loop;
    people_database db;
    map_accounts stored{db};
    map_logins logged_in{db};
    plain_hasher passwords;
    adapters::memory::sessions store;
    adapters::crypto::hasher hasher;
    session_rules sessions_rules;
    account_rules rules;
    sessions all{loop.shard(), store, hasher, sessions_rules, &logged_in};
    accounts people{{stored, logged_in}, passwords, all, rules};
    std::vector<sessions::ended> ended;
    std::vector<wire::person> shown;
    std::vector<std::pair<ports::token_hash, session>> moved;

    accounts_under_test() {
        rules.regions = {"north"};
        all.on_end([this](const sessions::ended& what) { ended.push_back(what); });
        people.on_shown([this](const person_id&, const services::looks& as) { shown.push_back(as.who); });
        people.on_go_over([this](const ports::token_hash& from, const session& to) { moved.emplace_back(from, to); });
    }
    started_session visitor(std::optional<std::string> name = {}) {
        auto started = loop.run(all.begin(std::move(name), here));
        REQUIRE(started.has_value());
        return std::move(*started);
    }
    result<accounts::entered> try_create(std::string name, std::optional<session> before = {},
                                         std::uint64_t address = here, std::string password = good) {
        wire::login_request asked{std::move(name), secret_text{std::move(password)}};
        return loop.run(people.create(std::move(before), std::move(asked), address));
    }
    accounts::entered create(std::string name, std::optional<session> before = {}) {
        auto in = try_create(std::move(name), std::move(before));
        REQUIRE(in.has_value());
        return std::move(*in);
    }
    result<accounts::entered> log_in(std::string name, std::string password = good, std::uint64_t address = here) {
        return loop.run(people.log_in({std::move(name), secret_text{std::move(password)}}, address));
    }
    result<accounts::entered> recover(std::string name, const secret_text& words, std::string password) {
        return loop.run(people.recover({std::move(name), words, secret_text{std::move(password)}}, here));
    }
    result<wire::account> change(const session& who, const wire::profile_request& what) {
        return loop.run(people.change_profile(who, what));
    }
    std::optional<session> find(const secret_text& token) {
        auto found = loop.run(all.find(token));
        REQUIRE(found.has_value());
        return *found;
    }
    // As after a restart: nothing is at hand.
    void forget_sessions() { store.sweep(server_clock::now() + 365 * 24h); }
};

template <class T>
error_code code_of(const result<T>& r) {
    REQUIRE(r.has_error());
    return r.error().code;
}

}  // namespace

TEST_CASE("accounts: a visitor who registers stays the same person, under a new token and with the sockets") {
    accounts_under_test a;
    const started_session visitor = a.visitor("Quiet Otter");
    REQUIRE(a.loop.run(a.all.open_socket(visitor.token, here)).has_value());
    const accounts::entered in = a.create("ann", visitor.who);
    CHECK(in.who.person == visitor.who.person);
    CHECK(in.who.who.kind == wire::person_kind::user);
    CHECK(in.who.who.name == "ann");
    CHECK(in.who.who.avatar == visitor.who.who.avatar);
    CHECK_FALSE(in.recovery.empty());
    CHECK_FALSE(a.find(visitor.token));
    REQUIRE(a.find(in.token));
    REQUIRE(a.moved.size() == 1);
    CHECK(a.moved.front().first == visitor.who.key);
    CHECK(a.shown.back().name == "ann");
    CHECK(a.ended.empty());
}

TEST_CASE("accounts: who is logged in does not register again") {
    accounts_under_test a;
    const accounts::entered in = a.create("ann");
    CHECK(code_of(a.try_create("bob", in.who)) == error_code::logged_in);
}

TEST_CASE(
    "accounts: a name that is an account's, a visitor's, reserved, or looks like one is taken, all in the same words") {
    accounts_under_test a;
    a.rules.registrations = {100, 1};
    a.create("ann");
    a.visitor("bob");
    std::vector<refusal> why;
    for (const char* name : {"ann", "bob", "admin", "ad-min"}) {
        auto refused = a.try_create(name);
        REQUIRE(refused.has_error());
        why.push_back(refused.error());
    }
    for (const refusal& one : why) {
        CHECK(one.code == error_code::name_taken);
        CHECK(one.text == why.front().text);
    }
    CHECK(a.db.accounts.size() == 1);
}

TEST_CASE("accounts: a visitor called so may register that name") {
    accounts_under_test a;
    const started_session bob = a.visitor("bob");
    CHECK(a.try_create("bob", bob.who).has_value());
}

TEST_CASE("accounts: five registrations an hour from one address") {
    accounts_under_test a;
    for (int i = 0; i < 5; ++i) a.create("ann" + std::to_string(i));
    const auto sixth = a.try_create("ann5");
    CHECK(code_of(sixth) == error_code::rate_limited);
    CHECK(sixth.error().retry_after > 1min);
    CHECK(a.try_create("ann6", {}, elsewhere).has_value());
}

TEST_CASE("accounts: a wrong password and an unknown name are one refusal and cost one verification each") {
    accounts_under_test a;
    a.create("ann");
    const auto wrong = a.log_in("ann", "wrong password");
    const auto unknown = a.log_in("nobody", "wrong password");
    CHECK(code_of(wrong) == error_code::login_failed);
    CHECK(code_of(unknown) == error_code::login_failed);
    CHECK(wrong.error().text == unknown.error().text);
    CHECK(a.passwords.verified == 2);
    CHECK(a.log_in("ann").has_value());
}

TEST_CASE("accounts: five tries for a name, known or not; a right one starts anew") {
    accounts_under_test a;
    a.create("ann");
    for (const char* name : {"ann", "nobody"}) {
        for (int i = 0; i < 5; ++i) CHECK(code_of(a.log_in(name, "wrong password")) == error_code::login_failed);
        const auto sixth = a.log_in(name, good, elsewhere);
        CHECK(code_of(sixth) == error_code::rate_limited);
        CHECK(sixth.error().retry_after > 4min);
    }
    accounts_under_test b;
    b.create("ann");
    for (int i = 0; i < 4; ++i) CHECK(code_of(b.log_in("ann", "wrong password")) == error_code::login_failed);
    CHECK(b.log_in("ann").has_value());
    for (int i = 0; i < 4; ++i) CHECK(code_of(b.log_in("ann", "wrong password")) == error_code::login_failed);
}

TEST_CASE("accounts: twenty tries from one address, whatever the names") {
    accounts_under_test a;
    for (int i = 0; i < 20; ++i)
        CHECK(code_of(a.log_in("name" + std::to_string(i), "wrong password")) == error_code::login_failed);
    CHECK(code_of(a.log_in("name20", "wrong password")) == error_code::rate_limited);
    CHECK(code_of(a.log_in("name20", "wrong password", elsewhere)) == error_code::login_failed);
}

TEST_CASE("accounts: a login outlives the server's memory, and is known again without the password") {
    accounts_under_test a;
    const accounts::entered in = a.create("ann");
    a.forget_sessions();
    const std::optional<session> back = a.find(in.token);
    REQUIRE(back);
    CHECK(back->person == in.who.person);
    CHECK(back->who == in.who.who);
    const int reads = a.db.reads;
    CHECK(a.find(in.token));
    CHECK(a.db.reads == reads);  // it is at hand now
}

TEST_CASE(
    "accounts: with the database away those at hand are known, others hear unavailable, and visitors are not held up") {
    accounts_under_test a;
    const accounts::entered in = a.create("ann");
    a.db.away = true;
    CHECK(a.find(in.token));
    CHECK(code_of(a.log_in("ann")) == error_code::unavailable);
    CHECK(code_of(a.try_create("bob")) == error_code::unavailable);
    CHECK(a.loop.run(a.all.begin(std::nullopt, here)).has_value());
    CHECK_FALSE(a.find(secret_text{std::string(43, 'x')}));  // no user's token: nobody asks the database
    CHECK(code_of(a.loop.run(a.all.end(in.token))) == error_code::unavailable);
    CHECK(a.find(in.token));
    a.forget_sessions();
    CHECK(code_of(a.loop.run(a.all.find(in.token))) == error_code::unavailable);
    a.db.away = false;
    CHECK(a.find(in.token));
}

TEST_CASE("accounts: logging out ends this session only, here and in the database") {
    accounts_under_test a;
    const accounts::entered first = a.create("ann");
    const auto second = a.log_in("ann");
    REQUIRE(second.has_value());
    REQUIRE(a.loop.run(a.all.end(first.token)).has_value());
    CHECK_FALSE(a.find(first.token));
    CHECK(a.find(second->token));
    REQUIRE(a.ended.size() == 1);
    CHECK(a.ended.front().key == first.who.key);
    CHECK_FALSE(a.ended.front().last);
    CHECK(a.db.logins.size() == 1);
}

TEST_CASE("accounts: logged out everywhere else, this browser stays") {
    accounts_under_test a;
    const accounts::entered first = a.create("ann");
    const auto second = a.log_in("ann");
    const auto third = a.log_in("ann");
    REQUIRE(third.has_value());
    a.forget_sessions();
    REQUIRE(a.find(second->token));
    const auto count = a.loop.run(a.people.end_others(second->who));
    REQUIRE(count.has_value());
    CHECK(*count == 2);
    CHECK(a.find(second->token));
    CHECK_FALSE(a.find(first.token));
    CHECK_FALSE(a.find(third->token));
    CHECK(a.ended.size() == 2);
}

TEST_CASE(
    "accounts: a new password needs the old one, ends all other logins, and this browser goes on under a new token") {
    accounts_under_test a;
    const accounts::entered first = a.create("ann");
    const auto second = a.log_in("ann");
    const auto change = [&](std::string old, std::string fresh) {
        wire::password_request asked{secret_text{std::move(old)}, secret_text{std::move(fresh)}};
        return a.loop.run(a.people.change_password(first.who, std::move(asked)));
    };
    CHECK(code_of(change("wrong password", "new password")) == error_code::password_wrong);
    CHECK(code_of(change(good, "short")) == error_code::password_invalid);
    const auto changed = change(good, "new password");
    REQUIRE(changed.has_value());
    CHECK(a.find(changed->token));
    CHECK_FALSE(a.find(first.token));
    CHECK_FALSE(a.find(second->token));
    CHECK(changed->recovery.empty());
    CHECK(code_of(a.log_in("ann")) == error_code::login_failed);
    CHECK(a.log_in("ann", "new password").has_value());
}

TEST_CASE("accounts: a login that was proved with the old password does not outlive a new one") {
    accounts_under_test a;
    const accounts::entered in = a.create("ann");
    // The password changes while the login is being stored.
    a.db.before_put = [&] {
        a.db.accounts.at(in.who.person).password = secret_text{"<another one>"};
        a.db.logins.clear();
    };
    CHECK(code_of(a.log_in("ann")) == error_code::login_failed);
    CHECK(a.db.logins.empty());
}

TEST_CASE("accounts: the recovery words set a new password, end all logins, and are used up") {
    accounts_under_test a;
    const accounts::entered first = a.create("ann");
    CHECK(code_of(a.recover("ann", secret_text{"six other words that are wrong"}, "new password")) ==
          error_code::login_failed);
    CHECK(code_of(a.recover("nobody", first.recovery, "new password")) == error_code::login_failed);
    const auto back = a.recover("ann", first.recovery, "new password");
    REQUIRE(back.has_value());
    CHECK_FALSE(a.find(first.token));
    CHECK(a.find(back->token));
    CHECK(a.log_in("ann", "new password").has_value());
    CHECK(code_of(a.recover("ann", first.recovery, "newer password")) == error_code::login_failed);
    CHECK(a.recover("ann", back->recovery, "newer password").has_value());
}

TEST_CASE("accounts: a changed profile shows in every session, and what breaks a rule changes nothing") {
    accounts_under_test a;
    const accounts::entered first = a.create("ann");
    const auto second = a.log_in("ann");
    wire::profile_request what;
    what.display = "  Ann of Oslo ";
    what.about = "I like tea.";
    what.region = "north";
    what.hide_name = true;
    const auto changed = a.change(first.who, what);
    REQUIRE(changed.has_value());
    CHECK(changed->display == "Ann of Oslo");
    CHECK(a.find(second->token)->who.name == "Ann of Oslo");
    CHECK(a.find(second->token)->hides);
    CHECK(a.shown.back().name == "Ann of Oslo");
    for (const auto& [field, wrong] :
         std::vector<std::pair<std::string, wire::profile_request>>{{"about", {.about = "see x.example.com"}},
                                                                    {"avatar", {.avatar = "a64"}},
                                                                    {"language", {.language = "de_AT"}},
                                                                    {"region", {.region = "south"}}}) {
        const auto refused = a.change(first.who, wrong);
        CHECK(code_of(refused) == error_code::bad_field);
        CHECK(refused.error().field == field);
    }
    CHECK(code_of(a.change(first.who, {.display = "\n"})) == error_code::name_invalid);
    const auto same = a.loop.run(a.people.find(first.who));
    REQUIRE(same.has_value());
    CHECK(same->about == "I like tea.");
}

TEST_CASE("accounts: nobody is shown under another's name, nor under a visitor's") {
    accounts_under_test a;
    a.create("ann");
    const accounts::entered bob = a.create("bob");
    a.visitor("Quiet Otter");
    CHECK(code_of(a.change(bob.who, {.display = "Ann"})) == error_code::name_taken);
    CHECK(code_of(a.change(bob.who, {.display = "quiet otter"})) == error_code::name_taken);
    CHECK(a.change(bob.who, {.display = "BOB"}).has_value());
    CHECK(code_of(a.loop.run(a.people.check_free("ANN", person_id::random()))) == error_code::name_taken);
    CHECK(a.loop.run(a.people.check_free("Anton", person_id::random())).has_value());
}

TEST_CASE("accounts: a deleted account is gone with its logins, and the person with it") {
    accounts_under_test a;
    const accounts::entered in = a.create("ann");
    const auto other = a.log_in("ann");
    const auto erase = [&](std::string password) {
        return a.loop.run(a.people.erase(in.who, {secret_text{std::move(password)}}));
    };
    CHECK(code_of(erase("wrong password")) == error_code::password_wrong);
    REQUIRE(erase(good).has_value());
    CHECK_FALSE(a.find(in.token));
    CHECK_FALSE(a.find(other->token));
    CHECK(a.db.accounts.empty());
    REQUIRE(a.ended.size() == 2);
    CHECK(a.ended.front().last);
    CHECK(code_of(a.log_in("ann")) == error_code::login_failed);
}

TEST_CASE("accounts: a visitor has none") {
    accounts_under_test a;
    const started_session visitor = a.visitor();
    CHECK(code_of(a.loop.run(a.people.find(visitor.who))) == error_code::no_account);
    CHECK(code_of(a.loop.run(a.people.end_others(visitor.who))) == error_code::no_account);
    CHECK(code_of(a.change(visitor.who, {})) == error_code::no_account);
}
