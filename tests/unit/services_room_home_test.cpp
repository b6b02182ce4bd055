#include "srchat/services/room_home.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "services_room_home_kit.hpp"

using namespace room_home_kit;

TEST_CASE("home: a room that there never was is no room, for every command") {
    home_under_test h;
    h.id = room_id::random();
    CHECK(code_of(h.try_join(1)) == error_code::no_room);
    CHECK(code_of(h.leave(1)) == error_code::no_room);
    CHECK(code_of(h.say(1, 1)) == error_code::no_room);
    CHECK(code_of(h.home->typing(h.from(1), {h.id})) == error_code::no_room);
    CHECK(code_of(h.home->roster(h.from(1), {h.id, 0})) == error_code::no_room);
    CHECK(code_of(h.home->history(h.from(1), {h.id, 0, 50})) == error_code::no_room);
    CHECK(code_of(h.home->card(h.id)) == error_code::no_room);
}

TEST_CASE("home: who has not joined is told nothing and may do nothing") {
    home_under_test h;
    h.join(1);
    CHECK(code_of(h.leave(2)) == error_code::not_member);
    CHECK(code_of(h.say(2, 1)) == error_code::not_member);
    CHECK(code_of(h.home->typing(h.from(2), {h.id})) == error_code::not_member);
    CHECK(code_of(h.home->roster(h.from(2), {h.id, 0})) == error_code::not_member);
    CHECK(code_of(h.home->history(h.from(2), {h.id, 0, 50})) == error_code::not_member);
}

TEST_CASE("home: members hear each other from the seq of their join on, in order") {
    home_under_test h;
    listener ann{h.loop};
    listener bob{h.loop};
    seq_no at_ann = h.join(1, ann).seq;
    h.say(1, 1, "alone");
    const wire::joined bobs = h.join(2, bob);
    CHECK_FALSE(bobs.resumed);
    REQUIRE(bobs.events.size() == 1);
    CHECK(bobs.count == 2);
    CHECK(bobs.members.size() == 2);
    CHECK(bobs.you.m == 2);
    for (int i = 0; i < 20; ++i) h.say(1 + i % 2, 10 + i);
    h.leave(1);
    at_ann = follow(ann.frames(), at_ann);
    const seq_no at_bob = follow(bob.frames(), bobs.seq);
    CHECK(at_bob == at_ann);
    CHECK(at_bob == h.join(2).seq);
}

TEST_CASE("home: who left hears that, and then nothing more") {
    home_under_test h;
    listener ann{h.loop};
    h.join(1, ann);
    h.join(2);
    ann.frames();
    REQUIRE(h.leave(1).has_value());
    const auto last = ann.frames();
    REQUIRE(last.size() == 1);
    CHECK(last[0]["t"] == "member_left");
    h.say(2, 1);
    CHECK(ann.frames().empty());
}

TEST_CASE("home: sending again with the same client id posts once, whoever asks how often") {
    home_under_test h{{}, {1, 0.000'1, 1, {}}};
    listener ear{h.loop};
    h.join(1, ear);
    const auto first = h.say(1, 7, "once");
    REQUIRE(first.has_value());
    CHECK_FALSE(first->repeat);
    h.loop.until([&] { return server_clock::now() > first->at; });
    for (int i = 0; i < 50; ++i) {
        const auto again = h.say(1, 7, "another text does not matter");
        REQUIRE(again.has_value());
        CHECK(again->repeat);
        CHECK(again->seq == first->seq);
        CHECK(again->epoch == first->epoch);
        CHECK(again->at == first->at);
        CHECK(again->expires_at == first->expires_at);
    }
    CHECK(ear.frames("message").size() == 1);
    const auto next = h.say(1, 8);
    CHECK(code_of(next) == error_code::rate_limited);
    CHECK(next.error().retry_after > 0ms);
}

TEST_CASE("home: a client id is remembered over leaving and coming back") {
    home_under_test h;
    h.join(1);
    const auto first = h.say(1, 7);
    h.leave(1);
    CHECK(code_of(h.say(1, 7)) == error_code::not_member);
    h.join(1);
    CHECK(h.say(1, 7)->seq == first->seq);
}

TEST_CASE("home: a resume gets what was missed, and goes on with the live events without a hole") {
    home_under_test h;
    listener ear{h.loop};
    const wire::joined first = h.join(1, ear);
    h.join(2);
    const seq_no seen = follow(ear.frames(), first.seq);
    ear.unsubscribe(h.id);
    h.detach(1);
    for (int i = 0; i < 30; ++i) h.say(2, i);
    const wire::joined back = h.join(1, ear, wire::log_position{first.epoch, seen});
    CHECK(back.resumed);
    CHECK_FALSE(back.more);
    std::vector<json> missed;
    for (const std::string& frame : back.events) missed.push_back(json::parse(frame));
    CHECK(missed.size() == 30);
    CHECK(follow(missed, seen) == back.seq);
    h.say(2, 100);
    CHECK(follow(ear.frames(), back.seq) == back.seq + 1);
}

TEST_CASE("home: a resume that does not fit into one answer says that there is more") {
    home_under_test h;
    const wire::joined first = h.join(1);
    for (int i = 0; i < 40; ++i) h.say(1, i, std::string(16'000, 'x'));
    seq_no last = first.seq;
    int answers = 0;
    for (bool more = true; more; ++answers) {
        const wire::joined part = h.join(1, wire::log_position{first.epoch, last});
        more = part.more;
        REQUIRE(part.resumed);
        std::vector<json> frames;
        for (const std::string& frame : part.events) frames.push_back(json::parse(frame));
        last = follow(frames, last);
        REQUIRE(last == part.seq);
        REQUIRE(answers < 20);
    }
    CHECK(answers > 3);
    CHECK(last == first.seq + 40);
}

TEST_CASE("home: another epoch is answered with a first join") {
    home_under_test h;
    const wire::joined first = h.join(1);
    h.say(1, 1);
    const wire::joined again = h.join(1, wire::log_position{first.epoch + 1, 1});
    CHECK_FALSE(again.resumed);
    CHECK(again.events.size() == 1);
    CHECK(again.seq == 2);
}

TEST_CASE("home: in a crowd comings and goings are one summary, and nobody's seq ever jumps") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        home_under_test h{crowd_rules()};
        struct member {
            std::unique_ptr<listener> ear;
            seq_no last = 0;
            epoch_no epoch = 0;
            bool cut = false;
        };
        std::map<int, member> here;
        std::mt19937 random{seed};
        const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
        int summaries = 0;
        const auto read = [&](member& m) {
            const auto frames = m.ear->frames();
            for (const json& frame : frames) summaries += frame["t"] == "crowd" ? 1 : 0;
            m.last = follow(frames, m.last);
        };
        for (int step = 0; step < 250; ++step) {
            const int who = 1 + below(9);
            const auto known = here.find(who);
            if (known == here.end()) {
                member m{std::make_unique<listener>(h.loop), 0, 0, false};
                const wire::joined joined = h.join(who, *m.ear);
                m.last = joined.seq;
                m.epoch = joined.epoch;
                here.emplace(who, std::move(m));
            } else if (known->second.cut) {
                member& m = known->second;
                const wire::joined back = h.join(who, *m.ear, wire::log_position{m.epoch, m.last});
                REQUIRE(back.resumed);
                std::vector<json> missed;
                for (const std::string& frame : back.events) missed.push_back(json::parse(frame));
                m.last = follow(missed, m.last);
                REQUIRE(m.last == back.seq);
                m.cut = false;
            } else if (const int act = below(6); act == 0) {
                read(known->second);
                REQUIRE(h.leave(who).has_value());
                known->second.ear->unsubscribe(h.id);
                here.erase(known);
            } else if (act == 1) {
                read(known->second);
                known->second.ear->unsubscribe(h.id);
                h.detach(who);
                known->second.cut = true;
            } else if (act < 4) {
                h.say(who, step);
            } else {
                h.tick();
            }
            if (step % 10 == 0) {
                for (auto& [n, m] : here) {
                    if (!m.cut) read(m);
                }
            }
        }
        CHECK(summaries > 0);
        for (auto& [n, m] : here) m.ear->unsubscribe(h.id);
    }
}

TEST_CASE("home: a crowd's summary says where it begins, how many came and went, and how many are here") {
    home_under_test h{crowd_rules()};
    listener ear{h.loop};
    const seq_no at = h.join(1, ear).seq;
    for (int i = 2; i <= 3; ++i) h.join(i);
    CHECK(ear.frames("member_joined").size() == 2);
    for (int i = 4; i <= 10; ++i) h.join(i);
    h.leave(10);
    CHECK(ear.frames().empty());
    const wire::joined late = h.join(11);
    CHECK(late.seq == at + 2);
    h.say(1, 1);
    const auto frames = ear.frames();
    REQUIRE(frames.size() == 2);
    CHECK(frames[0]["t"] == "crowd");
    CHECK(frames[0]["from"] == late.seq + 1);
    CHECK(frames[0]["joined"] == 8);
    CHECK(frames[0]["left"] == 1);
    CHECK(frames[0]["count"] == 10);
    CHECK(frames[1]["t"] == "message");
    CHECK(frames[1]["seq"].get<seq_no>() == frames[0]["seq"].get<seq_no>() + 1);
}

TEST_CASE("home: in a crowd the tick tells what came together, at most once a second") {
    home_under_test h{crowd_rules()};
    listener ear{h.loop};
    h.join(1, ear);
    for (int i = 2; i <= 6; ++i) h.join(i);
    h.tick();
    CHECK(ear.frames("crowd").size() == 1);
    const auto told = std::chrono::steady_clock::now();
    h.join(7);
    h.tick();
    const bool soon = std::chrono::steady_clock::now() - told < 900ms;
    if (soon) CHECK(ear.frames("crowd").empty());
}

TEST_CASE("home: a joiner of a crowd is shown the own entry and the owner, whatever their numbers") {
    core::room_rules rules = crowd_rules();
    home_under_test h{rules};
    for (int i = 2; i <= 60; ++i) h.join(i);
    const member_no owner = h.join(1).you.m;
    const wire::joined late = h.join(61);
    CHECK(late.count == 61);
    CHECK(late.members.size() < 61);
    const auto shown = [&](member_no m) { return std::ranges::count(late.members, m, &wire::member::m); };
    CHECK(shown(owner) == 1);
    CHECK(shown(late.you.m) == 1);
    CHECK(shown(1) == 1);
}

TEST_CASE("home: the roster is read in pages of 200") {
    core::room_rules rules;
    rules.members_max = 1'000;
    home_under_test h{rules};
    for (int i = 1; i <= 200; ++i) h.join(i);
    const auto full = h.home->roster(h.from(1), {h.id, 0});
    CHECK(full->members.size() == 200);
    CHECK_FALSE(full->next.has_value());
    h.join(201);
    const auto first = h.home->roster(h.from(1), {h.id, 0});
    CHECK(first->members.size() == 200);
    CHECK(first->count == 201);
    REQUIRE(first->next == 200);
    const auto rest = h.home->roster(h.from(1), {h.id, *first->next});
    REQUIRE(rest->members.size() == 1);
    CHECK(rest->members[0].m == 201);
    CHECK_FALSE(rest->next.has_value());
}

TEST_CASE("home: what the log does not take is neither acknowledged nor told") {
    home_under_test h;
    listener ear{h.loop};
    h.join(1, ear);
    ear.frames();
    h.log.away = true;
    CHECK(code_of(h.say(1, 1)) == error_code::unavailable);
    CHECK(code_of(h.try_join(2)) == error_code::unavailable);
    CHECK(ear.frames().empty());
    h.log.away = false;
    const auto later = h.say(1, 1);
    REQUIRE(later.has_value());
    CHECK_FALSE(later->repeat);
}

TEST_CASE("home: on an old view of the room it decides again, and gives up after some tries") {
    home_under_test h;
    h.join(1);
    h.log.stale_times = 3;
    h.log.appends = 0;
    REQUIRE(h.say(1, 1).has_value());
    CHECK(h.log.appends == 4);
    h.log.stale_times = 1'000;
    CHECK(code_of(h.say(1, 2)) == error_code::unavailable);
    CHECK(h.log.appends < 30);
}

TEST_CASE("home: a new name is told to the rooms that the person is in") {
    home_under_test h;
    listener ear{h.loop};
    h.join(1, ear);
    ear.frames();
    h.loop.run(h.home->rename(h.somebody(1), {"Ann", "a1", wire::person_kind::guest}));
    h.loop.run(h.home->rename(h.somebody(9), {"Bob", "a1", wire::person_kind::guest}));
    const auto told = ear.frames();
    REQUIRE(told.size() == 1);
    CHECK(told[0]["member"]["name"] == "Ann");
}

TEST_CASE("home: typing is passed on once in three seconds for each member") {
    home_under_test h;
    listener ear{h.loop};
    h.join(1, ear);
    h.join(2);
    ear.frames();
    const auto began = std::chrono::steady_clock::now();
    h.loop.call([&] {
        for (int i = 0; i < 5; ++i) REQUIRE(h.home->typing(h.from(1), {h.id}).has_value());
        REQUIRE(h.home->typing(h.from(2), {h.id}).has_value());
    });
    const auto typing = ear.frames("typing");
    if (std::chrono::steady_clock::now() - began < 3s) REQUIRE(typing.size() == 2);
    CHECK(typing[0]["m"] == 1);
    CHECK(typing[1]["m"] == 2);
}

TEST_CASE("home: the directory hears of a room when it changes and not when it does not") {
    home_under_test h;
    h.tick();
    REQUIRE(h.cards.size() == 1);
    h.tick();
    CHECK(h.cards.size() == 1);
    h.join(1);
    h.say(1, 1);
    h.tick();
    REQUIRE(h.cards.size() == 2);
    CHECK(h.cards[1].count == 1);
}

TEST_CASE("home: edits, deletes and reactions answer with their seq, or 0 where nothing changed") {
    home_under_test h;
    h.join(1);
    const seq_no said = h.say(1, 1)->seq;
    const std::string thumb = "\xF0\x9F\x91\x8D";
    CHECK(h.loop.run(h.home->react(h.somebody(1), {h.id, said, thumb, true}))->seq == said + 1);
    CHECK(h.loop.run(h.home->react(h.somebody(1), {h.id, said, thumb, true}))->seq == 0);
    CHECK(code_of(h.loop.run(h.home->react(h.somebody(1), {h.id, said, "thumb", true}))) == error_code::emoji_invalid);
    CHECK(h.loop.run(h.home->edit(h.somebody(1), {h.id, said, wire::text_body{message_text{"new"}}}))->seq == said + 2);
    CHECK(h.loop.run(h.home->delete_(h.somebody(1), {h.id, said}))->seq == said + 3);
    CHECK(code_of(h.loop.run(h.home->delete_(h.somebody(1), {h.id, said}))) == error_code::no_message);
}
