#pragma once
// Which pictures a room has: whose they are, whether a message shows them, and how much they take. The bytes are in the
// store; what is not on the shelf is not there for anybody, whatever the store still holds. No I/O, no clock.
// Owner: the live_room. Shard: the room's home.

#include <map>
#include <memory>
#include <vector>

#include "srchat/base/ids.hpp"
#include "srchat/base/result.hpp"
#include "srchat/protocol/shapes.hpp"
#include "srchat/services/media_budget.hpp"
#include "srchat/services/media_rules.hpp"

namespace srchat::services {

class media_shelf {
public:
    explicit media_shelf(const media_rules& rules) : rules_{&rules} {}

    // Refusal: media_quota, if `more` bytes would be too many for this room.
    result<void> check(std::uint64_t more) const;
    // Adds an upload that no message refers to yet. `of_node` is its part of the process's budget. Refusal: media_quota.
    result<void> add(const protocol::media& what, const person_id& by, media_budget::share of_node, time_point now);
    // For a message of `by` that is about to be said: nobody else's picture, and each in one message only. Refusal: no_media.
    result<protocol::media> take(const person_id& by, const media_id& id);
    // The message was not said after all; its picture waits again, for as long as it has left.
    void give_back(const media_id& id) noexcept;

    // Null if there is none that this person may see: before a message shows it, only who uploaded it may. Whoever looks at
    // the bytes for longer stops when this expires.
    std::shared_ptr<const void> seen_by(const person_id& person, const media_id& id) const;

    // False if it was not there.
    bool remove(const media_id& id);
    // Removes what no message refers to: what has waited too long by `now`, or all of one person's.
    std::vector<media_id> remove_unused(time_point now);
    std::vector<media_id> remove_unused(const person_id& by);

    std::size_t size() const noexcept { return items_.size(); }
    std::uint64_t bytes() const noexcept { return bytes_; }

private:
    struct item {
        protocol::media what;
        person_id by;
        time_point at;
        bool used = false;
        media_budget::share of_node;
        std::shared_ptr<const void> alive = std::make_shared<char>();
    };
    template <class Fits>
    std::vector<media_id> remove_unused_if(Fits fits);

    const media_rules* rules_;
    std::map<media_id, item> items_;
    std::size_t unused_ = 0;
    std::uint64_t bytes_ = 0;
};

}  // namespace srchat::services
