#pragma once
// What a client may ask for, one struct per command (docs/PROTOCOL.md, section 5). A decoded command has valid types
// and sizes; whether it is allowed is decided later.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

struct hello {
    std::int64_t v = 0;
    std::string client;
    bool operator==(const hello&) const = default;
};
struct ping {
    bool operator==(const ping&) const = default;
};
struct rename {
    std::string name;
    bool operator==(const rename&) const = default;
};
struct rooms {
    std::string q;
    std::optional<bool> watch;
    bool open = false;  // only those that one can enter at once
    bool operator==(const rooms&) const = default;
};
struct room_create {
    std::string name;
    std::string topic;
    srchat::protocol::listing listing = listing::public_;
    room_life life = room_life::until_empty;
    srchat::protocol::message_life message_life = message_life::hour;
    room_entry entry = room_entry::open;
    std::optional<secret_text> password;
    room_speech speech = room_speech::everyone;
    bool guests = true;
    std::uint32_t slow_ms = 0;
    bool operator==(const room_create&) const = default;
};
struct join {
    room_id room;
    std::optional<log_position> resume;
    std::optional<bool> hidden;
    std::optional<secret_text> password;
    std::optional<secret_text> invite;
    bool operator==(const join&) const = default;
};
struct leave {
    room_id room;
    bool operator==(const leave&) const = default;
};
// A picture that was uploaded before.
struct media_ref {
    media_id id;
    std::string name;
    bool operator==(const media_ref&) const = default;
};
struct say {
    room_id room;
    client_id cid;
    body content;
    seq_no reply_to = 0;  // 0: to nothing
    std::vector<member_no> mentions;
    std::optional<media_ref> media;
    std::optional<srchat::protocol::proof> proof = std::nullopt;
    bool operator==(const say&) const = default;
};
struct edit {
    room_id room;
    seq_no target = 0;
    body content;
    std::optional<srchat::protocol::proof> proof = std::nullopt;
    bool operator==(const edit&) const = default;
};
struct delete_ {
    room_id room;
    seq_no target = 0;
    bool operator==(const delete_&) const = default;
};
struct react {
    room_id room;
    seq_no target = 0;
    std::string emoji;
    bool on = true;
    bool operator==(const react&) const = default;
};
struct typing {
    room_id room;
    bool operator==(const typing&) const = default;
};
struct roster {
    room_id room;
    member_no after = 0;
    bool operator==(const roster&) const = default;
};
struct history {
    room_id room;
    seq_no before = 0;
    std::uint32_t limit = 50;
    bool operator==(const history&) const = default;
};

struct knock {
    room_id room;
    std::string text;
    bool hidden = false;
    bool operator==(const knock&) const = default;
};
struct knock_cancel {
    room_id room;
    bool operator==(const knock_cancel&) const = default;
};
struct knock_answer {
    room_id room;
    knock_no k = 0;
    bool admit = false;
    bool operator==(const knock_answer&) const = default;
};
struct invite_create {
    room_id room;
    std::uint32_t uses = 1;
    invite_life life = invite_life::day;
    bool operator==(const invite_create&) const = default;
};
struct invites_clear {
    room_id room;
    bool operator==(const invites_clear&) const = default;
};
struct kick {
    room_id room;
    member_no m = 0;
    bool operator==(const kick&) const = default;
};
struct mute {
    room_id room;
    member_no m = 0;
    std::uint32_t for_ms = 0;  // 0 ends it
    bool operator==(const mute&) const = default;
};
struct ban {
    room_id room;
    member_no m = 0;
    bool operator==(const ban&) const = default;
};
struct unban {
    room_id room;
    ban_no ban = 0;
    bool operator==(const unban&) const = default;
};
struct bans {
    room_id room;
    bool operator==(const bans&) const = default;
};
struct set_role {
    room_id room;
    member_no m = 0;
    srchat::protocol::role role = role::member;
    bool operator==(const set_role&) const = default;
};
struct lock {
    room_id room;
    bool on = true;
    bool operator==(const lock&) const = default;
};
struct slow {
    room_id room;
    std::uint32_t slow_ms = 0;
    bool operator==(const slow&) const = default;
};
struct pin {
    room_id room;
    seq_no target = 0;  // 0: nothing
    bool operator==(const pin&) const = default;
};
struct room_set {
    room_id room;
    std::optional<std::string> name;
    std::optional<std::string> topic;
    std::optional<srchat::protocol::listing> listing;
    std::optional<room_entry> entry;
    std::optional<secret_text> password;
    std::optional<room_speech> speech;
    std::optional<bool> guests;
    std::optional<room_life> life;
    std::optional<srchat::protocol::message_life> message_life;
    std::optional<std::uint32_t> slow_ms;
    bool operator==(const room_set&) const = default;
};
struct transfer {
    room_id room;
    member_no m = 0;
    std::optional<secret_text> password;  // of the account
    bool operator==(const transfer&) const = default;
};
struct transfer_answer {
    room_id room;
    bool accept = false;
    bool operator==(const transfer_answer&) const = default;
};
struct transfer_cancel {
    room_id room;
    bool operator==(const transfer_cancel&) const = default;
};
struct successor {
    room_id room;
    member_no m = 0;  // 0: nobody
    bool operator==(const successor&) const = default;
};
struct close {
    room_id room;
    std::string reason;
    bool operator==(const close&) const = default;
};

// Somebody with an account: by its name or, if that is empty, as a member of a room.
struct whom {
    std::string name;
    std::optional<room_id> room;
    member_no m = 0;
    bool operator==(const whom&) const = default;
};
struct friends {
    bool operator==(const friends&) const = default;
};
struct friend_request {
    whom who;
    bool operator==(const friend_request&) const = default;
};
struct friend_answer {
    std::string name;
    bool accept = false;
    bool operator==(const friend_answer&) const = default;
};
struct friend_remove {
    std::string name;
    bool operator==(const friend_remove&) const = default;
};
struct block {
    whom who;
    bool operator==(const block&) const = default;
};
struct unblock {
    std::string name;
    bool operator==(const unblock&) const = default;
};
struct profile {
    room_id room;
    member_no m = 0;
    bool operator==(const profile&) const = default;
};
struct direct {
    std::string name;
    bool operator==(const direct&) const = default;
};
struct read {
    room_id room;
    seq_no target = 0;
    bool operator==(const read&) const = default;
};
struct invite_send {
    room_id room;
    std::string name;
    bool operator==(const invite_send&) const = default;
};

using command = std::variant<hello, ping, rename, rooms, room_create, join, leave, say, edit, delete_, react, typing,
                             roster, history, knock, knock_cancel, knock_answer, invite_create, invites_clear, kick,
                             mute, ban, unban, bans, set_role, lock, slow, pin, room_set, transfer, transfer_answer,
                             transfer_cancel, successor, close, friends, friend_request, friend_answer, friend_remove,
                             block, unblock, profile, direct, read, invite_send>;

struct command_frame {
    std::uint64_t id = 0;
    command what;
};

// What was wrong with a frame, and the id it carried if that much could be read.
struct bad_frame {
    std::optional<std::uint64_t> id;
    refusal why;
};

using decoded = std::variant<command_frame, bad_frame>;

// Decodes one text frame. The input must already be valid UTF-8 (net checks that). Never throws on input.
// Refusals: bad_json, bad_command, bad_field (with its field; "body.text" for one inside another), text_invalid,
// text_too_long. A refusal's texts hold nothing of the frame, but `field` may be a name that the client made up: it is
// empty or at most 39 characters of [A-Za-z0-9_.]. Names and emoji are any string here; core knows their rules.
decoded decode_command(std::string_view frame);

// The name of a command's type on the wire, such as "room_create".
std::string_view name_of(const command& what) noexcept;

}  // namespace srchat::protocol
