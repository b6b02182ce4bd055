#include "srchat/protocol/transparency.hpp"

#include <catch2/catch.hpp>

using namespace srchat;
using namespace srchat::protocol;
using namespace std::chrono_literals;

namespace {
const time_point start = from_ms(1'000'000);
}

TEST_CASE("transparency: things of a class are counted with the oldest and the last end") {
    held messages = none_held("messages");
    messages.add(start + 5s, start + 60s);
    messages.add(start, start + 50s);
    CHECK(messages.count == 2);
    CHECK(messages.oldest_at == start);
    CHECK(messages.ends_by == start + 60s);
    CHECK_FALSE(messages.endless);
    messages.add(start, {});
    CHECK(messages.endless);
}

TEST_CASE("transparency: what two places hold is one sum, and unknown if one of them is") {
    held here = none_held("rooms");
    held there = none_held("rooms");
    here.add(start + 1s, start + 9s);
    there.add(start, start + 7s);
    here.add(there);
    CHECK(here.count == 2);
    CHECK(here.oldest_at == start);
    CHECK(here.ends_by == start + 9s);
    held unknown;
    here.add(unknown);
    CHECK_FALSE(here.count.has_value());
}

TEST_CASE("transparency: an unknown count is null, and an end that is not everybody's is left out") {
    held unknown;
    unknown.what = "accounts";
    unknown.where = held_in::database;
    held rooms = none_held("rooms");
    rooms.add(start, start + 1s);
    rooms.add(start, {});
    transparency all;
    all.at = all.started_at = start;
    all.version = "1";
    all.log_level = "info";
    all.live_store = "memory";
    all.classes = {unknown, rooms};
    CHECK(
        encode_http(all) ==
        R"({"at":1000000,"started_at":1000000,"version":"1","log_level":"info","live_store":"memory","live_persists":null,)"
        R"("held":[{"what":"accounts","where":"database","count":null},)"
        R"({"what":"rooms","where":"memory","count":2,"oldest_at":1000000}]})");
}
