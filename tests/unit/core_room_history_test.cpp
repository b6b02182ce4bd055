#include "srchat/core/room_history.hpp"

#include <catch2/catch.hpp>

#include "core_room_kit.hpp"

using namespace room_kit;
using namespace srchat::core;
using tombstone = room_history::tombstone;

namespace {

std::unique_ptr<live_message> alive_until(time_point end, std::string words = "hello") {
    auto m = std::make_unique<live_message>();
    m->content = text(std::move(words));
    m->expires_at = end;
    return m;
}
std::unique_ptr<wire::room_event> somebody_left(member_no m = 1) {
    return std::make_unique<wire::room_event>(wire::member_left{m, wire::leave_reason::left});
}
bool is_tombstone(const room_history& h, seq_no seq, tombstone kind) {
    const auto* held = std::get_if<tombstone>(&h.at(seq).held);
    return held != nullptr && *held == kind;
}

}  // namespace

TEST_CASE("history: an empty one has no positions") {
    const room_history h;
    CHECK(h.first() == 1);
    CHECK(h.top() == 0);
    CHECK(h.message(0) == nullptr);
    CHECK(h.message(1) == nullptr);
    CHECK_FALSE(h.next_expiry().has_value());
}

TEST_CASE("history: positions count up from 1, and only a living message is found as one") {
    room_history h;
    h.append(start, alive_until(start + 1h, "first"));
    h.append(start, somebody_left());
    h.append(start, alive_until(start + 1h, "third"));
    CHECK(h.top() == 3);
    REQUIRE(h.message(1) != nullptr);
    CHECK(words_of(h.message(1)->content) == "first");
    CHECK(h.message(2) == nullptr);
    CHECK(words_of(h.message(3)->content) == "third");
    CHECK(h.message(4) == nullptr);
}

TEST_CASE("history: burying a message leaves what kind of thing it was and gives its bytes back") {
    room_history h;
    h.append(start, alive_until(start + 1h, std::string(1'000, 'x')));
    h.append(start, alive_until(start + 1h, "y"));
    const std::size_t before = h.bytes();
    h.bury(1, tombstone::deleted);
    CHECK(h.message(1) == nullptr);
    CHECK(is_tombstone(h, 1, tombstone::deleted));
    CHECK(h.bytes() + 1'000 <= before);
    CHECK(h.top() == 2);
    const std::size_t after = h.bytes();
    h.bury(1, tombstone::deleted);
    CHECK(h.bytes() == after);
}

TEST_CASE("history: burying what is not there changes nothing") {
    room_history h;
    h.append(start, alive_until(start + 1h));
    const std::size_t before = h.bytes();
    h.bury(0, tombstone::deleted);
    h.bury(2, tombstone::deleted);
    CHECK(h.bytes() == before);
    CHECK(h.message(1) != nullptr);
}

TEST_CASE("history: a message is buried at its time and not a millisecond before") {
    const room_rules rules;
    room_history h;
    h.append(start, alive_until(start + 10s));
    h.append(start + 5s, alive_until(start + 15s));
    h.expire(start + 10s - 1ms, 1h, rules);
    CHECK(h.message(1) != nullptr);
    CHECK(h.next_expiry() == start + 10s);
    h.expire(start + 10s, 1h, rules);
    CHECK(h.message(1) == nullptr);
    CHECK(is_tombstone(h, 1, tombstone::expired));
    CHECK(h.message(2) != nullptr);
    CHECK(h.next_expiry() == start + 15s);
    h.expire(start + 15s, 1h, rules);
    CHECK(h.message(2) == nullptr);
    CHECK_FALSE(h.next_expiry().has_value());
}

TEST_CASE("history: messages between and behind other events run out as well") {
    const room_rules rules;
    room_history h;
    h.append(start, somebody_left());
    h.append(start, alive_until(start + 10s));
    h.append(start, somebody_left());
    h.append(start, alive_until(start + 10s));
    h.bury(2, tombstone::deleted);
    CHECK(h.next_expiry() == start + 10s);
    h.expire(start + 10s, 1h, rules);
    CHECK(h.message(4) == nullptr);
    CHECK(is_tombstone(h, 2, tombstone::deleted));
    h.append(start + 20s, alive_until(start + 30s));
    h.expire(start + 30s, 1h, rules);
    CHECK(h.message(5) == nullptr);
}

TEST_CASE("history: that a message ran out is still known for a while after its time, so that a gap can count it") {
    const room_rules rules;
    room_history h;
    h.append(start, alive_until(start + 10s));
    h.append(start, alive_until(start + 10s));
    h.expire(start + 10s, 10s, rules);
    REQUIRE(h.first() == 1);
    CHECK(is_tombstone(h, 1, tombstone::expired));
    CHECK(is_tombstone(h, 2, tombstone::expired));
    h.expire(start + 20s - 1ms, 10s, rules);
    CHECK(h.first() == 1);
    h.expire(start + 20s, 10s, rules);
    CHECK(h.first() == 3);
    CHECK(h.top() == 2);
}

TEST_CASE("history: an event that is no message is kept as long as messages live, and then nothing of it") {
    const room_rules rules;
    room_history h;
    h.append(start, somebody_left());
    h.append(start + 1s, somebody_left());
    h.expire(start + 10s - 1ms, 10s, rules);
    CHECK(std::holds_alternative<std::unique_ptr<wire::room_event>>(h.at(1).held));
    h.expire(start + 10s, 10s, rules);
    CHECK(is_tombstone(h, 1, tombstone::other));
    CHECK(std::holds_alternative<std::unique_ptr<wire::room_event>>(h.at(2).held));
}

TEST_CASE("history: beyond the number of entries the oldest go, alive or not") {
    room_rules rules;
    rules.log_entries = 3;
    room_history h;
    for (int i = 0; i < 5; ++i) h.append(start, alive_until(start + 1h, std::to_string(i + 1)));
    h.expire(start, 1h, rules);
    CHECK(h.first() == 3);
    CHECK(h.top() == 5);
    CHECK(h.message(2) == nullptr);
    REQUIRE(h.message(3) != nullptr);
    CHECK(words_of(h.message(3)->content) == "3");
}

TEST_CASE("history: beyond the number of bytes the oldest go, and the count of bytes stays right") {
    room_rules rules;
    rules.log_bytes = 10'000;
    room_history h;
    for (int i = 0; i < 100; ++i) {
        h.append(start, alive_until(start + 1h, std::string(1'000, 'x')));
        h.expire(start, 1h, rules);
        REQUIRE(h.bytes() <= rules.log_bytes);
    }
    CHECK(h.top() == 100);
    CHECK(h.first() > 90);
    CHECK(h.first() <= 95);
    h.expire(start + 10h, 1h, rules);
    CHECK(h.first() == 101);
    CHECK(h.bytes() == 0);
}

TEST_CASE("history: a message that changes its size is counted with its new one") {
    room_history h;
    h.append(start, alive_until(start + 1h, "x"));
    const std::size_t small = h.bytes();
    live_message* m = h.message(1);
    const std::size_t before = m->bytes();
    m->content = text(std::string(500, 'y'));
    h.resized(before, m->bytes());
    CHECK(h.bytes() == small + 499);
    h.bury(1, tombstone::deleted);
    room_history buried_small;
    buried_small.append(start, alive_until(start + 1h, "x"));
    buried_small.bury(1, tombstone::deleted);
    CHECK(h.bytes() == buried_small.bytes());
}
