#include <catch2/catch.hpp>

#include "protocol_golden.hpp"
#include "srchat/protocol/admin_bodies.hpp"
#include "srchat/protocol/events.hpp"

using namespace golden;
using namespace srchat::protocol;

namespace {

const time_point day_begin = from_ms(1767225600000);

stamp at(seq_no seq) { return {room, 81723, seq, after(1000)}; }

message full_message() {
    message m = message_of({7, heron}, unicode_text);
    m.edited_at = after(5000);
    m.reactions = {{"👍", 2, true}, {"👩‍💻", 1, false}};
    return m;
}

message media_message() {
    message m = message_of({1, otter}, "");
    const media cat{*media_id::parse("Zt5wQ1mX8rB2nK7vL4pC9s"), "image/png", 12'345, 640, 480, "cat.png"};
    m.more = std::make_shared<const message_extras>(message_extras{12, {2, 7}, cat});
    return m;
}

message told(notice_kind kind, const std::string& name) {
    auto n = std::make_shared<notice>();
    n->kind = kind;
    n->name = name;
    message m = message_of({0, ann}, "");
    m.content = notice_body{n};
    return m;
}

message told(notice_kind kind, const std::string& name, const std::string& place, seq_no target, std::uint32_t count,
             const std::string& token = {}) {
    message m = told(kind, name);
    auto n = std::make_shared<notice>(*std::get<notice_body>(m.content).what);
    n->room = notice::place{room, place};
    n->target = target;
    n->count = count;
    n->token = secret_text{token};
    m.content = notice_body{n};
    return m;
}

void add_people(std::map<std::string, std::string>& frames) {
    const stamp first{other_room, 81723, 1, after(1000)};
    frames["message.mention"] = encode(first, told(notice_kind::mention, "", "Tea", 17, 0));
    frames["message.friend_request"] = encode(first, told(notice_kind::friend_request, "ann"));
    frames["message.friend_accepted"] = encode(first, told(notice_kind::friend_accepted, "ann"));
    frames["message.direct"] = encode(first, told(notice_kind::direct, "ann", "", 0, 3));
    frames["message.invite"] = encode(first, told(notice_kind::invite, "ann", "Tea", 0, 0, "Zt5wQ1mX8rB2nK7vL4pC9s"));
    frames["message.knock"] = encode(first, told(notice_kind::knock, "", "Tea", 0, 2));
    frames["message.offer"] = encode(first, told(notice_kind::offer, "", "Tea", 0, 0));
    frames["room_closed.unfriended"] = encode(at(21), room_closed{close_reason::unfriended});
    frames["read"] = encode(room, read_mark{2, 13});
    frames["friend_changed"] = encode(friend_changed{{"ann", "Ann", "a3", friend_state::none, start, std::nullopt}});
    frames["friend_changed.friend"] = encode(friend_changed{friend_ann});
    frames["friend_presence"] = encode(friend_presence{"ann", false});
}

card changed_tea(card tea) {
    tea.entry = room_entry::knock;
    tea.speech = room_speech::voiced;
    tea.guests = false;
    tea.locked = true;
    tea.slow = milliseconds{30'000};
    return tea;
}

std::map<std::string, std::string> encoded() {
    const card tea{room,
                   "Tea",
                   "",
                   2,
                   listing::public_,
                   room_life::until_empty,
                   message_life::hour,
                   start,
                   std::nullopt,
                   after(60'000),
                   room_entry::open,
                   room_speech::everyone,
                   true,
                   false,
                   milliseconds{0}};
    std::map<std::string, std::string> frames;
    frames["message"] = encode(at(13), message_of({1, otter}, "hello"));
    frames["message.full"] = encode(at(13), full_message());
    frames["message_edited"] = encode(at(14), message_edited{13, text("hello again"), after(5000)});
    frames["message_deleted"] = encode(at(15), message_deleted{13, std::nullopt});
    frames["message_deleted.moderator"] = encode(at(15), message_deleted{13, role::moderator});
    frames["reaction"] = encode(at(16), reaction{13, "👍", 2, true, 3});
    frames["reaction.off"] = encode(at(17), reaction{13, "👍", 2, false, 0});
    frames["member_joined"] = encode(at(18), member_joined{{3, otter, role::member, presence_state::here}});
    frames["member_left"] = encode(at(19), member_left{3, leave_reason::left});
    frames["member_left.away"] = encode(at(19), member_left{3, leave_reason::away});
    frames["member_left.session"] = encode(at(19), member_left{3, leave_reason::session});
    frames["member_changed"] = encode(at(20), member_changed{{3, ann, role::voiced, presence_state::away}});
    frames["room_closed"] = encode(at(21), room_closed{close_reason::expired});
    frames["room_closed.empty"] = encode(at(21), room_closed{close_reason::empty});
    frames["room_closed.shutdown"] = encode(at(21), room_closed{close_reason::shutdown});
    frames["message.media"] = encode(at(13), media_message());
    frames["member_joined.muted"] =
        encode(at(18), member_joined{{3, heron, role::member, presence_state::here, after(300'000)}});
    frames["member_left.kicked"] = encode(at(19), member_left{3, leave_reason::kicked, role::moderator});
    frames["member_left.banned_by_server"] = encode(at(19), member_left{3, leave_reason::banned, role::server});
    frames["member_left.banned"] = encode(at(19), member_left{3, leave_reason::banned, role::owner});
    frames["member_changed.by"] =
        encode(at(20), member_changed{{3, ann, role::moderator, presence_state::here}, role::owner});
    frames["room_closed.closed"] = encode(at(21), room_closed{close_reason::closed, "Good night"});
    frames["room_closed.ownerless"] = encode(at(21), room_closed{close_reason::ownerless});
    frames["room_changed"] = encode(at(22), room_changed{changed_tea(tea), role::owner});
    frames["pinned"] = encode(at(23), pinned{13, role::moderator});
    frames["unbanned"] = encode(at(24), unbanned{1, "Quiet Otter", role::moderator});
    frames["transfer_offered"] = encode(at(25), transfer_offered{{3, after(600'000)}});
    frames["transfer_ended"] = encode(at(26), transfer_ended{offer_outcome::declined});
    frames["transfer_ended.cancelled"] = encode(at(26), transfer_ended{offer_outcome::cancelled});
    frames["transfer_ended.expired"] = encode(at(26), transfer_ended{offer_outcome::expired});
    frames["owner_changed"] = encode(at(27), owner_changed{1, 3, succession::transfer});
    frames["owner_changed.succession"] = encode(at(27), owner_changed{std::nullopt, 3, succession::succession});
    frames["successor_named"] = encode(at(28), successor_named{3});
    frames["room_closing"] = encode(at(29), room_closing{{after(10'000), "Good night"}, role::owner});
    frames["knocks"] = encode(room, knocks{{{7, otter, "It is me", start, after(600'000)}}});
    frames["knocks.none"] = encode(room, knocks{});
    frames["knock_answered"] = encode(room, knock_answered{knock_state::approved});
    frames["knock_answered.denied"] = encode(room, knock_answered{knock_state::denied});
    frames["knock_answered.expired"] = encode(room, knock_answered{knock_state::expired});
    frames["crowd"] = encode(at(340), crowd{301, 420, 30, 10});
    frames["gap"] = encode(at(12), gap{1, 12});
    frames["gap.unknown"] = encode(at(12), gap{1, std::nullopt});
    frames["top"] = encode(at(21), top{});
    frames["typing"] = encode(room, typing_event{2});
    frames["presence"] = encode(room, presence{2, presence_state::away});
    frames["presence.here"] = encode(room, presence{2, presence_state::here});
    frames["rooms_changed"] = encode(rooms_changed{{tea}, {other_room}});
    const announcement_view soon{"3",
                                 "Maintenance on Sunday at 10.",
                                 audience::all,
                                 "",
                                 std::nullopt,
                                 day_begin,
                                 day_begin + std::chrono::hours{24},
                                 ""};
    const announcement_view evening{
        "4", "The evening begins at eight.", audience::room, "", room, day_begin, day_begin + std::chrono::hours{24},
        ""};
    frames["announcements"] = encode(std::vector{soon, evening});
    add_people(frames);
    return frames;
}

template <std::size_t Index = 0>
void check_every_event_has_a_file(const std::map<std::string, json>& files) {
    if constexpr (Index < std::variant_size_v<room_event>) {
        const std::string frame = encode(at(1), room_event{std::in_place_index<Index>});
        const std::string type = json::parse(frame).at("t");
        INFO(type);
        CHECK(files.contains(type));
        check_every_event_has_a_file<Index + 1>(files);
    }
}

}  // namespace

TEST_CASE("golden: every event encodes to its file") {
    const auto files = read_folder("events");
    const auto frames = encoded();
    REQUIRE(names_of(files) == names_of(frames));
    for (const auto& [name, frame] : frames) {
        INFO(name);
        CHECK(json::parse(frame) == files.at(name));
        CHECK(frame.starts_with("{\"t\":\"" + type_of(name) + "\","));
    }
}

TEST_CASE("golden: every room event has a file") { check_every_event_has_a_file(read_folder("events")); }

TEST_CASE("golden: a room event starts with its type, room, epoch, seq and time") {
    const std::string frame = encode(at(13), message_of({1, otter}, "hello"));
    CHECK(frame.starts_with(R"({"t":"message","room":"4fGk2aQ9zLm3XbT7c","epoch":81723,"seq":13,"at":1767225601000,)"));
}
