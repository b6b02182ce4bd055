#pragma once
// What the server tells (docs/PROTOCOL.md, section 6). A room event is stored in the room's log; the others are not.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

enum class leave_reason { left, away, session, kicked, banned };
enum class close_reason { expired, empty, shutdown, closed, ownerless, unfriended, admin };
enum class offer_outcome { declined, cancelled, expired };
enum class succession { transfer, succession };
enum class knock_state { waiting, approved, denied, expired };

// What most messages have not. It does not change once it is said, so the event and the room's memory share it.
struct message_extras {
    seq_no reply_to = 0;  // 0: to nothing
    std::vector<member_no> mentions;
    std::optional<srchat::protocol::media> media;
};
struct message {
    author_ptr by = std::make_shared<const author>();
    client_id cid;
    body content;
    time_point expires_at;
    std::shared_ptr<const message_extras> more = nullptr;  // null: none
    std::optional<time_point> edited_at = std::nullopt;    // only in joined and history
    std::vector<reaction_total> reactions = {};            // only in joined and history
};
struct message_edited {
    seq_no target = 0;
    body content;
    time_point edited_at;
};
struct message_deleted {
    seq_no target = 0;
    std::optional<srchat::protocol::role> by_role;
};  // nullopt: its author
struct reaction {
    seq_no target = 0;
    std::string emoji;
    member_no m = 0;
    bool on = true;
    std::uint32_t count = 0;
};
struct member_joined {
    srchat::protocol::member who;
};
struct member_left {
    member_no m = 0;
    leave_reason reason = leave_reason::left;
    std::optional<role> by = std::nullopt;
};
struct member_changed {
    srchat::protocol::member who;
    std::optional<role> by = std::nullopt;  // whoever changed the role or the mute
};
struct room_closed {
    close_reason reason = close_reason::expired;
    std::string text = {};
};
struct room_changed {
    card room_info;
    role by = role::owner;
};
struct pinned {
    seq_no target = 0;  // 0: nothing
    role by = role::owner;
};
struct unbanned {
    ban_no ban = 0;  // for the fold; not sent
    std::string name;
    role by = role::owner;
};
struct transfer_offered {
    offer what;
};
struct transfer_ended {
    offer_outcome outcome = offer_outcome::expired;
};
// In one step: `to` is the owner, and `from`, if present, a moderator.
struct owner_changed {
    std::optional<member_no> from;
    member_no to = 0;
    succession reason = succession::transfer;
};
struct successor_named {
    member_no m = 0;  // 0: nobody
};
struct room_closing {
    closing what;
    role by = role::owner;
};

using room_event = std::variant<message, message_edited, message_deleted, reaction, member_joined, member_left,
                                member_changed, room_closed, room_changed, pinned, unbanned, transfer_offered,
                                transfer_ended, owner_changed, successor_named, room_closing>;

// Frames that stand for several log positions, made when sending and never stored.
struct crowd {
    seq_no from = 0;
    std::uint32_t count = 0;
    std::uint32_t joined = 0;
    std::uint32_t left = 0;
};
struct gap {
    seq_no from = 0;
    std::optional<std::uint64_t> expired;
};

struct top {};
struct typing_event {
    member_no m = 0;
};
struct presence {
    member_no m = 0;
    presence_state state = presence_state::here;
};
struct knocks {
    std::vector<knocker> waiting;
};
struct knock_answered {
    knock_state state = knock_state::denied;
};
struct friend_changed {
    friend_view who;
};
struct friend_presence {
    std::string name;  // the account's
    bool online = false;
};
struct rooms_changed {
    std::vector<card> rooms;
    std::vector<room_id> gone;
};

// Where a room's frame belongs.
struct stamp {
    room_id room;
    epoch_no epoch = 0;
    seq_no seq = 0;
    time_point at;
};

std::string encode(const stamp& where, const room_event& what);
std::string encode(const stamp& where, const crowd& what);
std::string encode(const stamp& where, const gap& what);
std::string encode(const stamp& where, const top& what);
std::string encode(const room_id& room, const typing_event& what);
std::string encode(const room_id& room, const presence& what);
std::string encode(const room_id& room, const knocks& what);
std::string encode(const room_id& room, const knock_answered& what);
std::string encode(const room_id& room, const read_mark& what);
std::string encode(const rooms_changed& what);
std::string encode(const friend_changed& what);
std::string encode(const friend_presence& what);

}  // namespace srchat::protocol
