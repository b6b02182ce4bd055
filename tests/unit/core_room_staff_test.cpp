#include <catch2/catch.hpp>

#include "core_room_kit.hpp"

using namespace room_kit;
using namespace srchat::core;
using wire::role;

namespace {

// Person 1 owns the room, 2 moderates it, 3 has voice, 4 and 5 are members; each has their own number as m.
struct staffed_room : room_under_test {
    explicit staffed_room(room_rules with = {}) : room_under_test{with} {
        for (int who = 1; who <= 5; ++who) join(who);
        act(1, wire::set_role{room.id(), 2, role::moderator});
        act(1, wire::set_role{room.id(), 3, role::voiced});
    }
    template <class Command>
    seq_no act(int who, Command what) {
        return commit(decide(room, person(who), what, now));
    }
    template <class Command>
    error_code refused_to(int who, Command what) {
        return refused(decide(room, person(who), what, now));
    }
};

}  // namespace

TEST_CASE("staff: one is kicked, muted, banned or promoted only by somebody of higher rank") {
    staffed_room r;
    const room_id id = r.room.id();
    for (int who = 1; who <= 5; ++who) {
        for (member_no m = 1; m <= 5; ++m) {
            INFO(who << " acts on " << m);
            const bool may = r.room.member(person(who))->role >= role::moderator &&
                             r.room.member(person(who))->role > r.room.member(m)->role;
            CHECK(decide(r.room, person(who), wire::kick{id, m}, r.now).has_value() == may);
            CHECK(decide(r.room, person(who), wire::ban{id, m}, r.now).has_value() == may);
            CHECK(decide(r.room, person(who), wire::mute{id, m, 1'000}, r.now).has_value() == may);
            CHECK(decide(r.room, person(who), wire::set_role{id, m, role::member}, r.now).has_value() == may);
        }
    }
}

TEST_CASE("staff: nobody gives a rank that is not below their own") {
    staffed_room r;
    CHECK(r.refused_to(2, wire::set_role{r.room.id(), 4, role::moderator}) == error_code::not_allowed);
    CHECK(r.act(2, wire::set_role{r.room.id(), 4, role::voiced}) > 0);
    CHECK(r.act(1, wire::set_role{r.room.id(), 4, role::moderator}) > 0);
    CHECK(r.refused_to(2, wire::kick{r.room.id(), 4}) == error_code::not_allowed);
}

TEST_CASE("staff: who was kicked stays out for ten minutes, and is told how long") {
    staffed_room r;
    r.act(2, wire::kick{r.room.id(), 4});
    CHECK(r.room.member(person(4)) == nullptr);
    const decision early = decide_join(r.room, person(4), named("P4"), {}, r.now + 4min);
    CHECK(r.refused(early) == error_code::kicked);
    CHECK(early.error().retry_after == 6min);
    CHECK(decide_join(r.room, person(4), named("P4"), {}, r.now + 10min).has_value());
}

TEST_CASE("staff: a ban holds against the person under any name, until it is lifted") {
    staffed_room r;
    r.act(2, wire::ban{r.room.id(), 4});
    CHECK(r.refused(decide_join(r.room, person(4), named("Other"), {}, r.now)) == error_code::banned);
    const wire::person masked{"Calm Otter 12", "a1", wire::person_kind::hidden};
    CHECK(r.refused(decide_join(r.room, person(4), masked, {}, r.now)) == error_code::banned);
    REQUIRE(r.room.bans().size() == 1);
    const auto& [number, ban] = *r.room.bans().begin();
    CHECK(ban.who.name == "P4");
    CHECK(ban.by == role::moderator);
    CHECK(r.refused_to(2, wire::unban{r.room.id(), number + 1}) == error_code::no_ban);
    r.act(2, wire::unban{r.room.id(), number});
    CHECK(r.join(4) > 0);
}

TEST_CASE("staff: somebody who has left can be banned while messages of that time may live") {
    staffed_room r;
    r.leave(4);
    CHECK(r.act(2, wire::ban{r.room.id(), 4}) > 0);
    CHECK(r.refused(decide_join(r.room, person(4), named("P4"), {}, r.now)) == error_code::banned);
    r.leave(5);
    r.pass(2h);
    CHECK(r.refused_to(2, wire::ban{r.room.id(), 5}) == error_code::no_member);
}

TEST_CASE("staff: the owner is out of every reach, also after leaving") {
    staffed_room r;
    r.leave(1);
    CHECK(r.refused_to(2, wire::ban{r.room.id(), 1}) == error_code::not_allowed);
}

TEST_CASE("staff: a muted member's message and reaction are refused until the mute ends") {
    staffed_room r;
    const seq_no said = r.say(1);
    r.act(2, wire::mute{r.room.id(), 4, 300'000});
    CHECK(r.room.member(person(4))->muted_until == r.now + 5min);
    const decision refused = r.decide_say(4, 1);
    CHECK(r.refused(refused) == error_code::muted);
    CHECK(refused.error().retry_after == 5min);
    CHECK(r.refused(r.decide_react(4, said, "\xF0\x9F\x91\x8D")) == error_code::muted);
    r.pass(5min);
    CHECK(r.say(4) > 0);
}

TEST_CASE("staff: a mute holds against leaving and coming back") {
    staffed_room r;
    r.act(2, wire::mute{r.room.id(), 4, 300'000});
    r.leave(4);
    r.join(4);
    CHECK(r.refused(r.decide_say(4, 1)) == error_code::muted);
    CHECK(r.room.member(person(4))->muted_until == r.now + 5min);
    CHECK(r.act(2, wire::mute{r.room.id(), r.room.member(person(4))->m, 0}) > 0);
    CHECK(r.say(4) > 0);
}

TEST_CASE("staff: a mute holds under a pseudonym without being shown, and can be lifted there") {
    staffed_room r;
    r.act(2, wire::mute{r.room.id(), 4, 300'000});
    r.leave(4);
    const wire::person masked{"Calm Otter 12", "a1", wire::person_kind::hidden};
    r.commit(decide_join(r.room, person(4), masked, {}, r.now));
    CHECK_FALSE(r.room.member(person(4))->muted_until.has_value());
    CHECK(r.refused(r.decide_say(4, 1)) == error_code::muted);
    r.act(2, wire::mute{r.room.id(), r.room.member(person(4))->m, 0});
    CHECK(r.say(4) > 0);
}

TEST_CASE("staff: a ban by an old number comes first, and then the person leaves under the new one") {
    staffed_room r;
    r.leave(4);
    r.join(4);
    const member_no now_as = r.room.member(person(4))->m;
    const decision banned = decide(r.room, person(2), wire::ban{r.room.id(), 4}, r.now);
    REQUIRE(banned.has_value());
    REQUIRE(banned->size() == 2);
    CHECK(std::get<wire::member_left>(banned->at(0).what).m == 4);
    CHECK(std::get<wire::member_left>(banned->at(1).what).m == now_as);
    r.commit(banned);
    CHECK(r.room.member(person(4)) == nullptr);
    CHECK(r.room.member(now_as) == nullptr);
}

TEST_CASE("staff: in a voiced room only voice and above write") {
    staffed_room r;
    wire::room_set voiced{r.room.id(), {}, {}, {}, {}, {}, wire::room_speech::voiced, {}, {}, {}, {}};
    r.commit(decide(r.room, person(1), voiced, r.now, {}));
    CHECK(r.refused(r.decide_say(4, 1)) == error_code::not_voiced);
    CHECK(r.say(3) > 0);
    CHECK(r.say(2) > 0);
}

TEST_CASE("staff: slow mode holds members back, and not the staff") {
    staffed_room r;
    r.act(2, wire::slow{r.room.id(), 30'000});
    r.say(4);
    const decision soon = r.decide_say(4, 1);
    CHECK(r.refused(soon) == error_code::rate_limited);
    CHECK(soon.error().retry_after == 30s);
    r.say(2);
    CHECK(r.say(2) > 0);
    r.pass(30s);
    CHECK(r.say(4) > 0);
}

TEST_CASE("staff: a locked room takes nobody new, and keeps who is there") {
    staffed_room r;
    r.act(2, wire::lock{r.room.id(), true});
    CHECK(r.refused(decide_join(r.room, person(9), named("P9"), {}, r.now)) == error_code::locked);
    CHECK(decide_join(r.room, person(4), named("P4"), {}, r.now).has_value());
    CHECK(r.act(2, wire::lock{r.room.id(), true}) == 0);
}

TEST_CASE("staff: a pinned message is pinned until it is gone") {
    staffed_room r;
    const seq_no said = r.say(4);
    CHECK(r.refused_to(4, wire::pin{r.room.id(), said}) == error_code::not_allowed);
    CHECK(r.refused_to(2, wire::pin{r.room.id(), said + 7}) == error_code::no_message);
    r.act(2, wire::pin{r.room.id(), said});
    CHECK(r.room.pinned() == said);
    r.erase(4, said);
    CHECK(r.room.pinned() == 0);
}

TEST_CASE("staff: a rank is kept for who comes back the same way, and not under another identity") {
    staffed_room r;
    r.leave(2);
    CHECK(r.room.kept_role(person(2), false) == role::moderator);
    CHECK(r.room.kept_role(person(2), true) == role::member);
    r.join(2);
    CHECK(r.room.member(person(2))->role == role::moderator);
}

TEST_CASE("staff: who was kicked comes back without the rank") {
    staffed_room r;
    r.act(1, wire::kick{r.room.id(), 2});
    r.pass(10min);
    r.join(2);
    CHECK(r.room.member(person(2))->role == role::member);
}
