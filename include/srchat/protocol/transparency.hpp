#pragma once
// What the server holds right now, class by class: the body of GET /api/transparency (docs/PROTOCOL.md, section 17).

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/base/clock.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

enum class held_in { memory, database };

// One class of things. What could not be asked is unknown, never 0.
struct held {
    std::string_view what;  // such as "messages"
    held_in where = held_in::memory;
    std::optional<std::uint64_t> count;  // nullopt: unknown
    std::optional<std::uint64_t> bytes;  // where they say more than the count
    std::optional<time_point> oldest_at;
    std::optional<time_point> ends_by;  // when the last of them is gone at the latest; nullopt: nobody knows beforehand

    // One more; nullopt: it has no end of its own.
    void add(std::optional<time_point> since, std::optional<time_point> until);
    // The same class, held elsewhere.
    void add(const held& other);
    bool endless = false;  // one of them has no end of its own
};

// Asked, and there are none.
held none_held(std::string_view what, held_in where = held_in::memory);

struct transparency {
    time_point at;
    time_point started_at;
    std::string version;
    std::string log_level;
    std::string live_store;             // "memory" or "redis"
    std::optional<bool> live_persists;  // whether the live store writes anything to a disk; nullopt: unknown
    std::vector<held> classes;
};

// What is held of one person in one place: a room, a direct or the inbox.
struct seat {
    card room;  // without a name where it has none
    bool member = false;
    std::uint64_t messages = 0;  // of theirs that are alive; in the inbox: notices for them
    std::uint64_t pictures = 0;
    std::optional<time_point> ends_by;  // of the last of them
};

// Of the person who asks: the body of GET /api/transparency/me. What an account holds beside is in its export.
struct held_of_me {
    time_point at;
    person you;
    session_info session;
    std::vector<seat> seats;
};

std::string encode_http(const transparency& what);
std::string encode_http(const held_of_me& what);

}  // namespace srchat::protocol
