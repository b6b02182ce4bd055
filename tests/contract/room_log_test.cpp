// The contract of ports/room_log.hpp.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "adapters_under_test.hpp"
#include "services_kit.hpp"

using namespace services_kit;

// Every adapter.
#define ALL_ROOM_LOGS contract::memory_room_log

namespace {

// Folds nothing: it keeps what it was handed.
class keeper final : public ports::log_reader {
public:
    virtual ~keeper() = default;
    void on_entry(const room_id& room, wire::log_entry entry) override {
        rooms.push_back(room);
        entries.push_back(std::move(entry));
    }
    std::vector<room_id> rooms;
    std::vector<wire::log_entry> entries;
};

template <class Adapter>
struct log_under_test {
    hand_loop loop;
    Adapter adapter;
    keeper reader;
    room_id room = room_id::random();
    epoch_no epoch = 0;
    time_point now = from_ms(1'800'000'000'000);

    log_under_test() {
        adapter.port().attach(reader);
        epoch = open(room);
    }
    epoch_no open(const room_id& id) {
        const auto opened = loop.run(adapter.port().open(id));
        REQUIRE(opened.has_value());
        return *opened;
    }
    result<ports::log_ack> append(std::vector<wire::log_draft> drafts, std::uint64_t version = 0) {
        return append_to(room, std::move(drafts), version);
    }
    result<ports::log_ack> append_to(const room_id& id, std::vector<wire::log_draft> drafts,
                                     std::uint64_t version = 0) {
        return loop.run(adapter.port().append(id, version, std::move(drafts), now));
    }
    void drop(const room_id& id) { loop.run(adapter.port().drop(id)); }
};

const person_id ann = person_id::random();

wire::log_draft said(std::string words) {
    wire::message m;
    m.by = std::make_shared<const wire::author>(wire::author{1, {"Ann", "a1", wire::person_kind::guest}});
    m.cid = client_id::random();
    m.content = wire::text_body{message_text{std::move(words)}};
    m.expires_at = from_ms(1'800'003'600'000);
    return {ann, m};
}
wire::log_draft joined(member_no m) {
    return {ann, wire::member_joined{
                     {m, {"Ann", "a1", wire::person_kind::guest}, wire::role::member, wire::presence_state::here}}};
}
wire::log_draft left(member_no m) { return {ann, wire::member_left{m, wire::leave_reason::left}}; }

template <class... Draft>
std::vector<wire::log_draft> drafts(Draft... some) {
    std::vector<wire::log_draft> all;
    (all.push_back(std::move(some)), ...);
    return all;
}
const std::string& words_of(const wire::log_entry& entry) {
    return std::get<wire::text_body>(std::get<wire::message>(entry.what).content).text.reveal();
}

}  // namespace

TEMPLATE_TEST_CASE("room log: seqs begin at 1 and have no holes, whether drafts come alone or together", "",
                   ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    CHECK(l.append(drafts(said("one")))->first == 1);
    CHECK(l.append(drafts(said("two"), said("three")))->first == 2);
    CHECK(l.append(drafts(said("four")))->first == 4);
    REQUIRE(l.reader.entries.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) CHECK(l.reader.entries[i].seq == i + 1);
    CHECK(words_of(l.reader.entries[2]) == "three");
}

TEMPLATE_TEST_CASE("room log: the reader has every entry, whole, before the append completes", "", ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    const auto ack = l.append(drafts(said("hello")));
    REQUIRE(ack.has_value());
    CHECK(ack->epoch == l.epoch);
    CHECK_FALSE(ack->stale);
    REQUIRE(l.reader.entries.size() == 1);
    const wire::log_entry& entry = l.reader.entries[0];
    CHECK(l.reader.rooms[0] == l.room);
    CHECK(entry.seq == ack->first);
    CHECK(entry.at == ack->at);
    CHECK(entry.actor == ann);
    CHECK(words_of(entry) == "hello");
    CHECK(std::get<wire::message>(entry.what).expires_at == from_ms(1'800'003'600'000));
    CHECK(std::get<wire::message>(entry.what).by->who.name == "Ann");
}

TEMPLATE_TEST_CASE("room log: nothing to append is no entry", "", ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    const auto ack = l.append({});
    REQUIRE(ack.has_value());
    CHECK(ack->first == 0);
    CHECK_FALSE(ack->stale);
    CHECK(l.reader.entries.empty());
    CHECK(l.append(drafts(said("one")))->first == 1);
}

TEMPLATE_TEST_CASE("room log: on an old view of the members nothing is appended, and the caller is told", "",
                   ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    REQUIRE_FALSE(l.append(drafts(joined(1)), 0)->stale);
    const auto old = l.append(drafts(said("on an old view"), left(1)), 0);
    REQUIRE(old.has_value());
    CHECK(old->stale);
    CHECK(l.reader.entries.size() == 1);
    CHECK(l.append(drafts(left(1)), 1)->first == 2);
    CHECK(l.append(drafts(said("too new a view")), 9)->stale);
    CHECK(l.reader.entries.size() == 2);
}

TEMPLATE_TEST_CASE("room log: messages, edits and reactions leave the view current", "", ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    l.append(drafts(joined(1)), 0);
    for (int i = 0; i < 10; ++i) CHECK_FALSE(l.append(drafts(said("x")), 1)->stale);
    CHECK_FALSE(l.append(drafts(wire::log_draft{ann, wire::reaction{2, "\xF0\x9F\x91\x8D", 1, true, 1}}), 1)->stale);
    CHECK_FALSE(l.append(drafts(wire::log_draft{ann, wire::message_deleted{2, std::nullopt}}), 1)->stale);
    CHECK(l.append(drafts(left(1), joined(2)), 1)->first == 14);
    CHECK(l.append(drafts(said("x")), 2)->stale);
    CHECK_FALSE(l.append(drafts(said("x")), 3)->stale);
}

TEMPLATE_TEST_CASE("room log: rooms know nothing of each other", "", ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    const room_id other = room_id::random();
    l.open(other);
    l.append(drafts(joined(1), said("here")), 0);
    CHECK(l.append_to(other, drafts(said("there")), 0)->first == 1);
    CHECK(l.reader.rooms.back() == other);
    l.drop(other);
    CHECK(l.append(drafts(said("still here")), 1)->first == 3);
}

TEMPLATE_TEST_CASE("room log: a room that was never opened, or was dropped, takes nothing", "", ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    CHECK(l.append_to(room_id::random(), drafts(said("x"))).error().code == error_code::no_room);
    l.drop(l.room);
    CHECK(l.append(drafts(said("x"))).error().code == error_code::no_room);
    CHECK(l.reader.entries.empty());
    l.drop(l.room);
}

TEMPLATE_TEST_CASE("room log: opening anew is another epoch, from seq 1 and version 0 on", "", ALL_ROOM_LOGS) {
    log_under_test<TestType> l;
    l.append(drafts(joined(1), said("x")), 0);
    l.drop(l.room);
    const epoch_no second = l.open(l.room);
    CHECK(second != 0);
    CHECK(second != l.epoch);
    const auto ack = l.append(drafts(said("y")), 0);
    CHECK(ack->first == 1);
    CHECK(ack->epoch == second);
}
