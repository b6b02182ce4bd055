#pragma once
// The wire names of the enums, one array each in the order of the enumerators, used for both directions.

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "srchat/protocol/events.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

template <class Enum>
struct enum_names;

template <>
struct enum_names<person_kind> {
    static constexpr std::array<std::string_view, 3> all{"guest", "user", "hidden"};
    static constexpr auto last = person_kind::hidden;
};
template <>
struct enum_names<role> {
    static constexpr std::array<std::string_view, 5> all{"member", "voiced", "moderator", "owner", "server"};
    static constexpr auto last = role::server;
};
template <>
struct enum_names<presence_state> {
    static constexpr std::array<std::string_view, 2> all{"here", "away"};
    static constexpr auto last = presence_state::away;
};
template <>
struct enum_names<room_kind> {
    static constexpr std::array<std::string_view, 3> all{"room", "direct", "inbox"};
    static constexpr auto last = room_kind::inbox;
};
template <>
struct enum_names<notice_kind> {
    static constexpr std::array<std::string_view, 10> all{
        "friend_request", "friend_accepted",    "direct",      "mention",     "invite", "knock",
        "offer",          "complaint_answered", "rule_broken", "announcement"};
    static constexpr auto last = notice_kind::announcement;
};
template <>
struct enum_names<friend_state> {
    static constexpr std::array<std::string_view, 5> all{"none", "outgoing", "incoming", "friend", "blocked"};
    static constexpr auto last = friend_state::blocked;
};
template <>
struct enum_names<listing> {
    static constexpr std::array<std::string_view, 2> all{"public", "unlisted"};
    static constexpr auto last = listing::unlisted;
};
template <>
struct enum_names<room_entry> {
    static constexpr std::array<std::string_view, 4> all{"open", "password", "knock", "invite"};
    static constexpr auto last = room_entry::invite;
};
template <>
struct enum_names<room_speech> {
    static constexpr std::array<std::string_view, 2> all{"everyone", "voiced"};
    static constexpr auto last = room_speech::voiced;
};
template <>
struct enum_names<invite_life> {
    static constexpr std::array<std::string_view, 3> all{"1h", "24h", "7d"};
    static constexpr auto last = invite_life::week;
};
template <>
struct enum_names<offer_outcome> {
    static constexpr std::array<std::string_view, 3> all{"declined", "cancelled", "expired"};
    static constexpr auto last = offer_outcome::expired;
};
template <>
struct enum_names<succession> {
    static constexpr std::array<std::string_view, 2> all{"transfer", "succession"};
    static constexpr auto last = succession::succession;
};
template <>
struct enum_names<knock_state> {
    static constexpr std::array<std::string_view, 4> all{"waiting", "approved", "denied", "expired"};
    static constexpr auto last = knock_state::expired;
};
template <>
struct enum_names<room_life> {
    static constexpr std::array<std::string_view, 5> all{"empty", "1h", "24h", "7d", "always"};
    static constexpr auto last = room_life::always;
};
template <>
struct enum_names<official_kind> {
    static constexpr std::array<std::string_view, 3> all{"global", "regional", "special"};
    static constexpr auto last = official_kind::special;
};
template <>
struct enum_names<message_life> {
    static constexpr std::array<std::string_view, 4> all{"5m", "1h", "24h", "7d"};
    static constexpr auto last = message_life::week;
};
template <>
struct enum_names<leave_reason> {
    static constexpr std::array<std::string_view, 5> all{"left", "away", "session", "kicked", "banned"};
    static constexpr auto last = leave_reason::banned;
};
template <>
struct enum_names<close_reason> {
    static constexpr std::array<std::string_view, 7> all{"expired",   "empty",      "shutdown", "closed",
                                                         "ownerless", "unfriended", "admin"};
    static constexpr auto last = close_reason::admin;
};

template <class Enum>
concept wire_enum = requires {
    enum_names<Enum>::last;
};

template <wire_enum Enum>
constexpr std::string_view wire_name(Enum value) noexcept {
    using names = enum_names<Enum>;
    static_assert(names::all.size() == static_cast<std::size_t>(names::last) + 1, "an enumerator has no name");
    return names::all[static_cast<std::size_t>(value)];
}

template <wire_enum Enum>
constexpr std::optional<Enum> from_wire(std::string_view name) noexcept {
    const auto& all = enum_names<Enum>::all;
    const auto found = std::ranges::find(all, name);
    if (found == all.end()) return std::nullopt;
    return static_cast<Enum>(found - all.begin());
}

}  // namespace srchat::protocol
