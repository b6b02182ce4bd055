#include <catch2/catch.hpp>

#include <chrono>
#include <iostream>
#include <string>

#include "core_room_kit.hpp"
#include "srchat/core/links.hpp"
#include "srchat/core/names.hpp"
#include "srchat/core/spam.hpp"

using namespace srchat;
using namespace srchat::core;
using namespace std::chrono_literals;

namespace {

const time_point t0 = from_ms(1'800'000'000'000);

spam_rules usual() {
    spam_rules rules;
    rules.duplicate = 60s;
    return rules;
}

bool same(std::string_view one, std::string_view other) { return fold(one).hash == fold(other).hash; }

}  // namespace

TEST_CASE("spam: texts are the same whatever their case, spaces and look-alikes") {
    CHECK(same("Buy tea now", "buy TEA  now"));
    CHECK(same("Buy tea now", " b u y\tteanow\n"));
    CHECK(same("Buy tea", "Вuy tеа"));        // Cyrillic capital VE, IE and A
    CHECK(same("Buy tea", "Ｂｕｙ ｔｅａ"));  // full width
    CHECK(same("Buy tea", "Buy\u200B te\u00ADa"));
    CHECK(same("Größe", "GRÖSSE"));
    CHECK_FALSE(same("Buy tea", "Buy tea!"));
    CHECK_FALSE(same("one", "two"));
    CHECK_FALSE(same("да", "нет"));
}

TEST_CASE("spam: white space and invisible characters do not make a text longer") {
    CHECK(fold("o k").points == 2);
    CHECK(fold("👍").points == 1);
    CHECK(fold("👩\u200D💻").points == 2);
    CHECK(fold(" \n\t").points == 0);
}

TEST_CASE("spam: the same text is refused until its time is over, to the millisecond") {
    const spam_rules rules = usual();
    spam_record record;
    record.remember(rules, fold("hello all"), t0);
    CHECK(record.repeated(rules, fold("HELLO all"), t0) == 60s);
    CHECK(record.repeated(rules, fold("hello all"), t0 + 59'999ms) == 1ms);
    CHECK(record.repeated(rules, fold("hello all"), t0 + 60s) == 0ms);
    CHECK(record.repeated(rules, fold("hello you"), t0) == 0ms);
}

TEST_CASE("spam: a nod may be repeated three times, and a fourth character makes it a text") {
    const spam_rules rules = usual();
    spam_record record;
    for (int i = 0; i < 4; ++i) {
        CHECK(record.repeated(rules, fold("yes"), t0 + i * 1s) == 0ms);
        record.remember(rules, fold("yes"), t0 + i * 1s);
    }
    CHECK(record.repeated(rules, fold("yes"), t0 + 4s) == 56s);  // until the first of the four is a minute old
    CHECK(record.repeated(rules, fold("yes"), t0 + 60s) == 0ms);
    record.remember(rules, fold("okay"), t0);
    CHECK(record.repeated(rules, fold("okay"), t0) > 0ms);
}

TEST_CASE("spam: a picture's empty text repeats nothing, and 0 turns the rule off") {
    spam_rules rules = usual();
    spam_record record;
    record.remember(rules, fold(""), t0);
    CHECK(record.repeated(rules, fold(""), t0) == 0ms);
    record.remember(rules, fold("hello"), t0);
    rules.duplicate = 0s;
    CHECK(record.repeated(rules, fold("hello"), t0) == 0ms);
}

TEST_CASE("spam: what is remembered is bounded, the newest stay") {
    const spam_rules rules = usual();
    spam_record record;
    for (int i = 0; i < 1'000; ++i) record.remember(rules, fold("text number " + std::to_string(i)), t0);
    CHECK(record.repeated(rules, fold("text number 999"), t0) > 0ms);
    CHECK(record.repeated(rules, fold("text number 0"), t0) == 0ms);
}

TEST_CASE("spam: strikes lead from a warning over proofs and a mute to a ban") {
    const spam_rules rules = usual();
    spam_record record;
    CHECK(record.strike(rules, t0) == spam_step::warn);
    CHECK(record.strike(rules, t0) == spam_step::warn);
    CHECK_FALSE(record.wants_proof(rules, t0));
    CHECK(record.strike(rules, t0) == spam_step::proof);
    CHECK(record.wants_proof(rules, t0));
    CHECK(record.strike(rules, t0) == spam_step::proof);
    CHECK(record.strike(rules, t0) == spam_step::proof);
    CHECK(record.strike(rules, t0) == spam_step::mute);
    record.muted_until(t0 + 600s);
    CHECK(record.wants_proof(rules, t0 + 600s));  // nothing was forgotten meanwhile
    CHECK(record.strike(rules, t0 + 600s) == spam_step::proof);
    CHECK(record.strike(rules, t0 + 600s) == spam_step::proof);
    CHECK(record.strike(rules, t0 + 600s) == spam_step::ban);
}

TEST_CASE("spam: a strike counts until its time is over, and then is forgotten") {
    const spam_rules rules = usual();
    spam_record record;
    for (int i = 0; i < 3; ++i) record.strike(rules, t0);
    CHECK(record.wants_proof(rules, t0 + 59'999ms));
    CHECK_FALSE(record.wants_proof(rules, t0 + 60s));
    CHECK_FALSE(record.is_over(rules, t0 + 179'999ms));
    CHECK(record.is_over(rules, t0 + 180s));
}

TEST_CASE("spam: a step that is set to 0 is left out") {
    spam_rules rules = usual();
    rules.proof_at = 0;
    rules.mute_at = 0;
    rules.ban_at = 3;
    spam_record record;
    CHECK(record.strike(rules, t0) == spam_step::warn);
    CHECK(record.strike(rules, t0) == spam_step::warn);
    CHECK_FALSE(record.wants_proof(rules, t0));
    CHECK(record.strike(rules, t0) == spam_step::ban);
}

TEST_CASE("spam: who is forgiven begins anew") {
    const spam_rules rules = usual();
    spam_record record;
    for (int i = 0; i < 5; ++i) record.strike(rules, t0);
    record.forgive();
    CHECK_FALSE(record.wants_proof(rules, t0));
    CHECK(record.strike(rules, t0) == spam_step::warn);
}

TEST_CASE("spam: only what comes before the time that was named is impatient") {
    spam_record record;
    CHECK_FALSE(record.is_impatient(t0));
    record.ask_to_wait(t0 + 1s);
    CHECK(record.is_impatient(t0 + 999ms));
    CHECK_FALSE(record.is_impatient(t0 + 1s));
}

TEST_CASE("links: addresses of mail boxes and machines are found, numbers and mentions are not") {
    for (const char* address : {"ann@mail.example", "10.0.0.1", "v 192.168.1.254 x", "пример.com", "go x.de now"}) {
        INFO(address);
        CHECK(has_link_or_address(address));
    }
    for (const char* plain : {"@ann", "a @b.c", "1.2.3", "1.2.3.4.5", "1234.1.1.1", "ann@home", "12.05.2026", "..."}) {
        INFO(plain);
        CHECK_FALSE(has_link_or_address(plain));
    }
}

TEST_CASE("names: a link or an address is no name, in full width neither") {
    for (const char* bad :
         {"visit evil.com", "https://x", "www.tea", "ann@mail.example", "ｅｖｉｌ．ｃｏｍ", "10.0.0.1"}) {
        INFO(bad);
        const auto cleaned = clean_name(bad, 32);
        REQUIRE(cleaned.has_error());
        CHECK(cleaned.error().code == error_code::name_invalid);
    }
    for (const char* good : {"Dr. No", "Ann", "J.R.", "Tea @ five", "3.14"}) {
        INFO(good);
        CHECK(clean_name(good, 32).has_value());
    }
}

TEST_CASE("room: the server mutes and bans as a visible actor, but nobody with a rank") {
    using namespace room_kit;
    room_under_test r;
    r.join(1);
    r.join(2);
    r.commit(core::decide_mute_by_server(r.room, person(2), 600s, r.now));
    CHECK(r.room.muted_until(person(2), r.now) == r.now + 600s);
    CHECK(r.refused(r.decide_say(2, 1)) == error_code::muted);
    r.commit(core::decide_ban_by_server(r.room, person(2)));
    CHECK(r.room.is_banned(person(2)));
    REQUIRE(r.room.bans().size() == 1);
    CHECK(r.room.bans().begin()->second.by == wire::role::server);
    CHECK(r.refused(core::decide_ban_by_server(r.room, person(1))) == error_code::not_allowed);
}

TEST_CASE("room: the server's mute does not cut a longer one short") {
    using namespace room_kit;
    room_under_test r;
    r.join(1);
    r.join(2);
    const member_no m = r.room.member(person(2))->m;
    r.commit(core::decide(r.room, person(1), wire::mute{r.room.id(), m, 3'600'000}, r.now));
    r.commit(core::decide_mute_by_server(r.room, person(2), 600s, r.now));
    CHECK(r.room.muted_until(person(2), r.now) == r.now + 3'600s);
}

TEST_CASE("room: a muted member edits nothing either") {
    using namespace room_kit;
    room_under_test r;
    r.join(1);
    r.join(2);
    const seq_no said = r.say(2);
    r.commit(core::decide_mute_by_server(r.room, person(2), 600s, r.now));
    CHECK(r.refused(r.decide_edit(2, said, "something else")) == error_code::muted);
}

TEST_CASE("spam: comparing a message costs about a microsecond", "[.][measure]") {
    const spam_rules rules = usual();
    constexpr int rounds = 100'000;
    for (const std::string& text : {std::string(128, 'a'), std::string("Grüße an alle, die heute da sind")}) {
        spam_record record;
        const auto begin = std::chrono::steady_clock::now();
        std::uint64_t sum = 0;
        for (int i = 0; i < rounds; ++i) sum += fold(text).hash;
        const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
        std::cout << "fold of " << text.size() << " bytes: " << took.count() / rounds << " us\n";
        CHECK(sum != 0);
        CHECK(record.is_over(rules, t0));
    }
}
