#include "services_room_home_kit.hpp"

using namespace room_home_kit;

namespace {

struct evidence_under_test : home_under_test {
    evidence_under_test() {
        for (const int who : {1, 2, 3}) join(who);
    }
    result<room_home::gathered> pick(int who, std::vector<seq_no> messages, member_no m = 0) {
        wire::evidence_request asked;
        asked.room = id;
        asked.m = m;
        asked.messages = std::move(messages);
        return home->gather(somebody(who), asked);
    }
    seq_no said(int who, int with_cid, std::string words = "hello") {
        return say(who, with_cid, std::move(words))->seq;
    }
    error_code refused(const result<room_home::gathered>& answer) {
        REQUIRE(answer.has_error());
        return answer.error().code;
    }
};

}  // namespace

TEST_CASE("evidence: the same room gives the same bytes, and another after an edit") {
    evidence_under_test t;
    const seq_no bad = t.said(2, 1, "bad \"words\"");
    const auto first = t.pick(3, {bad});
    REQUIRE(first.has_value());
    CHECK(t.pick(3, {bad})->evidence == first->evidence);
    const json shown = json::parse(first->evidence);
    CHECK(shown["messages"][0]["text"] == "bad \"words\"");
    CHECK(shown["messages"][0]["edited"] == false);
    CHECK(shown["member"]["name"] == "P2");
    CHECK(shown["room"]["id"] == t.id.str());
    CHECK(first->about == t.somebody(2));
    REQUIRE(
        t.loop.run(t.home->edit(t.somebody(2), wire::edit{t.id, bad, wire::text_body{message_text{"nice words"}}, {}}))
            .has_value());
    const auto edited = t.pick(3, {bad});
    CHECK(edited->evidence != first->evidence);
    CHECK(json::parse(edited->evidence)["messages"][0]["edited"] == true);
}

TEST_CASE("evidence: what is deleted is not there any more") {
    evidence_under_test t;
    const seq_no bad = t.said(2, 1);
    REQUIRE(t.loop.run(t.home->delete_(t.somebody(2), wire::delete_{t.id, bad})).has_value());
    CHECK(t.refused(t.pick(3, {bad})) == error_code::no_message);
    CHECK(t.refused(t.pick(3, {9'999})) == error_code::no_message);
}

TEST_CASE("evidence: only a member takes it along") {
    evidence_under_test t;
    const seq_no bad = t.said(2, 1);
    CHECK(t.refused(t.pick(9, {bad})) == error_code::not_member);
    wire::evidence_request elsewhere;
    elsewhere.room = room_id::random();
    CHECK(t.home->gather(t.somebody(2), elsewhere).error().code == error_code::not_member);
}

TEST_CASE("evidence: it is about whoever wrote the first that the reporter did not, and never about the reporter") {
    evidence_under_test t;
    const seq_no mine = t.said(3, 1), theirs = t.said(2, 2), more = t.said(1, 3);
    CHECK(t.pick(3, {mine, theirs, more})->about == t.somebody(2));
    CHECK_FALSE(t.pick(3, {mine})->about.has_value());
    CHECK_FALSE(json::parse(t.pick(3, {mine})->evidence).contains("member"));
    CHECK(t.pick(3, {theirs, more}, 1)->about == t.somebody(1));
    CHECK(t.refused(t.pick(3, {}, 3)) == error_code::no_member);
    CHECK(t.refused(t.pick(3, {}, 99)) == error_code::no_member);
}

TEST_CASE("evidence: somebody who has left can still be named") {
    evidence_under_test t;
    REQUIRE(t.leave(2).has_value());
    const auto found = t.pick(3, {}, 2);
    REQUIRE(found.has_value());
    CHECK(found->about == t.somebody(2));
    CHECK(json::parse(found->evidence)["member"]["name"] == "P2");
}

TEST_CASE("evidence: more than it may hold is refused with what to do") {
    evidence_under_test t;
    std::vector<seq_no> all;
    for (int i = 0; i < 20; ++i) all.push_back(t.said(2, i + 1, std::string(4'000, static_cast<char>('a' + i))));
    CHECK(t.refused(t.pick(3, all)) == error_code::too_large);
    all.resize(10);
    CHECK(t.pick(3, all).has_value());
}
