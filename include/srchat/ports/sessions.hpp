#pragma once
// Login and guest sessions, and the names in use. Everything here has an end from the moment it is made; an adapter
// forgets by itself what has run out. Tokens are known by their SHA-256 only.

#include "srchat/base/task.hpp"

#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>

#include "srchat/base/result.hpp"
#include "srchat/protocol/shapes.hpp"
#include "srchat/protocol/transparency.hpp"

namespace srchat::ports {

namespace asio = boost::asio;

using token_hash = std::array<std::uint8_t, 32>;

struct token_hash_hash {
    std::size_t operator()(const token_hash& t) const noexcept {
        std::size_t h;  // a hash already
        std::memcpy(&h, t.data(), sizeof h);
        return h;
    }
};

struct session_record {
    person_id person;
    protocol::person who;
    std::string name_key;    // the name as it is compared (core/names)
    time_point ends_at;      // at the latest, whatever happens
    time_point expires_at;   // unless it is extended
    bool hides = false;      // enters rooms hidden unless told otherwise
    bool invisible = false;  // friends see nobody there
};

class sessions {
public:
    virtual ~sessions() = default;
    // Creates or replaces. Refusal of each: unavailable.
    virtual task<result<void>> put(token_hash token, session_record record) = 0;
    // nullopt if there is none or it has run out by `now`.
    virtual task<result<std::optional<session_record>>> find(token_hash token, time_point now) = 0;
    virtual task<result<void>> erase(token_hash token) = 0;
    // True if the name is now this person's until `until`: it was free, had run out, or was theirs already.
    virtual task<result<bool>> claim_name(std::string name_key, person_id person, time_point until, time_point now) = 0;
    // Lets a person's claim end at `until`; does nothing if it is somebody else's.
    virtual task<result<void>> release_name(std::string name_key, person_id person, time_point until) = 0;
    // Of visitors, of users who are at hand, and of names: how many by `now`, and until when at the latest.
    virtual task<result<std::vector<protocol::held>>> held(time_point now) = 0;
};

}  // namespace srchat::ports
