#pragma once
// What a client may ask for, one struct per command (docs/PROTOCOL.md, section 5). A decoded command has valid types
// and sizes; whether it is allowed is decided later.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

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
    bool operator==(const rooms&) const = default;
};
struct room_create {
    std::string name;
    std::string topic;
    srchat::protocol::listing listing = listing::public_;
    room_life life = room_life::until_empty;
    srchat::protocol::message_life message_life = message_life::hour;
    bool operator==(const room_create&) const = default;
};
struct join {
    room_id room;
    std::optional<log_position> resume;
    bool operator==(const join&) const = default;
};
struct leave {
    room_id room;
    bool operator==(const leave&) const = default;
};
struct say {
    room_id room;
    client_id cid;
    body content;
    bool operator==(const say&) const = default;
};
struct edit {
    room_id room;
    seq_no target = 0;
    body content;
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

using command = std::variant<hello, ping, rename, rooms, room_create, join, leave, say, edit, delete_, react, typing,
                             roster, history>;

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
