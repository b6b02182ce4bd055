#include <catch2/catch.hpp>

#include "protocol_golden.hpp"
#include "srchat/protocol/commands.hpp"
#include "srchat/protocol/table.hpp"

using namespace golden;
using namespace srchat::protocol;

namespace {

struct sample {
    std::uint64_t id;
    command what;
};

std::map<std::string, sample> expected() {
    const log_position twelve{81723, 12};
    return {
        {"hello", {1, hello{1, ""}}},
        {"hello.client", {1, hello{1, "web 0.1.0"}}},
        {"ping", {2, ping{}}},
        {"rename", {3, srchat::protocol::rename{"Ann"}}},
        {"rooms", {4, srchat::protocol::rooms{"", std::nullopt}}},
        {"rooms.search", {4, srchat::protocol::rooms{"tea", true}}},
        {"rooms.unwatch", {4, srchat::protocol::rooms{"", false}}},
        {"room_create", {5, room_create{"Tea", "", listing::public_, room_life::until_empty, message_life::hour}}},
        {"room_create.full",
         {5,
          room_create{"Tea", "Green, black and white", listing::unlisted, room_life::day, message_life::five_minutes}}},
        {"join", {6, join{room, std::nullopt}}},
        {"join.resume", {6, join{room, twelve}}},
        {"leave", {7, leave{room}}},
        {"say", {8, say{room, cid, text("hello")}}},
        {"say.unicode", {9'007'199'254'740'991, say{room, cid, text(unicode_text)}}},
        {"edit", {9, edit{room, 13, text("hello again")}}},
        {"delete", {10, delete_{room, 13}}},
        {"react", {11, react{room, 13, "👍", true}}},
        {"react.off", {11, react{room, 13, "👩‍💻", false}}},
        {"typing", {12, typing{room}}},
        {"roster", {13, roster{room, 0}}},
        {"roster.next", {13, roster{room, 200}}},
        {"history", {14, history{room, 13, 50}}},
        {"history.limit", {14, history{room, 13, 100}}},
    };
}

}  // namespace

TEST_CASE("golden: every command file decodes to its value") {
    const auto files = read_folder("commands");
    const auto samples = expected();
    REQUIRE(names_of(files) == names_of(samples));
    for (const auto& [name, frame] : files) {
        INFO(name);
        const decoded result = decode_command(frame.dump());
        REQUIRE(std::holds_alternative<command_frame>(result));
        const auto& [id, what] = std::get<command_frame>(result);
        CHECK(id == samples.at(name).id);
        CHECK(what == samples.at(name).what);
        CHECK(name_of(what) == type_of(name));
    }
}

TEST_CASE("golden: the order of a command's keys does not matter") {
    for (const auto& [name, frame] : read_folder("commands")) {
        INFO(name);
        // nlohmann's objects are sorted by key; this puts the last key first.
        std::string reversed;
        for (const auto& [key, value] : frame.items()) {
            reversed = json(key).dump() + ":" + value.dump() + (reversed.empty() ? "" : ",") + reversed;
        }
        const decoded result = decode_command("{" + reversed + "}");
        REQUIRE(std::holds_alternative<command_frame>(result));
        CHECK(std::get<command_frame>(result).what == expected().at(name).what);
    }
}

TEST_CASE("golden: every command has a file") {
    const auto files = read_folder("commands");
    for (const command_spec& row : commands()) {
        INFO(row.name);
        CHECK(files.contains(std::string{row.name}));
    }
}
