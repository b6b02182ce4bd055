#include "plain_say.hpp"

#include <algorithm>
#include <charconv>

#include "srchat/protocol/table.hpp"
#include "text_rules.hpp"

namespace srchat::protocol {

namespace {

// Takes `expected` off the front; false if it is not there.
bool skip(std::string_view& rest, std::string_view expected) noexcept {
    if (!rest.starts_with(expected)) return false;
    rest.remove_prefix(expected.size());
    return true;
}

std::string_view take(std::string_view& rest, std::size_t size) noexcept {
    const std::string_view front = rest.substr(0, size);
    rest.remove_prefix(front.size());
    return front;
}

std::optional<std::uint64_t> take_id(std::string_view& rest) noexcept {
    std::uint64_t id = 0;
    const bool plain = !rest.empty() && rest.front() >= '1' && rest.front() <= '9';
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), id);
    if (!plain || error != std::errc{} || id > static_cast<std::uint64_t>(max_integer)) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    return id;
}

bool is_unescaped(char c) noexcept { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; }

}  // namespace

std::optional<command_frame> read_plain_say(std::string_view frame) {
    constexpr std::size_t cid_digits = 32;
    constexpr std::string_view end = R"("}})";
    if (!skip(frame, R"({"t":"say","id":)")) return std::nullopt;
    const auto id = take_id(frame);
    if (!id || !skip(frame, R"(,"room":")")) return std::nullopt;
    const auto room = room_id::parse(take(frame, room_id::length));
    if (!room || !skip(frame, R"(","cid":")")) return std::nullopt;
    const auto cid = client_id_from_hex(take(frame, cid_digits));
    if (!cid || !skip(frame, R"(","body":{"text":")")) return std::nullopt;
    if (!frame.ends_with(end)) return std::nullopt;
    frame.remove_suffix(end.size());
    if (!std::ranges::all_of(frame, is_unescaped) || check_message_text(frame)) return std::nullopt;
    return command_frame{
        *id, say{*room, *cid, text_body{message_text{std::string{frame}}}, 0, {}, std::nullopt, std::nullopt}};
}

}  // namespace srchat::protocol
