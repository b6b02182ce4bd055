#pragma once
// The listed rooms of this server, who opened how many, and the news for those who watch. Lives on shard 0, which alone
// touches it; homes of rooms post their cards here.

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/events.hpp"
#include "srchat/protocol/replies.hpp"

namespace srchat::services {

class directory {
public:
    // The hub topic of those who watch; no room has this id.
    static const room_id& topic();

    // Counts a room for its owner. Refusal: room_limit beyond `most`.
    result<void> reserve(const room_id& room, const person_id& owner, std::uint32_t most);
    void release(const room_id& room, const person_id& owner);
    // The room counts for its new owner, whatever the cap: nobody loses a room that was given to them.
    void pass_on(const room_id& room, const person_id& from, const person_id& to);
    std::vector<room_id> owned_by(const person_id& owner) const;
    // Adds or updates; a room that is not listed any more goes.
    void put(const protocol::card& card);
    void remove(const room_id& room);
    // Listed rooms whose name or topic contains `q` (ASCII case ignored), official rooms first, then by last activity and head count; at most `limit`.
    // `open`: only those that anybody, a guest too, can enter at once.
    protocol::rooms_reply list(std::string_view q, bool open, std::size_t limit) const;
    // What has changed since the last call; nothing in it if nothing has.
    protocol::rooms_changed take_news();

private:
    std::unordered_map<room_id, protocol::card> cards_;
    std::unordered_map<person_id, std::set<room_id>> owned_;
    std::unordered_set<room_id> changed_;
    std::vector<room_id> gone_;
};

}  // namespace srchat::services
