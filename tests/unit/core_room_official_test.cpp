#include <catch2/catch.hpp>

#include "core_room_kit.hpp"

using namespace room_kit;
using namespace srchat::core;
using wire::official_kind;

namespace {

room_settings square(wire::official what = {}, std::optional<time_point> closes_at = std::nullopt) {
    room_settings s = tea();
    s.life = wire::room_life::always;
    s.message_life = wire::message_life::day;
    s.official = std::make_shared<const wire::official>(std::move(what));
    s.closes_at = closes_at;
    return s;
}

// person(1), who owns the rooms of the kit, owns none of these.
struct official_room {
    room_rules rules;
    room_state room;
    time_point now = start;
    explicit official_room(room_settings settings, room_rules with = {})
        : rules{with}, room{id_of_room(), 7, person_id{}, std::move(settings), rules, start} {}
    decision joining(int who) const {
        return decide_join(room, person(who), named("P" + std::to_string(who)), {}, now);
    }
    void apply(decision decided) {
        REQUIRE(decided.has_value());
        for (wire::log_draft& draft : *decided)
            room.apply({room.top() + 1, now, draft.actor, std::move(draft.what), std::move(draft.secret)});
    }
};

}  // namespace

TEST_CASE("official: nobody owns it, nobody inherits it, and time takes nothing away") {
    official_room r{square()};
    CHECK(r.room.is_official());
    CHECK_FALSE(r.room.expires_at().has_value());
    for (const int who : {1, 2}) r.apply(r.joining(who));
    CHECK(r.room.member(person(1))->role == wire::role::member);
    r.now += 24h;
    CHECK_FALSE(is_due(r.room, r.now));
    CHECK(decide_time(r.room, r.now)->empty());
    r.apply(decide_leave(r.room, person(1), wire::leave_reason::left));
    r.now += 24h;
    CHECK_FALSE(is_due(r.room, r.now));
    CHECK(decide(r.room, person(2), wire::close{r.room.id(), ""}, r.now).error().code == error_code::not_allowed);
}

TEST_CASE("official: before it opens nobody enters, and is told when") {
    official_room r{square({official_kind::special, "", start + 1h, 0})};
    CHECK(r.joining(2).error().code == error_code::not_open);
    CHECK(r.joining(2).error().retry_after == 1h);
    r.now = start + 1h;
    CHECK(r.joining(2).has_value());
}

TEST_CASE("official: its own capacity counts, else that of every room") {
    room_rules rules;
    rules.members_max = 3;
    official_room small{square({official_kind::special, "", std::nullopt, 1}), rules};
    small.apply(small.joining(1));
    CHECK(small.joining(2).error().code == error_code::room_full);
    official_room large{square({official_kind::special, "", std::nullopt, 5}), rules};
    for (const int who : {1, 2, 3, 4, 5}) large.apply(large.joining(who));
    CHECK(large.joining(6).error().code == error_code::room_full);
    official_room usual{square(), rules};
    for (const int who : {1, 2, 3}) usual.apply(usual.joining(who));
    CHECK(usual.joining(4).error().code == error_code::room_full);
}

TEST_CASE("official: it ends at its time, and no message outlives that") {
    official_room r{square({official_kind::special, "", std::nullopt, 0}, start + 2h)};
    CHECK(r.room.expires_at() == start + 2h);
    CHECK(message_end(r.room, start) == start + 2h);
    official_room always{square()};
    CHECK(message_end(always.room, start) == start + 24h);
}

TEST_CASE("official: defined anew, it says so itself, and what is not defined stays") {
    official_room r{square({official_kind::special, "", std::nullopt, 5}, start + 2h)};
    r.apply(r.joining(2));
    room_settings anew = square({official_kind::special, "", std::nullopt, 9}, start + 1h);
    anew.name = "Garden";
    decision decided = decide_redefine(r.room, anew);
    REQUIRE(decided.has_value());
    CHECK(std::get<wire::room_changed>(decided->front().what).by == wire::role::server);
    r.apply(std::move(decided));
    CHECK(r.room.card().name == "Garden");
    CHECK(r.room.capacity() == 9);
    CHECK(r.room.expires_at() == start + 1h);
    CHECK(r.room.card().life == wire::room_life::always);
    CHECK(r.room.count() == 1);
}
