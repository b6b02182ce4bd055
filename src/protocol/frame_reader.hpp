#pragma once
// One pass over a client's frame: the values of the fields that the protocol knows, and the first one it does not.
// Nothing is built for values in places where no command has any, so a frame cannot make the server hold a tree.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/base/private_text.hpp"

namespace srchat::protocol {

// Every field name of the protocol. Those from `epoch` on stand inside `resume`, `media` or `proof` only.
enum class field_key : std::uint8_t {
    t,
    id,
    v,
    client,
    name,
    q,
    watch,
    topic,
    listing,
    life,
    message_life,
    room,
    resume,
    cid,
    body_,
    target,
    emoji,
    on,
    after,
    before,
    limit,
    entry,
    password,
    speech,
    guests,
    slow_ms,
    hidden,
    invite,
    open,
    k,
    admit,
    uses,
    m,
    for_ms,
    ban,
    role,
    accept,
    reason,
    reply_to,
    mentions,
    media,
    recovery,
    new_password,
    display,
    avatar,
    about,
    theme,
    language,
    region,
    hide_profile,
    hide_name,
    invisible,
    requests_off,
    proof,
    text,  // of a knock, or inside `body`
    epoch,
    seq,
    media_id,
    media_name,
    challenge,
    nonce,
    none,
};

inline constexpr std::array<std::string_view, static_cast<std::size_t>(field_key::none)> key_names{
    "t",
    "id",
    "v",
    "client",
    "name",
    "q",
    "watch",
    "topic",
    "listing",
    "life",
    "message_life",
    "room",
    "resume",
    "cid",
    "body",
    "target",
    "emoji",
    "on",
    "after",
    "before",
    "limit",
    "entry",
    "password",
    "speech",
    "guests",
    "slow_ms",
    "hidden",
    "invite",
    "open",
    "k",
    "admit",
    "uses",
    "m",
    "for_ms",
    "ban",
    "role",
    "accept",
    "reason",
    "reply_to",
    "mentions",
    "media",
    "recovery",
    "new_password",
    "display",
    "avatar",
    "about",
    "theme",
    "language",
    "region",
    "hide_profile",
    "hide_name",
    "invisible",
    "requests_off",
    "proof",
    "text",
    "epoch",
    "seq",
    "media.id",
    "media.name",
    "challenge",
    "nonce",
};

constexpr field_key key_of(std::string_view name) noexcept {
    std::size_t i = 0;
    while (i < key_names.size() && key_names[i] != name) ++i;
    return static_cast<field_key>(i);
}

using key_bits = std::uint64_t;
static_assert(key_names.size() <= 64);
constexpr key_bits bit(field_key k) noexcept { return key_bits{1} << static_cast<unsigned>(k); }
constexpr std::string_view name_of(field_key k) noexcept { return key_names[static_cast<std::size_t>(k)]; }

enum class value_kind : std::uint8_t { absent, other, boolean, integer, string, object, list };

struct field_value {
    value_kind kind = value_kind::absent;
    std::uint32_t offset = 0;  // of a string, in `strings`
    std::uint32_t size = 0;
    std::int64_t number = 0;  // of an integer or a boolean
};

struct frame_values {
    std::array<field_value, key_names.size()> fields;
    std::string strings;  // all short strings behind each other, so that most frames need one piece of memory
    std::string text;     // the text of a body
    std::vector<std::int64_t> mentions;
    key_bits present = 0;  // bits of the keys of the outer object
    bool has_unknown = false;
    std::string unknown;  // the first unknown field, or empty if its name is not one that may be repeated

    frame_values() { strings.reserve(128); }
    frame_values(const frame_values&) = delete;
    frame_values& operator=(const frame_values&) = delete;
    ~frame_values() {
        cleanse(text);
        cleanse(strings);
    }

    field_value& operator[](field_key k) noexcept { return fields[static_cast<std::size_t>(k)]; }
    const field_value& operator[](field_key k) const noexcept { return fields[static_cast<std::size_t>(k)]; }
    std::string_view string(field_key k) const noexcept {
        return std::string_view{strings}.substr((*this)[k].offset, (*this)[k].size);
    }
};

// False if this is no JSON object, or too deep, or has too many keys, or one twice in an object, or anything behind it.
// What was read until then is in `values` either way.
bool read_frame(std::string_view frame, frame_values& values);

}  // namespace srchat::protocol
