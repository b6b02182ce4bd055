#include "srchat/services/live_ids.hpp"

#include <algorithm>
#include <string>

namespace srchat::services {

namespace {

constexpr std::string_view base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::string bytes_of(const person_id& person) { return {person.bytes.begin(), person.bytes.end()}; }

room_id from_digest(const ports::hasher& hasher, const std::string& what) {
    const auto digest = hasher.sha256(what);
    static_assert(room_id::length <= std::tuple_size_v<std::decay_t<decltype(digest)>>);
    std::string text;
    for (std::size_t i = 0; i < room_id::length; ++i) text += base62[digest[i] % base62.size()];
    return *room_id::parse(text);
}

}  // namespace

room_id inbox_of(const ports::hasher& hasher, const person_id& person) {
    return from_digest(hasher, "inbox:" + bytes_of(person));
}

room_id direct_of(const ports::hasher& hasher, const person_id& one, const person_id& other) {
    const auto [low, high] = std::minmax(one, other);
    return from_digest(hasher, "direct:" + bytes_of(low) + bytes_of(high));
}

}  // namespace srchat::services
