#include <catch2/catch.hpp>

#include "core_room_kit.hpp"

using namespace room_kit;
using namespace srchat::core;
using wire::room_entry;

namespace {

room_settings with_entry(room_entry entry, wire::listing listing = wire::listing::public_) {
    room_settings settings = tea();
    settings.entry = entry;
    settings.listing = listing;
    if (entry == room_entry::password) settings.verifier = secret_text{"verifier"};
    return settings;
}

const wire::person masked{"Calm Otter 12", "a1", wire::person_kind::hidden};
constexpr credentials right_password{true, false, true};
constexpr credentials let_in{false, true, true};

wire::room_set setting(const room_id& room) {
    wire::room_set what;
    what.room = room;
    return what;
}

}  // namespace

TEST_CASE("entry: a listed room says why it stays shut, and an unlisted one is no room at all") {
    const std::vector<std::pair<room_entry, error_code>> shut{{room_entry::password, error_code::password_wrong},
                                                              {room_entry::knock, error_code::knock_first},
                                                              {room_entry::invite, error_code::invite_only}};
    for (const auto& [entry, why] : shut) {
        room_under_test listed{{}, with_entry(entry)};
        CHECK(listed.refused(decide_join(listed.room, person(2), named("P2"), {}, start)) == why);
        room_under_test unlisted{{}, with_entry(entry, wire::listing::unlisted)};
        CHECK(unlisted.refused(decide_join(unlisted.room, person(2), named("P2"), {}, start)) == error_code::no_room);
        CHECK(decide_join(unlisted.room, person(2), named("P2"), let_in, start).has_value());
    }
}

TEST_CASE("entry: the owner needs no password, everybody else the right one") {
    room_under_test r{{}, with_entry(room_entry::password)};
    CHECK(r.join(1) > 0);
    CHECK(decide_join(r.room, person(2), named("P2"), right_password, r.now).has_value());
}

TEST_CASE("entry: who was let in with an older password needs the new one to come back") {
    room_under_test r{{}, with_entry(room_entry::password)};
    r.join(1);
    r.commit(decide_join(r.room, person(2), named("P2"), right_password, r.now));
    CHECK(decide_join(r.room, person(2), named("P2"), {}, r.now).has_value());
    wire::room_set change = setting(r.room.id());
    change.password = secret_text{"set"};
    r.commit(decide(r.room, person(1), change, r.now, secret_text{"new verifier"}));
    CHECK(r.room.settings().verifier == secret_text{"new verifier"});
    CHECK(r.refused(decide_join(r.room, person(2), named("P2"), {}, r.now)) == error_code::password_wrong);
    CHECK(decide_join(r.room, person(2), named("P2"), right_password, r.now).has_value());
    CHECK(decide_join(r.room, person(1), named("P1"), {}, r.now).has_value());
}

TEST_CASE("entry: a password is wanted exactly where the room is entered by one") {
    room_under_test r;
    r.join(1);
    wire::room_set change = setting(r.room.id());
    change.entry = room_entry::password;
    CHECK(r.refused(decide(r.room, person(1), change, r.now, {})) == error_code::password_invalid);
    change.password = secret_text{"set"};
    CHECK(r.commit(decide(r.room, person(1), change, r.now, secret_text{"verifier"})) > 0);
    wire::room_set open = setting(r.room.id());
    open.entry = room_entry::open;
    r.commit(decide(r.room, person(1), open, r.now, {}));
    CHECK(r.room.settings().verifier.empty());
}

TEST_CASE("entry: a room without guests takes none, shown or hidden") {
    room_settings settings = tea();
    settings.guests = false;
    room_under_test r{{}, settings};
    const credentials guest{false, false, true};
    CHECK(r.refused(decide_join(r.room, person(2), named("P2"), guest, r.now)) == error_code::no_guests);
    CHECK(r.refused(decide_join(r.room, person(2), masked, guest, r.now)) == error_code::no_guests);
    CHECK(decide_join(r.room, person(2), named("P2"), {}, r.now).has_value());
}

TEST_CASE("entry: one is inside one way at a time") {
    room_under_test r;
    r.join(1);
    r.commit(decide_join(r.room, person(2), masked, {}, r.now));
    CHECK(r.refused(decide_join(r.room, person(2), named("P2"), {}, r.now)) == error_code::identity_differs);
    CHECK(decide_join(r.room, person(2), masked, {}, r.now).has_value());
    CHECK(r.commit(decide_rename(r.room, person(2), named("New"))) == 0);
}

TEST_CASE("entry: the end of a session does not show on a hidden member") {
    room_under_test r;
    r.join(1);
    r.commit(decide_join(r.room, person(2), masked, {}, r.now));
    const decision left = decide_leave(r.room, person(2), wire::leave_reason::session);
    REQUIRE(left.has_value());
    CHECK(std::get<wire::member_left>(left->front().what).reason == wire::leave_reason::left);
}

TEST_CASE("entry: an owner who was seen does not come back hidden") {
    room_under_test r;
    r.join(1);
    r.leave(1);
    CHECK(r.refused(decide_join(r.room, person(1), masked, {}, r.now)) == error_code::identity_differs);
    CHECK(r.join(1) > 0);
}

TEST_CASE("settings: a shorter message life ends living messages sooner, a longer one leaves them") {
    room_under_test r;
    r.join(1);
    const seq_no said = r.say(1);
    const time_point sent = r.now;
    wire::room_set change = setting(r.room.id());
    change.message_life = wire::message_life::week;
    r.commit(decide(r.room, person(1), change, r.now, {}));
    CHECK(r.message(said)->expires_at == sent + 1h);
    change.message_life = wire::message_life::five_minutes;
    r.pass(1min);
    r.commit(decide(r.room, person(1), change, r.now, {}));
    CHECK(r.message(said)->expires_at == sent + 5min);
    r.pass(4min);
    CHECK(r.message(said) == nullptr);
}

TEST_CASE("settings: only the owner sets them, and messages may not outlive the room") {
    room_under_test r;
    r.join(1);
    r.join(2);
    wire::room_set change = setting(r.room.id());
    change.life = wire::room_life::hour;
    CHECK(r.refused(decide(r.room, person(2), change, r.now, {})) == error_code::not_allowed);
    change.message_life = wire::message_life::day;
    CHECK(r.refused(decide(r.room, person(1), change, r.now, {})) == error_code::bad_life);
    change.message_life = wire::message_life::hour;
    r.commit(decide(r.room, person(1), change, r.now, {}));
    CHECK(r.room.expires_at() == r.now + 1h);
}

TEST_CASE("message: a reply needs a living message, a mention somebody who is or was here") {
    room_under_test r;
    r.join(1);
    r.join(2);
    const seq_no said = r.say(1);
    wire::say reply{r.room.id(), cid(1), text("yes"), said, {1, 2}, {}};
    r.commit(decide(r.room, person(2), reply, r.now));
    REQUIRE(r.message(r.room.top())->more != nullptr);
    CHECK(r.message(r.room.top())->more->reply_to == said);
    reply.mentions = {9};
    CHECK(r.refused(decide(r.room, person(2), reply, r.now)) == error_code::no_member);
    reply.mentions = {};
    r.erase(1, said);
    CHECK(r.refused(decide(r.room, person(2), reply, r.now)) == error_code::no_message);
}
