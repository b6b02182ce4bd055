// The rules of a room, each named as people would say it (docs/PROTOCOL.md, section 5).
#include <catch2/catch.hpp>

#include "core_room_kit.hpp"
#include "srchat/core/room_state.hpp"

using namespace room_kit;
using namespace srchat::core;

namespace {

const std::string heart = "\xE2\x9D\xA4\xEF\xB8\x8F";
const std::string thumb = "\xF0\x9F\x91\x8D";

// Thirty-one different emoji: faces from U+1F600 on.
std::string face(int n) {
    std::string s = "\xF0\x9F\x98";
    s.push_back(static_cast<char>(0x80 + n));
    return s;
}

struct with_two : room_under_test {
    explicit with_two(room_rules given = {}, room_settings settings = tea())
        : room_under_test{given, std::move(settings)} {
        join(1);
        join(2);
    }
};

}  // namespace

TEST_CASE("room: who opened it enters as owner, everybody else as member, with numbers from 1 up") {
    room_under_test r;
    r.join(2);
    r.join(1);
    REQUIRE(r.room.member(person(2)) != nullptr);
    CHECK(r.room.member(person(2))->m == 1);
    CHECK(r.room.member(person(2))->role == wire::role::member);
    CHECK(r.room.member(person(1))->m == 2);
    CHECK(r.room.member(person(1))->role == wire::role::owner);
    CHECK(r.room.member(member_no{1})->person == person(2));
    CHECK(r.room.count() == 2);
}

TEST_CASE("room: joining twice is nothing new") {
    with_two r;
    const seq_no top = r.room.top();
    CHECK(r.join(2) == 0);
    CHECK(r.room.top() == top);
    CHECK(r.room.count() == 2);
}

TEST_CASE("room: who comes back after leaving gets a new number, and numbers are never given again") {
    with_two r;
    r.leave(2);
    CHECK(r.room.member(person(2)) == nullptr);
    CHECK(r.room.member(member_no{2}) == nullptr);
    r.join(2);
    CHECK(r.room.member(person(2))->m == 3);
}

TEST_CASE("room: a full one takes nobody more until somebody leaves") {
    room_rules rules;
    rules.members_max = 2;
    with_two r{rules};
    CHECK(r.refused(decide_join(r.room, person(3), named("C"), {}, r.now)) == error_code::room_full);
    CHECK(r.join(1) == 0);
    r.leave(2);
    CHECK(r.join(3) > 0);
}

TEST_CASE("room: members are listed by number, page after page") {
    room_under_test r;
    for (int i = 1; i <= 5; ++i) r.join(i);
    const auto page = r.room.members(2, 2);
    REQUIRE(page.size() == 2);
    CHECK(page[0]->m == 3);
    CHECK(page[1]->m == 4);
    CHECK(r.room.members(5, 2).empty());
}

TEST_CASE("room: whoever is no member can do nothing in it") {
    with_two r;
    const seq_no said = r.say(1);
    CHECK(r.refused(r.decide_say(9, 1)) == error_code::not_member);
    CHECK(r.refused(r.decide_edit(9, said, "x")) == error_code::not_member);
    CHECK(r.refused(r.decide_delete(9, said)) == error_code::not_member);
    CHECK(r.refused(r.decide_react(9, said, heart)) == error_code::not_member);
    CHECK(r.refused(decide_leave(r.room, person(9), wire::leave_reason::left)) == error_code::not_member);
}

TEST_CASE("room: an author who has left can no longer edit or delete") {
    with_two r;
    const seq_no said = r.say(2);
    r.leave(2);
    CHECK(r.refused(r.decide_edit(2, said, "x")) == error_code::not_member);
    CHECK(r.refused(r.decide_delete(2, said)) == error_code::not_member);
}

TEST_CASE("room: a message runs out after the room's message lifetime") {
    with_two r;
    const seq_no said = r.say(1);
    CHECK(r.message(said)->expires_at == r.now + 1h);
    CHECK(r.message(said)->by->m == 1);
    CHECK(r.message(said)->by_person == person(1));
}

TEST_CASE("room: a message never outlives the room") {
    with_two r{{}, {"Tea", "", {}, wire::room_life::hour, wire::message_life::hour}};
    r.pass(40min);
    const seq_no said = r.say(1);
    CHECK(r.message(said)->expires_at == start + 1h);
    CHECK(r.message(said)->expires_at == r.room.expires_at());
}

TEST_CASE("room: after its end nothing can be said, even before it has been closed") {
    with_two r{{}, {"Tea", "", {}, wire::room_life::hour, wire::message_life::hour}};
    r.now = start + 1h - 1ms;
    CHECK(r.decide_say(1, 1).has_value());
    r.now = start + 1h;
    CHECK(r.refused(r.decide_say(1, 2)) == error_code::gone);
}

TEST_CASE("room: settings whose messages would outlive the room are refused") {
    const room_rules rules;
    const auto check = [&](wire::room_life life, wire::message_life message_life) {
        return room_state::check({"Tea", "", {}, life, message_life}, rules);
    };
    CHECK(check(wire::room_life::hour, wire::message_life::day).error().code == error_code::bad_life);
    CHECK(check(wire::room_life::day, wire::message_life::week).error().code == error_code::bad_life);
    CHECK(check(wire::room_life::hour, wire::message_life::hour).has_value());
    CHECK(check(wire::room_life::week, wire::message_life::week).has_value());
    CHECK(check(wire::room_life::until_empty, wire::message_life::week).has_value());
}

TEST_CASE("edit: the new text replaces the old one and says when") {
    with_two r;
    const seq_no said = r.say(1, "helo");
    r.now += 1min;
    CHECK(r.edit(1, said, "hello") == said + 1);
    CHECK(words_of(r.message(said)->content) == "hello");
    CHECK(r.message(said)->edited_at() == r.now);
    const auto& event = std::get<std::unique_ptr<wire::room_event>>(r.room.history().at(said + 1).held);
    CHECK(words_of(std::get<wire::message_edited>(*event).content).empty());
}

TEST_CASE("edit: the window is 15 minutes, to the millisecond, and an edit does not prolong it") {
    with_two r;
    const seq_no said = r.say(1, "one");
    r.now = start + 10min;
    r.edit(1, said, "two");
    r.now = start + 15min;
    CHECK(r.decide_edit(1, said, "three").has_value());
    r.now += 1ms;
    CHECK(r.refused(r.decide_edit(1, said, "three")) == error_code::edit_window_over);
}

TEST_CASE("edit: the same text again appends nothing") {
    with_two r;
    const seq_no said = r.say(1, "same");
    CHECK(r.edit(1, said, "same") == 0);
    CHECK_FALSE(r.message(said)->edited_at().has_value());
}

TEST_CASE("edit: only the author may, owners of the room included") {
    with_two r;
    const seq_no said = r.say(2);
    CHECK(r.refused(r.decide_edit(1, said, "x")) == error_code::not_yours);
}

TEST_CASE("delete: the author may, and the owner, whose role is told, but no other member") {
    with_two r;
    const seq_no of_owner = r.say(1);
    CHECK(r.refused(r.decide_delete(2, of_owner)) == error_code::not_yours);
    const decision own = r.decide_delete(1, of_owner);
    REQUIRE(own.has_value());
    CHECK_FALSE(std::get<wire::message_deleted>(own->front().what).by_role.has_value());
    const decision others = r.decide_delete(1, r.say(2));
    REQUIRE(others.has_value());
    CHECK(std::get<wire::message_deleted>(others->front().what).by_role == wire::role::owner);
}

TEST_CASE("edit, delete and react: what is no living message cannot be meant") {
    with_two r;
    const seq_no said = r.say(1);
    for (const seq_no target : {seq_no{1}, seq_no{2}, said + 1, seq_no{1'000'000}, ~seq_no{0}}) {
        CHECK(r.refused(r.decide_edit(1, target, "x")) == error_code::no_message);
        CHECK(r.refused(r.decide_delete(1, target)) == error_code::no_message);
        CHECK(r.refused(r.decide_react(1, target, heart)) == error_code::no_message);
    }
}

TEST_CASE("edit, delete and react: a message that has run out is gone before it has been buried") {
    room_rules rules;
    rules.edit_window = 10h;
    with_two r{rules};
    const seq_no said = r.say(1);
    r.now += 1h;
    REQUIRE(r.message(said) != nullptr);
    CHECK(r.refused(r.decide_edit(1, said, "x")) == error_code::no_message);
    CHECK(r.refused(r.decide_delete(1, said)) == error_code::no_message);
    CHECK(r.refused(r.decide_react(1, said, heart)) == error_code::no_message);
}

TEST_CASE("delete: the message is gone, once, and its number is not used again") {
    with_two r;
    const seq_no said = r.say(1, "oops");
    CHECK(r.erase(1, said) == said + 1);
    CHECK(r.message(said) == nullptr);
    CHECK(r.refused(r.decide_delete(1, said)) == error_code::no_message);
    CHECK(r.say(1) == said + 2);
}

TEST_CASE("reactions: on and off, counted, and twice is once") {
    with_two r;
    const seq_no said = r.say(1);
    const auto count_of = [&](const decision& d) { return std::get<wire::reaction>(d->front().what).count; };
    const decision first = r.decide_react(1, said, heart);
    CHECK(count_of(first) == 1);
    r.commit(first);
    CHECK(r.react(1, said, heart) == 0);
    const decision second = r.decide_react(2, said, heart);
    CHECK(count_of(second) == 2);
    r.commit(second);
    const decision off = r.decide_react(1, said, heart, false);
    CHECK(count_of(off) == 1);
    r.commit(off);
    CHECK(r.react(1, said, heart, false) == 0);
    const decision last = r.decide_react(2, said, heart, false);
    CHECK(count_of(last) == 0);
    r.commit(last);
    CHECK(r.message(said)->reactions().empty());
}

TEST_CASE("reactions: a message takes thirty kinds, and more of a kind it has") {
    with_two r;
    const seq_no said = r.say(1);
    for (int i = 0; i < 30; ++i) r.react(1, said, face(i));
    CHECK(r.refused(r.decide_react(1, said, face(30))) == error_code::reaction_limit);
    CHECK(r.react(2, said, face(0)) > 0);
    r.react(1, said, face(7), false);
    CHECK(r.react(1, said, face(30)) > 0);
}

TEST_CASE("reactions: what is no emoji is refused, however it is dressed") {
    with_two r;
    const seq_no said = r.say(1);
    for (const std::string& odd : {std::string{}, std::string{"x"}, std::string{"<3"}, heart + heart, thumb + "x",
                                   std::string{"\xE2\x9D\xA4"}, std::string{"\xF0\x9F\x91"}, std::string(65, '1')}) {
        INFO(odd);
        CHECK(r.refused(r.decide_react(1, said, odd)) == error_code::emoji_invalid);
        CHECK(r.refused(r.decide_react(1, said, odd, false)) == error_code::emoji_invalid);
    }
    CHECK(r.react(1, said, thumb) > 0);
    CHECK(r.refused(r.decide_react(1, said + 100, "x")) == error_code::no_message);
    CHECK(r.refused(r.decide_react(9, said, "x")) == error_code::not_member);
}

TEST_CASE("reactions: those of somebody who left still count, and are theirs again on return") {
    with_two r;
    const seq_no said = r.say(1);
    r.react(2, said, heart);
    r.leave(2);
    REQUIRE(r.message(said)->reactions().size() == 1);
    r.join(2);
    CHECK(r.react(2, said, heart) == 0);
    r.react(2, said, heart, false);
    CHECK(r.message(said)->reactions().empty());
}

TEST_CASE("client ids: one is remembered for at least ten minutes, and forgotten within twenty") {
    with_two r;
    const seq_no said = r.commit(r.decide_say(1, 42));
    CHECK(r.room.seq_of(person(1), cid(42)) == said);
    r.pass(10min - 1ms);
    CHECK(r.room.seq_of(person(1), cid(42)) == said);
    r.pass(1ms);
    r.pass(10min);
    CHECK_FALSE(r.room.seq_of(person(1), cid(42)).has_value());
}

TEST_CASE("client ids: one belongs to one person, and outlives message, delete and leave") {
    room_rules rules;
    rules.hour = 1s;
    with_two r{rules};
    const seq_no first = r.commit(r.decide_say(1, 42));
    CHECK_FALSE(r.room.seq_of(person(2), cid(42)).has_value());
    const seq_no second = r.commit(r.decide_say(2, 42));
    r.erase(1, first);
    r.leave(2);
    r.pass(2s);
    REQUIRE(r.message(second) == nullptr);
    CHECK(r.room.seq_of(person(1), cid(42)) == first);
    CHECK(r.room.seq_of(person(2), cid(42)) == second);
}

TEST_CASE("rename: members hear of a new name, and of nothing if it is the old one") {
    with_two r;
    const seq_no said = r.say(2);
    CHECK(r.commit(decide_rename(r.room, person(2), named("P2"))) == 0);
    CHECK(r.commit(decide_rename(r.room, person(9), named("Nobody"))) == 0);
    const decision changed = decide_rename(r.room, person(2), named("Ann"));
    REQUIRE(changed.has_value());
    CHECK(std::get<wire::member_changed>(changed->front().what).who.m == 2);
    r.commit(changed);
    CHECK(r.room.member(person(2))->who.name == "Ann");
    CHECK(r.room.member(person(2))->m == 2);
    CHECK(r.message(said)->by->who.name == "P2");
    CHECK(r.commit(decide_rename(r.room, person(1), named("Olga"))) > 0);
    CHECK(r.room.member(person(1))->role == wire::role::owner);
}

TEST_CASE("close: it happens once, and nobody enters afterwards") {
    with_two r;
    r.commit(decide_close(r.room, wire::close_reason::empty));
    CHECK(r.room.closed());
    CHECK(r.refused(decide_close(r.room, wire::close_reason::empty)) == error_code::gone);
    CHECK(r.refused(decide_join(r.room, person(3), named("C"), {}, r.now)) == error_code::gone);
    CHECK(r.refused(r.decide_say(1, 1)) == error_code::gone);
}

TEST_CASE("version: it counts members coming, going and changing, and not what they write") {
    with_two r;
    const std::uint64_t before = r.room.version();
    const seq_no said = r.say(1);
    r.edit(1, said, "x");
    r.react(2, said, heart);
    r.erase(1, said);
    CHECK(r.room.version() == before);
    r.commit(decide_rename(r.room, person(2), named("Ann")));
    r.leave(2);
    r.join(2);
    CHECK(r.room.version() == before + 3);
}

TEST_CASE("card: it tells activity by the minute only") {
    with_two r;
    r.now = start + 90s + 123ms;
    r.say(1);
    const wire::card card = r.room.card();
    CHECK(card.active_at == start + 1min);
    CHECK(card.count == 2);
    CHECK_FALSE(card.expires_at.has_value());
    CHECK(card.created_at == start);
}
