#include <catch2/catch.hpp>

#include <random>

#include "core_room_kit.hpp"

using namespace room_kit;
using namespace srchat::core;
using wire::role;

namespace {

int owners_present(const room_state& room) {
    int count = 0;
    for (const room_member* m : room.members(0, 1'000)) count += m->role == role::owner ? 1 : 0;
    return count;
}

struct owned_room : room_under_test {
    explicit owned_room(int members = 4) {
        for (int who = 1; who <= members; ++who) join(who);
    }
    template <class Command>
    decision decided(int who, Command what) const {
        return decide(room, person(who), what, now);
    }
    template <class Command>
    seq_no act(int who, Command what) {
        return commit(decided(who, what));
    }
    void offer_to(member_no m) { act(1, wire::transfer{room.id(), m, {}}); }
    void let_time_decide() { commit(decide_time(room, now)); }
};

}  // namespace

TEST_CASE("ownership: an offer that is accepted makes one the owner and the other a moderator, in one entry") {
    owned_room r;
    r.offer_to(3);
    CHECK(r.refused(r.decided(2, wire::transfer_answer{r.room.id(), true})) == error_code::no_offer);
    const seq_no top = r.room.top();
    r.act(3, wire::transfer_answer{r.room.id(), true});
    CHECK(r.room.top() == top + 1);
    CHECK(r.room.owner() == person(3));
    CHECK(r.room.member(person(1))->role == role::moderator);
    CHECK(owners_present(r.room) == 1);
    CHECK_FALSE(r.room.offer().has_value());
}

TEST_CASE("ownership: there is one offer at a time, and it ends by declining, cancelling or time") {
    owned_room r;
    r.offer_to(3);
    CHECK(r.refused(r.decided(1, wire::transfer{r.room.id(), 2, {}})) == error_code::offer_pending);
    SECTION("declined") { r.act(3, wire::transfer_answer{r.room.id(), false}); }
    SECTION("cancelled") { r.act(1, wire::transfer_cancel{r.room.id()}); }
    SECTION("the recipient leaves") { r.leave(3); }
    SECTION("over") {
        r.pass(10min);
        CHECK(r.refused(r.decided(3, wire::transfer_answer{r.room.id(), true})) == error_code::no_offer);
        r.let_time_decide();
    }
    CHECK_FALSE(r.room.offer().has_value());
    CHECK(r.room.owner() == person(1));
    CHECK(r.refused(r.decided(1, wire::transfer_cancel{r.room.id()})) == error_code::no_offer);
}

TEST_CASE("ownership: an owner who comes back within the grace is the owner still") {
    owned_room r;
    r.leave(1);
    r.pass(14min);
    CHECK_FALSE(is_due(r.room, r.now));
    r.join(1);
    CHECK(r.room.member(person(1))->role == role::owner);
    r.pass(1h);
    CHECK_FALSE(is_due(r.room, r.now));
}

TEST_CASE("ownership: after the grace come the successor, else the longest-present moderator, else member") {
    owned_room r;
    int heir = 2;
    SECTION("the successor") {
        r.act(1, wire::successor{r.room.id(), 4});
        heir = 4;
    }
    SECTION("a moderator") {
        r.act(1, wire::set_role{r.room.id(), 3, role::moderator});
        heir = 3;
    }
    SECTION("a successor who is not here does not count") {
        r.act(1, wire::successor{r.room.id(), 4});
        r.leave(4);
    }
    SECTION("the longest-present member") {}
    r.leave(1);
    r.pass(15min);
    r.let_time_decide();
    CHECK(r.room.owner() == person(heir));
    CHECK(owners_present(r.room) == 1);
    r.join(1);
    CHECK(r.room.member(person(1))->role == role::moderator);
}

TEST_CASE("ownership: a room with nobody to inherit it ends") {
    owned_room r{1};
    r.leave(1);
    r.pass(15min);
    r.let_time_decide();
    CHECK(r.room.closed());
}

TEST_CASE("ownership: closing counts down, and then the room ends with the owner's reason") {
    owned_room r;
    CHECK(r.refused(r.decided(2, wire::close{r.room.id(), "mine"})) == error_code::not_allowed);
    r.act(1, wire::close{r.room.id(), "Good night"});
    CHECK(r.act(1, wire::close{r.room.id(), "again"}) == 0);
    r.pass(9s);
    CHECK_FALSE(is_due(r.room, r.now));
    r.pass(1s);
    r.let_time_decide();
    CHECK(r.room.closed());
}

TEST_CASE("ownership: whatever the order of acts, there is one owner, and at most one is shown") {
    std::mt19937 random{20'261'122};
    for (int run = 0; run < 300; ++run) {
        owned_room r{5};
        for (int step = 0; step < 60; ++step) {
            const int who = 1 + static_cast<int>(random() % 5);
            const auto m = static_cast<member_no>(1 + random() % 12);
            const room_id id = r.room.id();
            decision next = error_code::internal;
            switch (random() % 9) {
                case 0: next = r.decided(who, wire::transfer{id, m, {}}); break;
                case 1: next = r.decided(who, wire::transfer_answer{id, random() % 2 == 0}); break;
                case 2: next = r.decided(who, wire::transfer_cancel{id}); break;
                case 3: next = r.decided(who, wire::successor{id, m}); break;
                case 4: next = decide_leave(r.room, person(who), wire::leave_reason::away); break;
                case 5: next = decide_join(r.room, person(who), named("P"), {}, r.now); break;
                case 6: next = r.decided(who, wire::kick{id, m}); break;
                case 7: next = decide_time(r.room, r.now); break;
                default: r.pass(std::chrono::minutes{random() % 8}); continue;
            }
            if (next) r.commit(std::move(next));
            if (r.room.closed()) break;
            CHECK(owners_present(r.room) == (r.room.member(r.room.owner()) != nullptr ? 1 : 0));
        }
    }
}
