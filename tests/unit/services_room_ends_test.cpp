// How things end at a room's home: absences, sessions, the room itself.
#include <catch2/catch.hpp>

#include "services_room_home_kit.hpp"

using namespace room_home_kit;

TEST_CASE("home: who loses the last socket is away, is told of as such, and is here again on return") {
    home_under_test h;
    listener ear{h.loop};
    h.join(1, ear);
    h.join(2, {}, 20);
    h.join(2, {}, 21);
    ear.frames();
    h.detach(2, 20);
    CHECK(ear.frames().empty());
    h.detach(2, 21);
    auto told = ear.frames();
    REQUIRE(told.size() == 1);
    CHECK(told[0]["t"] == "presence");
    CHECK(told[0]["m"] == 2);
    CHECK(told[0]["state"] == "away");
    CHECK(h.home->roster(h.from(1), {h.id, 1})->members[0].state == wire::presence_state::away);
    h.detach(2, 21);
    CHECK(ear.frames().empty());
    const wire::joined back = h.join(2, {}, 22);
    CHECK(back.you.m == 2);
    told = ear.frames();
    REQUIRE(told.size() == 1);
    CHECK(told[0]["state"] == "here");
}

TEST_CASE("home: who stays away too long has left, and who came back in time has not") {
    core::room_rules rules;
    rules.away = 0ms;
    home_under_test h{rules};
    listener ear{h.loop};
    h.join(1, ear);
    h.join(2);
    h.join(3);
    h.detach(2);
    h.detach(3);
    h.join(3);
    ear.frames();
    h.tick();
    const auto left = ear.frames("member_left");
    REQUIRE(left.size() == 1);
    CHECK(left[0]["m"] == 2);
    CHECK(left[0]["reason"] == "away");
    CHECK(h.count() == 2);
}

TEST_CASE("home: nobody is gone before the time is over") {
    home_under_test h;
    h.join(1);
    h.join(2);
    h.detach(2);
    h.tick();
    CHECK(h.count() == 2);
}

TEST_CASE("home: while the log is away nobody is forgotten who has to leave") {
    core::room_rules rules;
    rules.away = 0ms;
    home_under_test h{rules};
    h.join(1);
    h.join(2);
    h.detach(2);
    h.log.away = true;
    h.tick();
    CHECK(h.count() == 2);
    h.log.away = false;
    h.tick();
    CHECK(h.count() == 1);
}

TEST_CASE("home: a room without members closes after its grace, and the link says gone") {
    core::room_rules rules;
    rules.empty_grace = 0ms;
    home_under_test h{rules};
    h.join(1);
    h.tick();
    CHECK_FALSE(h.is_gone());
    h.leave(1);
    h.tick();
    CHECK(h.is_gone());
    CHECK(h.closed == std::vector<room_id>{h.id});
    CHECK(code_of(h.try_join(2)) == error_code::gone);
    CHECK(code_of(h.say(1, 1)) == error_code::gone);
    h.tick();
    CHECK(h.closed.size() == 1);
}

TEST_CASE("home: a room that nobody ever entered closes as well") {
    core::room_rules rules;
    rules.empty_grace = 0ms;
    home_under_test h{rules};
    h.tick();
    CHECK(h.is_gone());
}

TEST_CASE("home: within the grace the room waits, and whoever enters keeps it open") {
    home_under_test h;
    h.join(1);
    h.leave(1);
    h.tick();
    REQUIRE_FALSE(h.is_gone());
    CHECK(h.join(2).count == 1);
}

TEST_CASE("home: a room of fixed life ends at its time with people in it, and they hear why") {
    core::room_rules rules;
    rules.hour = 1ms;
    core::room_settings settings = home_under_test::tea();
    settings.life = wire::room_life::hour;
    home_under_test h{rules, {1'000, 1'000, 1, {}}, settings};
    listener ear{h.loop};
    const auto joined = h.try_join(1);
    ear.subscribe(h.id, h.somebody(1));
    REQUIRE(joined.has_value());
    h.loop.until([&] {
        h.tick();
        return h.is_gone();
    });
    const auto closed = ear.frames("room_closed");
    REQUIRE(closed.size() == 1);
    CHECK(closed[0]["reason"] == "expired");
    bool listened = true;
    h.loop.call([&] { listened = h.loop.shard().hub().has(h.id); });
    CHECK_FALSE(listened);
}

TEST_CASE("home: a room of fixed life does not close for being empty") {
    core::room_rules rules;
    rules.empty_grace = 0ms;
    core::room_settings settings = home_under_test::tea();
    settings.life = wire::room_life::hour;
    home_under_test h{rules, {1'000, 1'000, 1, {}}, settings};
    h.join(1);
    h.leave(1);
    h.tick();
    CHECK_FALSE(h.is_gone());
}

TEST_CASE("home: whose session ends leaves every room, with the reason") {
    home_under_test h;
    listener ear{h.loop};
    h.join(1, ear);
    h.join(2);
    ear.frames();
    h.loop.run(h.home->end_person(h.somebody(2)));
    const auto left = ear.frames("member_left");
    REQUIRE(left.size() == 1);
    CHECK(left[0]["reason"] == "session");
    CHECK(code_of(h.say(2, 1)) == error_code::not_member);
}
