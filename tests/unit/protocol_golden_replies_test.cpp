#include <catch2/catch.hpp>

#include "protocol_golden.hpp"
#include "srchat/protocol/events.hpp"
#include "srchat/protocol/replies.hpp"
#include "srchat/protocol/table.hpp"

using namespace golden;
using namespace srchat::protocol;

namespace {

const card tea{room,  "Tea",        "",           2, listing::public_, room_life::until_empty, message_life::hour,
               start, std::nullopt, after(60'000)};
const card chess{
    other_room, "Schach \"Mittwoch\"", "Züge & Pläne", 0, listing::unlisted, room_life::week, message_life::day,
    start,      after(604'800'000),    start};
const member owner{1, otter, role::owner, presence_state::here};
const member away{2, ann, role::member, presence_state::away};

std::string message_frame(seq_no seq, std::optional<time_point> edited_at = std::nullopt) {
    message m = message_of({1, otter}, "hello");
    m.edited_at = edited_at;
    return encode(stamp{room, 81723, seq, after(1000)}, m);
}

std::string gap_frame() { return encode(stamp{room, 81723, 13, after(1000)}, gap{12, 2}); }

refusal with_field(refusal why, const std::string& field) {
    why.field = field;
    return why;
}

refusal with_retry(refusal why, std::int64_t ms) {
    why.retry_after = milliseconds{ms};
    return why;
}

joined full_join() {
    joined j{tea, 81723, 12, owner, {owner, away}, 2, {}, false, false, false, after(2000)};
    j.pinned = 7;
    j.offer = offer{2, after(600'000)};
    j.successor = 2;
    j.closing = closing{after(10'000), "Good night"};
    j.hidden = true;
    j.reads = {{1, 12}, {2, 0}};
    return j;
}

std::map<std::string, std::string> encoded() {
    const session_info session{milliseconds{1'800'000}, after(86'400'000)};
    const client_limits limits{65'536, 4000, 16'384, 128, 32, 30, milliseconds{900'000}, milliseconds{180'000}};
    std::map<std::string, std::string> frames;
    frames["welcome"] = encode(1, welcome{1, start, otter, session, limits, other_room});
    frames["pong"] = encode(2, pong{start});
    frames["renamed"] = encode(3, renamed{ann});
    frames["rooms"] = encode(4, rooms_reply{{tea, chess}, 2});
    frames["rooms.empty"] = encode(4, rooms_reply{});
    frames["room_created"] = encode(5, room_created{chess});
    frames["joined"] = encode(
        6, joined{tea, 81723, 12, owner, {owner, away}, 2, {message_frame(12)}, false, false, true, after(2000)});
    frames["joined.resumed"] = encode(
        6, joined{tea, 81723, 14, owner, {owner}, 1, {gap_frame(), message_frame(14)}, true, true, false, after(2000)});
    frames["left"] = encode(7, left{room});
    frames["said"] = encode(8, said{room, 81723, 13, start, after(3'600'000), false});
    frames["said.repeat"] = encode(8, said{room, 81723, 13, start, after(3'600'000), true});
    frames["edited"] = encode(9, edited{room, 14});
    frames["deleted"] = encode(10, deleted{room, 15});
    frames["reacted"] = encode(11, reacted{room, 16});
    frames["reacted.unchanged"] = encode(11, reacted{room, 0});
    frames["ok"] = encode(12, ok{});
    frames["roster"] = encode(13, roster_reply{room, {owner, away}, 400, 2});
    frames["roster.last"] = encode(13, roster_reply{room, {owner}, 1, std::nullopt});
    frames["history"] = encode(14, history_reply{room, {message_frame(10), message_frame(11, after(5000))}, true});
    frames["history.empty"] = encode(14, history_reply{room, {}, false});
    frames["joined.full"] = encode(6, full_join());
    frames["done"] = encode(20, done{room, 30});
    frames["done.unchanged"] = encode(20, done{room, 0});
    frames["knocking"] = encode(21, knocking{room, knock_state::waiting, after(600'000)});
    frames["invite"] = encode(22, invite_reply{room, secret_text{"Zt5wQ1mX8rB2nK7vL4pC9s"}, after(86'400'000)});
    frames["bans"] = encode(23, bans_reply{room, {{1, otter, role::moderator, after(1000)}}});
    const friend_view bob{"bob", "Bob", "a4", friend_state::outgoing, after(1000), std::nullopt};
    frames["friends"] = encode(35, friends_reply{{friend_ann, bob}});
    frames["friends.none"] = encode(35, friends_reply{});
    frames["friend"] = encode(36, friend_reply{bob});
    frames["friend.near"] = encode(36, friend_reply{friend_ann});
    frames["direct"] = encode(42, direct_reply{other_room, friend_ann});
    frames["profile"] =
        encode(41, profile_reply{room, 3, ann, profile_reply::details{"ann", "Likes tea"}, friend_state::none});
    frames["profile.hidden"] = encode(41, profile_reply{room, 3, heron});
    frames["error"] = encode(15, refusal{error_code::not_member});
    frames["error.retry"] =
        encode(4, with_retry({error_code::rate_limited, "Slow down: the next message can go in 800 ms."}, 800));
    refusal unproven{error_code::proof_needed};
    unproven.proof =
        std::make_shared<const proof_challenge>(proof_challenge{"w019b7a7c1e00K3fZ9qd41c2a7be0915f6aa0", 16});
    frames["error.proof"] = encode(4, unproven);
    frames["error.field"] = encode(16, with_field(error_code::bad_field, "body.text"));
    frames["error.no_id"] = encode(std::nullopt, refusal{error_code::bad_json});
    return frames;
}

template <std::size_t Index = 0>
void check_every_reply_has_a_file(const std::map<std::string, json>& files) {
    if constexpr (Index < std::variant_size_v<reply>) {
        const std::string frame = encode(1, reply{std::in_place_index<Index>});
        const std::string type = json::parse(frame).at("t");
        INFO(type);
        CHECK(files.contains(type));
        check_every_reply_has_a_file<Index + 1>(files);
    }
}

}  // namespace

TEST_CASE("golden: every reply encodes to its file") {
    const auto files = read_folder("replies");
    const auto frames = encoded();
    REQUIRE(names_of(files) == names_of(frames));
    for (const auto& [name, frame] : frames) {
        INFO(name);
        CHECK(json::parse(frame) == files.at(name));
        CHECK(frame.starts_with("{\"t\":\"" + type_of(name) + "\",\"re\":"));
    }
}

TEST_CASE("golden: every reply has a file") {
    const auto files = read_folder("replies");
    check_every_reply_has_a_file(files);
    CHECK(files.contains("error"));
    for (const command_spec& row : commands()) {
        INFO(row.name);
        CHECK(files.contains(std::string{row.reply}));
    }
}
