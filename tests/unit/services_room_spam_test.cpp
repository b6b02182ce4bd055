#include <catch2/catch.hpp>

#include <string>

#include "services_room_home_kit.hpp"
#include "srchat/services/proof_of_work.hpp"

using namespace room_home_kit;

namespace {

room_rates strict() {
    room_rates rates{1'000, 1'000, 1, {}};
    rates.spam.duplicate = 60s;
    rates.spam.guest_links = 120s;
    return rates;
}

struct spammed : home_under_test {
    explicit spammed(room_rates rates = strict()) : home_under_test{{}, rates} {
        join(1);
        join(2);
    }
    int cids = 100;
    result<wire::said> says(speaker by, std::string words, std::optional<wire::proof> proof = {}) {
        return loop.run(home->say(
            by,
            wire::say{id, cid(++cids), wire::text_body{message_text{std::move(words)}}, 0, {}, {}, std::move(proof)}));
    }
    result<wire::said> says(int n, std::string words, std::optional<wire::proof> proof = {}) {
        return says(speaker{somebody(n)}, std::move(words), std::move(proof));
    }
    result<wire::edited> edits(int n, seq_no target, std::string words) {
        return loop.run(home->edit(somebody(n), {id, target, wire::text_body{message_text{std::move(words)}}, {}}));
    }
    // Says the same for so often, after once.
    void strikes(int n, int times) {
        const std::string words = "the same " + std::to_string(++cids);
        REQUIRE(says(n, words).has_value());
        for (int i = 0; i < times; ++i) REQUIRE(says(n, words).has_error());
    }
    member_no number_of(int n) { return join(n).you.m; }
};

wire::proof solve(const refusal& why) {
    REQUIRE(why.code == error_code::proof_needed);
    REQUIRE(why.proof);
    const adapters::crypto::hasher sha;
    wire::proof proof{why.proof->challenge, "0"};
    for (int i = 1; leading_zero_bits(sha.sha256(proof.challenge + proof.nonce)) < why.proof->bits; ++i)
        proof.nonce = std::to_string(i);
    return proof;
}

}  // namespace

TEST_CASE("spam: the same text of one person is refused with a time, another person may say it") {
    spammed h;
    REQUIRE(h.says(2, "buy tea").has_value());
    const auto again = h.says(2, "BUY  tea");
    REQUIRE(again.has_error());
    CHECK(again.error().code == error_code::duplicate);
    CHECK(again.error().retry_after > 58s);
    CHECK(again.error().retry_after <= 60s);
    CHECK(h.says(1, "buy tea").has_value());
}

TEST_CASE("spam: a message that was refused for another reason may be said again") {
    spammed h;
    wire::say what{h.id, h.cid(1), wire::text_body{message_text{"an answer"}}, 99, {}, {}};
    CHECK(code_of(h.loop.run(h.home->say(h.somebody(2), what))) == error_code::no_message);
    CHECK(h.says(2, "an answer").has_value());
}

TEST_CASE("spam: an edit to what was said is refused, mending one's own words is not") {
    spammed h;
    REQUIRE(h.says(2, "buy tea").has_value());
    const auto other = h.says(2, "something else");
    CHECK(code_of(h.edits(2, other->seq, "Buy tea")) == error_code::duplicate);
    CHECK(h.edits(2, other->seq, "Something  else").has_value());
    REQUIRE(h.edits(2, other->seq, "a third thing").has_value());
    CHECK(code_of(h.says(2, "a third thing")) == error_code::duplicate);
}

TEST_CASE("spam: a guest sends no links in the first two minutes, and neither by editing") {
    spammed h;
    const time_point now = server_clock::now();
    const auto young = h.says(speaker{h.somebody(2), now - 100s}, "see https://x.example");
    REQUIRE(young.has_error());
    CHECK(young.error().code == error_code::no_links);
    CHECK(young.error().retry_after > 18s);
    CHECK(young.error().retry_after <= 20s);
    CHECK(code_of(h.says(speaker{h.somebody(2), now}, "visit evil.com")) == error_code::no_links);
    CHECK(h.says(speaker{h.somebody(2), now - 120s}, "see https://x.example").has_value());
    CHECK(h.says(2, "an account: www.example.org").has_value());
    const auto plain = h.says(speaker{h.somebody(2), now}, "no link");
    const wire::edit linked{h.id, plain->seq, wire::text_body{message_text{"go to www.x.example"}}, {}};
    CHECK(code_of(h.loop.run(h.home->edit(speaker{h.somebody(2), now}, linked))) == error_code::no_links);
}

TEST_CASE("spam: who goes on is warned, muted and at last banned, by the server and visibly") {
    room_rates rates = strict();
    rates.spam.mute = 1ms;
    spammed h{rates};
    listener ear{h.loop};
    ear.subscribe(h.id, h.somebody(1));
    h.strikes(2, 5);
    CHECK(ear.frames("member_changed").empty());
    REQUIRE(h.says(2, "once more").has_value());
    const auto muted = h.says(2, "once more");
    REQUIRE(muted.has_error());
    CHECK(muted.error().code == error_code::muted);
    CHECK(muted.error().retry_after == 1ms);
    auto changed = ear.frames("member_changed");
    REQUIRE(changed.size() == 1);
    CHECK(changed[0]["by"] == "server");
    CHECK(changed[0]["member"].contains("muted_until"));
    h.loop.until([&] { return h.says(2, "again here " + std::to_string(h.cids)).has_value(); });
    h.strikes(2, 2);
    REQUIRE(h.says(2, "the last").has_value());
    CHECK(code_of(h.says(2, "the last")) == error_code::banned);
    const auto left = ear.frames("member_left");
    REQUIRE(left.size() == 1);
    CHECK(left[0]["by"] == "server");
    CHECK(left[0]["reason"] == "banned");
    CHECK(code_of(h.try_join(2)) == error_code::banned);
    CHECK(code_of(h.says(2, "still here?")) == error_code::not_member);
    CHECK(h.loop.shard().counters().spam_mutes.value() == 1);
    CHECK(h.loop.shard().counters().spam_bans.value() == 1);
}

TEST_CASE("spam: messages during a mute are refused and are no strikes") {
    spammed h;
    h.strikes(2, 6);
    for (int i = 0; i < 20; ++i) CHECK(code_of(h.says(2, "let me " + std::to_string(i))) == error_code::muted);
    CHECK(h.try_join(2).has_value());
}

TEST_CASE("spam: members with a rank are refused like others, but never struck") {
    spammed h;
    REQUIRE(h.says(1, "the owner").has_value());
    for (int i = 0; i < 20; ++i) CHECK(code_of(h.says(1, "the owner")) == error_code::duplicate);
    REQUIRE(h.loop.run(h.home->perform(h.somebody(1), wire::set_role{h.id, h.number_of(2), wire::role::voiced}))
                .has_value());
    REQUIRE(h.says(2, "a voice").has_value());
    for (int i = 0; i < 20; ++i) CHECK(code_of(h.says(2, "a voice")) == error_code::duplicate);
    CHECK(h.says(2, "still heard").has_value());
}

TEST_CASE("spam: whom a moderator unmutes begins anew") {
    spammed h;
    h.strikes(2, 6);
    CHECK(code_of(h.says(2, "muted")) == error_code::muted);
    REQUIRE(h.loop.run(h.home->perform(h.somebody(1), wire::mute{h.id, h.number_of(2), 0})).has_value());
    h.strikes(2, 5);
    CHECK(h.says(2, "not muted yet").has_value());
}

TEST_CASE("spam: whom a moderator unbans begins anew") {
    room_rates rates = strict();
    rates.spam.mute_at = 0;
    rates.spam.ban_at = 2;
    spammed h{rates};
    h.strikes(2, 2);
    CHECK(code_of(h.try_join(2)) == error_code::banned);
    REQUIRE(h.loop.run(h.home->perform(h.somebody(1), wire::unban{h.id, 1})).has_value());
    CHECK(h.try_join(2).has_value());
    h.strikes(2, 1);
    CHECK(h.says(2, "still here").has_value());
}

TEST_CASE("spam: leaving and coming back does not take strikes away") {
    spammed h;
    h.strikes(2, 5);
    REQUIRE(h.leave(2).has_value());
    h.join(2);
    REQUIRE(h.says(2, "back again").has_value());
    CHECK(code_of(h.says(2, "back again")) == error_code::muted);
}

TEST_CASE("spam: after three strikes each message needs a proof, which counts for this person once") {
    room_rates rates = strict();
    rates.proof.bits = 4;
    spammed h{rates};
    h.join(3);
    h.strikes(2, 3);
    const auto asked = h.says(2, "sorry");
    REQUIRE(asked.has_error());
    const wire::proof proof = solve(asked.error());
    CHECK(h.says(2, "sorry", proof).has_value());
    const auto next = h.says(2, "very sorry", proof);
    REQUIRE(next.has_error());
    CHECK(next.error().code == error_code::proof_needed);
    h.strikes(3, 3);
    CHECK(code_of(h.says(3, "not mine", solve(next.error()))) == error_code::proof_needed);
    CHECK(h.says(2, "very sorry", solve(next.error())).has_value());
    CHECK(h.says(1, "no proof of others").has_value());
}

TEST_CASE("spam: being asked for a proof is no strike and costs no rate") {
    room_rates rates = strict();
    rates.say_burst = 5;
    rates.say_per_s = 0.001;
    rates.proof.bits = 4;
    spammed h{rates};
    h.strikes(2, 3);
    for (int i = 0; i < 4; ++i) CHECK(code_of(h.says(2, "sorry")) == error_code::proof_needed);
    CHECK(h.says(2, "sorry", solve(h.says(2, "sorry").error())).has_value());
}

TEST_CASE("spam: who is asked for a proof again and again and brings none is muted like others who go on") {
    room_rates rates = strict();
    rates.proof.bits = 4;
    spammed h{rates};
    h.strikes(2, 3);
    for (int i = 0; i < 7; ++i) CHECK(code_of(h.says(2, "sorry")) == error_code::proof_needed);
    CHECK(code_of(h.says(2, "sorry")) == error_code::muted);
}

TEST_CASE("spam: being quick is no strike for who waits as told, and one for who does not") {
    room_rates rates = strict();
    rates.say_burst = 1;
    rates.say_per_s = 50;
    rates.spam.mute_at = 3;
    spammed h{rates};
    for (int i = 0; i < 10; ++i) {
        const auto quick = h.says(2, "patient a" + std::to_string(i));
        if (!quick) CHECK(quick.error().code == error_code::rate_limited);
        const time_point until = server_clock::now() + 25ms;
        h.loop.until([&] { return server_clock::now() >= until; });
    }
    CHECK(h.loop.shard().counters().spam_mutes.value() == 0);
    for (int i = 0; i < 10; ++i) (void)h.says(2, "impatient b" + std::to_string(i));
    CHECK(h.loop.shard().counters().spam_mutes.value() == 1);
}

TEST_CASE("spam: without a setting nothing is remembered and nothing refused") {
    spammed h{room_rates{1'000, 1'000, 1, {}}};
    for (int i = 0; i < 5; ++i) CHECK(h.says(2, "the same").has_value());
}
