#pragma once
// The rows of the protocol table as constants, so that decoding can turn them into bit masks at compile time.

#include <array>
#include <cstdint>
#include <limits>
#include <span>

#include "enum_names.hpp"
#include "srchat/protocol/commands.hpp"
#include "srchat/protocol/table.hpp"

namespace srchat::protocol::rows {

inline constexpr std::int64_t max_member_no = std::numeric_limits<member_no>::max();

inline constexpr field_spec room{"room", field_type::room_id};
inline constexpr field_spec target{"target", field_type::integer, true, 1, max_integer};
inline constexpr std::int64_t max_slow_ms = 21'600'000;  // 6 h

inline constexpr field_spec member{"m", field_type::integer, true, 1, max_member_no};
inline constexpr field_spec password{"password", field_type::name, false, 4, 128};
// Those that people may give a room.
inline constexpr std::span room_lives{enum_names<room_life>::all.data(), static_cast<std::size_t>(room_life::always)};
inline constexpr field_spec proof{"proof", field_type::proof, false, 0, 64};
inline constexpr field_spec content{"body", field_type::body_, true, 1, max_text_points};

// hello takes any version: the answer to another one is bad_version, not bad_field.
inline constexpr std::array hello{field_spec{"v", field_type::integer, true, 0, max_integer},
                                  field_spec{"client", field_type::line, false, 0, 64}};
inline constexpr std::array rename{field_spec{"name", field_type::name, true, 1, 32}};
inline constexpr std::array rooms{field_spec{"q", field_type::line, false, 0, 48},
                                  field_spec{"watch", field_type::boolean, false},
                                  field_spec{"open", field_type::boolean, false}};
inline constexpr std::array room_create{
    field_spec{"name", field_type::name, true, 1, 48},
    field_spec{"topic", field_type::line, false, 0, 160},
    field_spec{"listing", field_type::choice, false, 0, 0, enum_names<listing>::all},
    field_spec{"life", field_type::choice, false, 0, 0, room_lives},
    field_spec{"message_life", field_type::choice, false, 0, 0, enum_names<message_life>::all},
    field_spec{"entry", field_type::choice, false, 0, 0, enum_names<room_entry>::all},
    password,
    field_spec{"speech", field_type::choice, false, 0, 0, enum_names<room_speech>::all},
    field_spec{"guests", field_type::boolean, false},
    field_spec{"slow_ms", field_type::integer, false, 0, max_slow_ms}};
inline constexpr std::array room_set{
    room,
    field_spec{"name", field_type::name, false, 1, 48},
    field_spec{"topic", field_type::line, false, 0, 160},
    field_spec{"listing", field_type::choice, false, 0, 0, enum_names<listing>::all},
    field_spec{"entry", field_type::choice, false, 0, 0, enum_names<room_entry>::all},
    password,
    field_spec{"speech", field_type::choice, false, 0, 0, enum_names<room_speech>::all},
    field_spec{"guests", field_type::boolean, false},
    field_spec{"life", field_type::choice, false, 0, 0, room_lives},
    field_spec{"message_life", field_type::choice, false, 0, 0, enum_names<message_life>::all},
    field_spec{"slow_ms", field_type::integer, false, 0, max_slow_ms}};
inline constexpr std::array join{room, field_spec{"resume", field_type::position, false},
                                 field_spec{"hidden", field_type::boolean, false}, password,
                                 field_spec{"invite", field_type::line, false, 1, 64}};
inline constexpr std::array room_only{room};
inline constexpr std::array say{room,
                                field_spec{"cid", field_type::client_id},
                                content,
                                field_spec{"reply_to", field_type::integer, false, 1, max_integer},
                                field_spec{"mentions", field_type::members, false, 0, 20},
                                field_spec{"media", field_type::media, false, 0, 80},
                                proof};
inline constexpr std::array knock{room, field_spec{"text", field_type::line, false, 0, 140},
                                  field_spec{"hidden", field_type::boolean, false}};
inline constexpr std::array knock_answer{room, field_spec{"k", field_type::integer, true, 1, max_member_no},
                                         field_spec{"admit", field_type::boolean}};
inline constexpr std::array invite_create{
    room, field_spec{"uses", field_type::integer, false, 1, 100},
    field_spec{"life", field_type::choice, false, 0, 0, enum_names<invite_life>::all}};
inline constexpr std::array room_and_member{room, member};
inline constexpr std::array mute{room, member, field_spec{"for_ms", field_type::integer, true, 0, 86'400'000}};
inline constexpr std::array unban{room, field_spec{"ban", field_type::integer, true, 1, max_member_no}};
inline constexpr std::array set_role{
    room, member, field_spec{"role", field_type::choice, true, 0, 0, std::span{enum_names<role>::all}.first(3)}};
inline constexpr std::array lock{room, field_spec{"on", field_type::boolean}};
inline constexpr std::array slow{room, field_spec{"slow_ms", field_type::integer, true, 0, max_slow_ms}};
inline constexpr std::array pin{room, field_spec{"target", field_type::integer, true, 0, max_integer}};
inline constexpr std::array transfer_answer{room, field_spec{"accept", field_type::boolean}};
inline constexpr std::array successor{room, field_spec{"m", field_type::integer, true, 0, max_member_no}};
inline constexpr std::array close{room, field_spec{"reason", field_type::line, false, 0, 140}};
inline constexpr std::array edit{room, target, content, proof};
inline constexpr std::array delete_{room, target};
inline constexpr std::array react{room, target, field_spec{"emoji", field_type::emoji, true, 1, 64},
                                  field_spec{"on", field_type::boolean}};
inline constexpr std::array roster{room, field_spec{"after", field_type::integer, false, 0, max_member_no}};
inline constexpr std::array history{room, field_spec{"before", field_type::integer, true, 1, max_integer},
                                    field_spec{"limit", field_type::integer, false, 1, 100}};

inline constexpr std::int64_t max_account_name = 24;
inline constexpr field_spec account{"name", field_type::line, true, 1, max_account_name};
inline constexpr std::array account_only{account};
inline constexpr std::array whom{field_spec{"name", field_type::line, false, 1, max_account_name},
                                 field_spec{"room", field_type::room_id, false},
                                 field_spec{"m", field_type::integer, false, 1, max_member_no}};
inline constexpr std::array friend_answer{account, field_spec{"accept", field_type::boolean}};
inline constexpr std::array transfer{room, member, field_spec{"password", field_type::name, false, 1, 128}};
inline constexpr std::array invite_send{room, account};

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
    command_spec{"knock", "knocking", knock},
    command_spec{"knock_cancel", "ok", room_only},
    command_spec{"knock_answer", "ok", knock_answer},
    command_spec{"invite_create", "invite", invite_create},
    command_spec{"invites_clear", "done", room_only},
    command_spec{"kick", "done", room_and_member},
    command_spec{"mute", "done", mute},
    command_spec{"ban", "done", room_and_member},
    command_spec{"unban", "done", unban},
    command_spec{"bans", "bans", room_only},
    command_spec{"role", "done", set_role},
    command_spec{"lock", "done", lock},
    command_spec{"slow", "done", slow},
    command_spec{"pin", "done", pin},
    command_spec{"room_set", "done", room_set},
    command_spec{"transfer", "done", transfer},
    command_spec{"transfer_answer", "done", transfer_answer},
    command_spec{"transfer_cancel", "done", room_only},
    command_spec{"successor", "done", successor},
    command_spec{"close", "done", close},
    command_spec{"friends", "friends", {}},
    command_spec{"friend_request", "friend", whom},
    command_spec{"friend_answer", "friend", friend_answer},
    command_spec{"friend_remove", "friend", account_only},
    command_spec{"block", "friend", whom},
    command_spec{"unblock", "friend", account_only},
    command_spec{"profile", "profile", room_and_member},
    command_spec{"direct", "direct", account_only},
    command_spec{"read", "ok", delete_},
    command_spec{"invite_send", "ok", invite_send},
};
static_assert(all.size() == std::variant_size_v<command>, "a command has no row");

// The body of POST /api/session, checked like a command.
inline constexpr std::array session{field_spec{"name", field_type::name, false, 1, 32}, proof};

}  // namespace srchat::protocol::rows
