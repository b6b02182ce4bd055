#pragma once
// Strong ids. None of them converts to another, and only those that clients may see have a text form.

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace srchat {

// A room's public name in links: 17 base62 characters, 101 random bits.
class room_id {
public:
    static constexpr std::size_t length = 17;

    static room_id random();
    // nullopt unless `text` is exactly 17 base62 characters.
    static std::optional<room_id> parse(std::string_view text) noexcept;

    std::string_view view() const noexcept { return {chars_.data(), length}; }
    std::string str() const { return std::string{view()}; }
    auto operator<=>(const room_id&) const = default;
    bool operator==(const room_id& other) const noexcept {
        return std::memcmp(chars_.data(), other.chars_.data(), length) == 0;
    }

private:
    std::array<char, length> chars_{};
};

// A picture's name in links: 22 base62 characters, 130 random bits.
class media_id {
public:
    static constexpr std::size_t length = 22;

    static media_id random();
    // nullopt unless `text` is exactly 22 base62 characters.
    static std::optional<media_id> parse(std::string_view text) noexcept;

    std::string_view view() const noexcept { return {chars_.data(), length}; }
    auto operator<=>(const media_id&) const = default;

private:
    std::array<char, length> chars_{};
};

// 128 random bits. The tag keeps the kinds apart.
template <class Tag>
struct id128 {
    std::array<std::uint8_t, 16> bytes{};
    static id128 random();
    auto operator<=>(const id128&) const = default;
    // Compared with every look-up: two words instead of a call for sixteen bytes.
    bool operator==(const id128& other) const noexcept {
        std::array<std::uint64_t, 2> a, b;
        std::memcpy(a.data(), bytes.data(), sizeof a);
        std::memcpy(b.data(), other.bytes.data(), sizeof b);
        return a == b;
    }
};

struct person_tag;
struct client_message_tag;
struct connection_tag;
// A visitor or user on this server. Never leaves it: rooms show member numbers instead.
using person_id = id128<person_tag>;
// The id that a client gives a message so that sending it twice posts it once ("cid" on the wire).
using client_id = id128<client_message_tag>;

// 32 lower-case hexadecimal digits, and back.
std::string to_hex(const client_id& id);
std::optional<client_id> client_id_from_hex(std::string_view text) noexcept;

using seq_no = std::uint64_t;     // position in a room's log; the first is 1
using epoch_no = std::uint32_t;   // one unbroken life of a room's log
using member_no = std::uint32_t;  // a member's number inside one room; the first is 1
using knock_no = std::uint32_t;   // of one who waits at a room's door; the first is 1
using ban_no = std::uint32_t;     // of a ban in one room; the first is 1

template <class Tag>
struct id128_hash {
    std::size_t operator()(const id128<Tag>& id) const noexcept {
        std::size_t h;  // random bits already, so any eight of them hash well
        std::memcpy(&h, id.bytes.data(), sizeof h);
        return h;
    }
};

}  // namespace srchat

template <class Tag>
struct std::hash<srchat::id128<Tag>> : srchat::id128_hash<Tag> {};

template <>
struct std::hash<srchat::room_id> {
    std::size_t operator()(const srchat::room_id& id) const noexcept {
        std::size_t h;  // ids are made by servers at random; clients can look up what they like but add nothing
        std::memcpy(&h, id.view().data(), sizeof h);
        return h ^ h >> 29;
    }
};
