#include "srchat/base/ids.hpp"

#include <algorithm>

#include "srchat/base/random.hpp"

namespace srchat {

namespace {

bool is_base62(char c) noexcept { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

}  // namespace

room_id room_id::random() {
    room_id id;
    std::ranges::copy(random_base62(length), id.chars_.begin());
    return id;
}

std::optional<room_id> room_id::parse(std::string_view text) noexcept {
    if (text.size() != length || !std::ranges::all_of(text, is_base62)) return std::nullopt;
    room_id id;
    std::ranges::copy(text, id.chars_.begin());
    return id;
}

media_id media_id::random() {
    media_id id;
    std::ranges::copy(random_base62(length), id.chars_.begin());
    return id;
}

std::optional<media_id> media_id::parse(std::string_view text) noexcept {
    if (text.size() != length || !std::ranges::all_of(text, is_base62)) return std::nullopt;
    media_id id;
    std::ranges::copy(text, id.chars_.begin());
    return id;
}

template <class Tag>
id128<Tag> id128<Tag>::random() {
    id128 id;
    random_bytes(id.bytes);
    return id;
}

template struct id128<person_tag>;
template struct id128<client_message_tag>;
template struct id128<connection_tag>;

std::string to_hex(const client_id& id) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(32, '0');
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        out[2 * i] = digits[id.bytes[i] >> 4];
        out[2 * i + 1] = digits[id.bytes[i] & 15];
    }
    return out;
}

std::optional<client_id> client_id_from_hex(std::string_view text) noexcept {
    if (text.size() != 32) return std::nullopt;
    client_id id;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        const int high = hex_value(text[2 * i]);
        const int low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return id;
}

}  // namespace srchat
