#pragma once
// A room at its home shard: the folded state, and what is not in the log - who is connected where, rate buckets, and when
// something is due next. Owner: room_home.

#include <array>
#include <deque>
#include <optional>
#include <set>
#include <vector>

#include "srchat/base/flat_map.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/base/random.hpp"
#include "srchat/core/room_state.hpp"
#include "srchat/core/spam.hpp"
#include "srchat/core/token_bucket.hpp"
#include "srchat/services/caller.hpp"
#include "srchat/services/media_shelf.hpp"

namespace srchat::services {

struct live_room {
    // The sockets through which a member is here; empty while the member is away.
    struct presence {
        std::vector<socket_key> sockets;
        time_point away_since;
        time_point typed_at;
        bool quiet = false;     // seems away to the other of a direct
        bool awaited = false;   // the inbox tells of unread messages of a direct
        seq_no read = 0;        // in directs and inboxes: up to where this member has read
        std::string account{};  // in directs: the member's
    };
    // Joins and leaves of a large room that have not been told yet; from == 0: none.
    struct crowd_news {
        seq_no from = 0;
        std::uint32_t joined = 0;
        std::uint32_t left = 0;
        time_point told_at;
    };

    live_room(core::room_state s, std::size_t shards, const media_rules& media)
        : state{std::move(s)}, listeners(shards, 0), shelf{media} {
        random_bytes(key);
    }
    ~live_room() { cleanse(key.data(), key.size()); }

    core::room_state state;
    bool card_changed = true;
    time_point told_at;  // the last frame to all members
    crowd_news crowd;
    flat_map<person_id, core::token_bucket> say_buckets;
    flat_map<person_id, core::spam_record> spam;
    time_point spam_swept;
    std::vector<std::uint32_t> listeners;  // sockets by shard
    flat_map<person_id, presence> people;
    std::deque<std::pair<time_point, person_id>> away;  // in order of time; checked against `people`
    media_shelf shelf;
    std::optional<time_point> empty_since;
    // What pseudonyms are made with. It dies with the room, and with it every way to tell whose they were.
    std::array<std::uint8_t, 32> key{};
    struct invitation {
        std::array<std::uint8_t, 32> token;  // its SHA-256
        std::uint32_t uses = 0;              // left
        time_point expires_at;
    };
    std::vector<invitation> invitations;
    std::set<person_id> noticed;  // whose inboxes may tell of this room
    bool own() const noexcept { return state.kind() != protocol::room_kind::room; }  // belongs to its members

    // What a message needs of a room stands at its beginning. Among many rooms it is out of the processor's cache, so its
    // lines are fetched side by side instead of one after the other.
    void prefetch() const noexcept {
        const auto* begin = reinterpret_cast<const char*>(this);
        for (std::size_t i = 0; i < 512; i += 64) __builtin_prefetch(begin + i, 1);
    }
    // The newest seq that members know of, or will without a further frame.
    seq_no told_top() const noexcept { return crowd.from == 0 ? state.top() : crowd.from - 1; }
    protocol::presence_state state_of(const person_id& person) const {
        const auto found = people.find(person);
        const bool here = found != people.end() && !found->second.sockets.empty() && !found->second.quiet;
        return here ? protocol::presence_state::here : protocol::presence_state::away;
    }
    protocol::member shown(const core::room_member& m) const {
        return {m.m, m.who, m.role, state_of(m.person), m.muted_until};
    }
};

}  // namespace srchat::services
