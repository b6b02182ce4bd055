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

const srchat::protocol::proof solved{"w019b7a7c1e00K3fZ9qd41c2a7be0915f6aa0", "2s4k"};
const media_id picture = *media_id::parse("Zt5wQ1mX8rB2nK7vL4pC9s");

room_set room_set_example() {
    room_set what;
    what.room = room;
    what.name = "Tea, please";
    what.entry = room_entry::password;
    what.password = secret_text{"open sesame"};
    what.guests = false;
    what.message_life = message_life::five_minutes;
    what.slow_ms = 30'000;
    return what;
}

std::map<std::string, sample> expected() {
    const log_position twelve{81723, 12};
    return {
        {"hello", {1, hello{1, ""}}},
        {"hello.client", {1, hello{1, "web 0.1.0"}}},
        {"ping", {2, ping{}}},
        {"rename", {3, srchat::protocol::rename{"Ann"}}},
        {"rooms", {4, srchat::protocol::rooms{"", std::nullopt, false}}},
        {"rooms.search", {4, srchat::protocol::rooms{"tea", true, false}}},
        {"rooms.unwatch", {4, srchat::protocol::rooms{"", false, false}}},
        {"room_create",
         {5, room_create{"Tea",
                         "",
                         listing::public_,
                         room_life::until_empty,
                         message_life::hour,
                         room_entry::open,
                         {},
                         room_speech::everyone,
                         true,
                         0}}},
        {"room_create.full",
         {5, room_create{"Tea", "Green, black and white", listing::unlisted, room_life::day, message_life::five_minutes,
                         room_entry::password, secret_text{"open sesame"}, room_speech::voiced, false, 30'000}}},
        {"join", {6, join{room, std::nullopt, {}, {}, {}}}},
        {"join.resume", {6, join{room, twelve, {}, {}, {}}}},
        {"leave", {7, leave{room}}},
        {"say", {8, say{room, cid, text("hello"), 0, {}, {}}}},
        {"say.unicode", {9'007'199'254'740'991, say{room, cid, text(unicode_text), 0, {}, {}}}},
        {"say.proof", {8, say{room, cid, text("hello"), 0, {}, {}, solved}}},
        {"edit.proof", {9, edit{room, 13, text("hello again"), solved}}},
        {"edit", {9, edit{room, 13, text("hello again")}}},
        {"delete", {10, delete_{room, 13}}},
        {"react", {11, react{room, 13, "👍", true}}},
        {"react.off", {11, react{room, 13, "👩‍💻", false}}},
        {"typing", {12, typing{room}}},
        {"roster", {13, roster{room, 0}}},
        {"roster.next", {13, roster{room, 200}}},
        {"history", {14, history{room, 13, 50}}},
        {"history.limit", {14, history{room, 13, 100}}},
        {"rooms.open", {4, srchat::protocol::rooms{"", std::nullopt, true}}},
        {"join.hidden", {6, join{room, std::nullopt, true, secret_text{"open sesame"}, {}}}},
        {"join.invite", {6, join{room, std::nullopt, {}, {}, secret_text{"Zt5wQ1mX8rB2nK7vL4pC9s"}}}},
        {"say.full", {8, say{room, cid, text("hello"), 12, {2, 7}, media_ref{picture, "cat.png"}}}},
        {"say.media", {8, say{room, cid, text(""), 0, {}, media_ref{picture, ""}}}},
        {"knock", {15, knock{room, "It is me", true}}},
        {"knock_cancel", {16, knock_cancel{room}}},
        {"knock_answer", {17, knock_answer{room, 7, true}}},
        {"invite_create", {18, invite_create{room, 1, invite_life::day}}},
        {"invite_create.full", {18, invite_create{room, 5, invite_life::week}}},
        {"invites_clear", {19, invites_clear{room}}},
        {"kick", {20, kick{room, 3}}},
        {"mute", {21, mute{room, 3, 300'000}}},
        {"ban", {22, ban{room, 3}}},
        {"unban", {23, unban{room, 1}}},
        {"bans", {24, bans{room}}},
        {"role", {25, set_role{room, 3, role::moderator}}},
        {"lock", {26, lock{room, true}}},
        {"slow", {27, slow{room, 30'000}}},
        {"pin", {28, pin{room, 13}}},
        {"room_set", {29, room_set_example()}},
        {"transfer", {30, transfer{room, 3, {}}}},
        {"transfer_answer", {31, transfer_answer{room, true}}},
        {"transfer_cancel", {32, transfer_cancel{room}}},
        {"successor", {33, successor{room, 3}}},
        {"transfer.password", {30, transfer{room, 3, secret_text{"correct horse"}}}},
        {"friends", {35, friends{}}},
        {"friend_request", {36, friend_request{{"ann", std::nullopt, 0}}}},
        {"friend_request.member", {36, friend_request{{"", room, 3}}}},
        {"friend_answer", {37, friend_answer{"ann", true}}},
        {"friend_remove", {38, friend_remove{"ann"}}},
        {"block", {39, block{{"ann", std::nullopt, 0}}}},
        {"block.member", {39, block{{"", room, 3}}}},
        {"unblock", {40, unblock{"ann"}}},
        {"profile", {41, profile{room, 3}}},
        {"direct", {42, direct{"ann"}}},
        {"read", {43, srchat::protocol::read{room, 13}}},
        {"invite_send", {44, invite_send{room, "ann"}}},
        {"close", {34, srchat::protocol::close{room, "Good night"}}},
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
