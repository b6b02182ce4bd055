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

struct hello { std::int64_t v = 0; std::string client; };
struct ping {};
struct rename { std::string name; };
struct rooms { std::string q; std::optional<bool> watch; };
struct room_create {
    std::string name;
    std::string topic;
    srchat::protocol::listing listing = listing::public_;
    room_life life = room_life::until_empty;
    srchat::protocol::message_life message_life = message_life::hour;
};
struct join { room_id room; std::optional<log_position> resume; };
struct leave { room_id room; };
struct say { room_id room; client_id cid; body content; };
struct edit { room_id room; seq_no target = 0; body content; };
struct delete_ { room_id room; seq_no target = 0; };
struct react { room_id room; seq_no target = 0; std::string emoji; bool on = true; };
struct typing { room_id room; };
struct roster { room_id room; member_no after = 0; };
struct history { room_id room; seq_no before = 0; std::uint32_t limit = 50; };

using command = std::variant<hello, ping, rename, rooms, room_create, join, leave, say, edit, delete_, react, typing, roster, history>;

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
// Refusals: bad_json, bad_command, bad_field (with its field), text_invalid, text_too_long.
decoded decode_command(std::string_view frame);

// The name of a command's type on the wire, such as "room_create".
std::string_view name_of(const command& what) noexcept;

}  // namespace srchat::protocol
