#pragma once
// The shapes that commands, replies and events share (docs/PROTOCOL.md, section 4).

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "srchat/base/clock.hpp"
#include "srchat/base/ids.hpp"
#include "srchat/base/private_text.hpp"

namespace srchat::protocol {

enum class person_kind { guest, user, hidden };
// Ascending rank. The server is no member: it acts above all of them, and nobody becomes it.
enum class role { member, voiced, moderator, owner, server };
enum class presence_state { here, away };
enum class room_kind { room, direct, inbox };
enum class listing { public_, unlisted };
enum class room_entry { open, password, knock, invite };
enum class room_speech { everyone, voiced };
enum class room_life { until_empty, hour, day, week, always };  // "empty" "1h" "24h" "7d" "always"
enum class invite_life { hour, day, week };                     // "1h" "24h" "7d"
enum class message_life { five_minutes, hour, day, week };      // "5m" "1h" "24h" "7d"

// The answer to a challenge (section 16).
struct proof {
    std::string challenge;
    std::string nonce;
    bool operator==(const proof&) const = default;
};

struct person {
    std::string name;
    std::string avatar;
    person_kind kind = person_kind::guest;
    bool operator==(const person&) const = default;
};

struct session_info {
    milliseconds idle{0};
    time_point ends_at;
};

struct member {
    member_no m = 0;
    person who;
    srchat::protocol::role role = role::member;
    presence_state state = presence_state::here;
    std::optional<time_point> muted_until = std::nullopt;
    bool operator==(const member&) const = default;
};

// The author of a message as of the moment of writing.
struct author {
    member_no m = 0;
    person who;
    bool operator==(const author&) const = default;
};
// Never null. One object serves all messages that a member writes under one name.
using author_ptr = std::shared_ptr<const author>;

// What makes a room one of the server's own (section 19).
enum class official_kind { global, regional, special };
struct official {
    official_kind kind = official_kind::global;
    std::string region;                  // of a regional one
    std::optional<time_point> opens_at;  // of a special one: before that nobody enters
    std::uint32_t capacity = 0;          // of a special one; 0: as many as in any room
    bool operator==(const official&) const = default;
};

struct card {
    room_id id;
    std::string name;
    std::string topic;
    std::uint32_t count = 0;
    srchat::protocol::listing listing = listing::public_;
    room_life life = room_life::until_empty;
    srchat::protocol::message_life message_life = message_life::hour;
    time_point created_at;
    std::optional<time_point> expires_at;
    time_point active_at;
    room_entry entry = room_entry::open;
    room_speech speech = room_speech::everyone;
    bool guests = true;
    bool locked = false;
    milliseconds slow{0};
    room_kind kind = room_kind::room;
    std::shared_ptr<const srchat::protocol::official> official = nullptr;  // null: somebody opened it
};

struct text_body {
    message_text text;
    bool operator==(const text_body&) const = default;
};
// What an inbox tells: never the text of a message.
enum class notice_kind {
    friend_request,
    friend_accepted,
    direct,
    mention,
    invite,
    knock,
    offer,
    complaint_answered,
    rule_broken,
    announcement
};
struct notice {
    notice_kind kind = notice_kind::mention;
    std::string name;  // of the account it is about; empty if none
    struct place {
        room_id id;
        std::string name;
        bool operator==(const place&) const = default;
    };
    std::optional<place> room;
    seq_no target = 0;        // a message there; 0: none
    std::uint32_t count = 0;  // of what there may be several; 0: not counted
    secret_text token;        // that lets one in; empty if none
    std::string text = {};    // of an announcement
    bool operator==(const notice&) const = default;
};
struct notice_body {
    std::shared_ptr<const notice> what;  // never null
    bool operator==(const notice_body& other) const { return *what == *other.what; }
};

// A union from the first day: sealed bodies come beside the text, and no rule may depend on reading one.
using body = std::variant<text_body, notice_body>;

// Bytes of content, for quotas.
std::size_t size_of(const body& content) noexcept;

// A picture that a message shows. The server knows its kind and size by its header and no more.
struct media {
    media_id id;
    std::string type;  // such as "image/png"
    std::uint32_t bytes = 0;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string name;  // what the sender calls it; may be empty
    bool operator==(const media&) const = default;
};

// Somebody who waits at a room's door.
struct knocker {
    knock_no k = 0;
    person who;
    std::string text;
    time_point at;
    time_point expires_at;
};

struct ban_entry {
    ban_no ban = 0;
    person who;  // as shown in the room
    srchat::protocol::role by = role::owner;
    time_point at;
};

// Up to where a member has read.
struct read_mark {
    member_no m = 0;
    seq_no target = 0;
};

// An account as another one sees it.
enum class friend_state { none, outgoing, incoming, friend_, blocked };
struct friend_view {
    std::string name;  // the account's
    std::string display;
    std::string avatar;
    friend_state state = friend_state::none;
    time_point since;
    // Of friends only.
    struct closer {
        std::string about;
        bool online = false;
        room_id direct;  // where the two write to each other
    };
    std::optional<closer> near;
};

// An offer of ownership.
struct offer {
    member_no m = 0;
    time_point expires_at;
    bool operator==(const offer&) const = default;
};

struct closing {
    time_point closes_at;
    std::string text;
};

struct reaction_total {
    std::string emoji;
    std::uint32_t count = 0;
    bool mine = false;
};

struct log_position {
    epoch_no epoch = 0;
    seq_no seq = 0;
    bool operator==(const log_position&) const = default;
};

}  // namespace srchat::protocol
