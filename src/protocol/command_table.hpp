#pragma once
// The rows of the protocol table as constants, so that decoding can turn them into bit masks at compile time.

#include <array>
#include <cstdint>
#include <limits>

#include "enum_names.hpp"
#include "srchat/protocol/commands.hpp"
#include "srchat/protocol/table.hpp"

namespace srchat::protocol::rows {

inline constexpr std::int64_t max_member_no = std::numeric_limits<member_no>::max();

inline constexpr field_spec room{"room", field_type::room_id};
inline constexpr field_spec target{"target", field_type::integer, true, 1, max_integer};
inline constexpr field_spec content{"body", field_type::body_, true, 1, max_text_points};

// hello takes any version: the answer to another one is bad_version, not bad_field.
inline constexpr std::array hello{field_spec{"v", field_type::integer, true, 0, max_integer},
                                  field_spec{"client", field_type::line, false, 0, 64}};
inline constexpr std::array rename{field_spec{"name", field_type::name, true, 1, 32}};
inline constexpr std::array rooms{field_spec{"q", field_type::line, false, 0, 48},
                                  field_spec{"watch", field_type::boolean, false}};
inline constexpr std::array room_create{
    field_spec{"name", field_type::name, true, 1, 48}, field_spec{"topic", field_type::line, false, 0, 160},
    field_spec{"listing", field_type::choice, false, 0, 0, enum_names<listing>::all},
    field_spec{"life", field_type::choice, false, 0, 0, enum_names<room_life>::all},
    field_spec{"message_life", field_type::choice, false, 0, 0, enum_names<message_life>::all}};
inline constexpr std::array join{room, field_spec{"resume", field_type::position, false}};
inline constexpr std::array room_only{room};
inline constexpr std::array say{room, field_spec{"cid", field_type::client_id}, content};
inline constexpr std::array edit{room, target, content};
inline constexpr std::array delete_{room, target};
inline constexpr std::array react{room, target, field_spec{"emoji", field_type::emoji, true, 1, 64},
                                  field_spec{"on", field_type::boolean}};
inline constexpr std::array roster{room, field_spec{"after", field_type::integer, false, 0, max_member_no}};
inline constexpr std::array history{room, field_spec{"before", field_type::integer, true, 1, max_integer},
                                    field_spec{"limit", field_type::integer, false, 1, 100}};

inline constexpr std::array all{
    command_spec{"hello", "welcome", hello},
    command_spec{"ping", "pong", {}},
    command_spec{"rename", "renamed", rename},
    command_spec{"rooms", "rooms", rooms},
    command_spec{"room_create", "room_created", room_create},
    command_spec{"join", "joined", join},
    command_spec{"leave", "left", room_only},
    command_spec{"say", "said", say},
    command_spec{"edit", "edited", edit},
    command_spec{"delete", "deleted", delete_},
    command_spec{"react", "reacted", react},
    command_spec{"typing", "ok", room_only},
    command_spec{"roster", "roster", roster},
    command_spec{"history", "history", history},
};
static_assert(all.size() == std::variant_size_v<command>, "a command has no row");

// The body of POST /api/session, checked like a command.
inline constexpr std::array session{field_spec{"name", field_type::name, false, 1, 32}};

}  // namespace srchat::protocol::rows
