#pragma once
// Who waits at the doors of one shard's rooms, and how often somebody has tried a password. A room that is not there, or
// is none of the visitor's business, has a door like any other: its visitors wait, and nobody ever opens.
// Owner and shard: the room_home.

#include <optional>
#include <string>
#include <vector>

#include "srchat/base/flat_map.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/base/result.hpp"
#include "srchat/core/token_bucket.hpp"
#include "srchat/protocol/events.hpp"

namespace srchat::services {

struct door_rules {
    milliseconds knock{600'000};                     // how long a knock, and its answer, stand
    core::bucket_rate knocks{5, 1.0 / 60};           // of one person
    core::bucket_rate tries{5, 5.0 / 600};           // of a password, per room and address
    core::bucket_rate tries_of_room{30, 30.0 / 60};  // of all addresses together
    std::size_t waiting_max = 10'000;                // of one shard
};

class room_door {
public:
    struct visitor {
        knock_no k = 0;
        room_id room;
        person_id person;
        protocol::person who;  // as the room will see it
        std::string text;
        time_point at;
        time_point expires_at;
        protocol::knock_state state = protocol::knock_state::waiting;
        room_id topic;      // where the visitor hears the answer
        bool seen = false;  // by the room's staff; false for a door that nobody opens
        ~visitor() { cleanse(text); }
        visitor() = default;
        visitor(visitor&&) = default;
        visitor& operator=(visitor&&) = default;
    };

    explicit room_door(const door_rules& rules) : rules_{rules} {}

    visitor* find(const room_id& room, const person_id& person) noexcept;
    visitor* find(const room_id& room, knock_no k) noexcept;
    // Adds one who is not there yet. Refusals: rate_limited, overloaded.
    result<visitor*> add(visitor v, time_point now);
    void remove(const room_id& room, const person_id& person);
    // In the order of arrival, those that the staff may see.
    std::vector<protocol::knocker> waiting(const room_id& room) const;
    // Whether the staff let this person in, or not; forgotten with that.
    bool is_admitted(const room_id& room, const person_id& person) noexcept;
    // Takes out everybody whose time is over.
    std::vector<visitor> take_expired(time_point now);
    // Takes out everybody who waits for this room.
    std::vector<visitor> take_all(const room_id& room);

    // Counts a try of a password. 0 if it may be made, else how long until it may.
    milliseconds try_password(const room_id& room, std::uint64_t address, time_point now);
    // It was right, so it does not count.
    void was_right(const room_id& room, std::uint64_t address);
    void forget_old_tries(time_point now);

private:
    struct place {
        room_id room;
        std::uint64_t address = 0;
        bool operator==(const place&) const = default;
    };
    struct place_hash {
        std::size_t operator()(const place& p) const noexcept {
            return std::hash<room_id>{}(p.room) ^ p.address * 0x9e3779b97f4a7c15;
        }
    };

    const door_rules& rules_;
    std::vector<visitor> visitors_;
    knock_no last_k_ = 0;
    flat_map<person_id, core::token_bucket> knocks_;
    flat_map<place, core::token_bucket, place_hash> tries_;
    flat_map<room_id, core::token_bucket> tries_of_room_;
};

}  // namespace srchat::services
