#pragma once
// The answers to commands (docs/PROTOCOL.md, section 5) and to HTTP requests that carry the same shapes.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/events.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

// The numbers a client must know, as configured.
struct client_limits {
    std::uint32_t frame_bytes = 0, text_points = 0, text_bytes = 0, rooms_per_socket = 0, name_points = 0,
                  reaction_kinds = 0;
    milliseconds edit_window{0}, away{0};
};

struct welcome {
    std::int64_t v = 1;
    time_point at;
    person you;
    session_info session;
    client_limits limits;
    room_id inbox;
};
struct pong {
    time_point at;
};
struct renamed {
    person you;
};
struct rooms_reply {
    std::vector<card> rooms;
    std::uint64_t total = 0;
};
struct room_created {
    card room;
};
struct left {
    room_id room;
};
struct said {
    room_id room;
    epoch_no epoch = 0;
    seq_no seq = 0;
    time_point at;
    time_point expires_at;
    bool repeat = false;
};
struct edited {
    room_id room;
    seq_no seq = 0;
};
struct deleted {
    room_id room;
    seq_no seq = 0;
};
struct reacted {
    room_id room;
    seq_no seq = 0;
};
struct ok {};
struct roster_reply {
    room_id room;
    std::vector<member> members;
    std::uint32_t count = 0;
    std::optional<member_no> next;
};
// `events` are frames that were encoded by events.hpp; they are spliced in as they are.
struct history_reply {
    room_id room;
    std::vector<std::string> events;
    bool more = false;
};
struct joined {
    card room;
    epoch_no epoch = 0;
    seq_no seq = 0;
    member you;
    std::vector<member> members;
    std::uint32_t count = 0;
    std::vector<std::string> events;
    bool resumed = false, more = false, older = false;
    time_point at;
    seq_no pinned = 0;
    std::optional<srchat::protocol::offer> offer = std::nullopt;
    member_no successor = 0;
    std::optional<srchat::protocol::closing> closing = std::nullopt;
    bool hidden = false;
    std::vector<read_mark> reads = {};  // in directs and inboxes
};
// The answer to every act whose effect is an event; seq is 0 if nothing changed.
struct done {
    room_id room;
    seq_no seq = 0;
};
struct knocking {
    room_id room;
    knock_state state = knock_state::waiting;
    time_point expires_at;
};
struct invite_reply {
    room_id room;
    secret_text token;
    time_point expires_at;
};
struct bans_reply {
    room_id room;
    std::vector<ban_entry> bans;
};

struct friends_reply {
    std::vector<friend_view> friends;
};
struct friend_reply {
    friend_view who;
};
struct direct_reply {
    room_id room;
    friend_view who;
};
// A member of a room, looked at closely.
struct profile_reply {
    room_id room;
    member_no m = 0;
    person who;  // as shown there
    // Of users who are shown and do not hide it.
    struct details {
        std::string account;
        std::string about;
    };
    std::optional<details> more = std::nullopt;
    std::optional<friend_state> state = std::nullopt;  // between two users
};

using reply = std::variant<welcome, pong, renamed, rooms_reply, room_created, joined, left, said, edited, deleted,
                           reacted, ok, roster_reply, history_reply, done, knocking, invite_reply, bans_reply,
                           friends_reply, friend_reply, direct_reply, profile_reply>;

std::string encode(std::uint64_t re, const reply& what);
std::string encode(std::optional<std::uint64_t> re, const refusal& why);

// HTTP bodies.
std::string encode_http(const refusal& why);
std::string encode_http(const std::optional<person>& you, const std::optional<session_info>& session);
std::string encode_http(const rooms_reply& what);
std::string encode_http(const card& what);
std::string encode_http(const media& what);
std::string encode_status(std::string_view status);

// POST /api/session takes {} or {"name":"..."}; refusals: bad_json, bad_field.
struct session_request {
    std::optional<std::string> name;
    std::optional<srchat::protocol::proof> proof = std::nullopt;
};
result<session_request> decode_session_request(std::string_view body);

}  // namespace srchat::protocol
