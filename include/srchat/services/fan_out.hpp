#pragma once
// From a room's home to the hubs of the shards that have members: one post per shard, one frame per shard, no copy per
// recipient. Any shard may call it.

#include <string>
#include <vector>

#include "srchat/base/ids.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/runtime/shard.hpp"

namespace srchat::services {

class fan_out {
public:
    explicit fan_out(runtime::shards& shards) : shards_{shards} {}

    // To all of a topic's listeners; `listeners[i]` is how many shard i has. Order between two calls for one topic is kept.
    void deliver(const room_id& topic, std::string payload, const std::vector<std::uint32_t>& listeners,
                 runtime::outbox::urgency u = runtime::outbox::urgency::keep);
    // The same for every shard, when nobody counts the listeners.
    void deliver_everywhere(const room_id& topic, std::string payload);
    // To those of the listeners who are one of these people.
    void deliver_to(const room_id& topic, const std::vector<person_id>& people, std::string payload,
                    const std::vector<std::uint32_t>& listeners);
    // Makes a person's sockets deaf to a topic; after everything delivered before.
    void evict(const room_id& topic, const person_id& person, const std::vector<std::uint32_t>& listeners);
    void drop(const room_id& topic);
    // Runs f on a shard, in order with what is delivered there before and after.
    template <class F>
    void run_on(std::size_t shard, F f) {
        if (shards_[shard].here()) {
            f();
        } else {
            shards_[shard].post(std::move(f));
        }
    }

private:
    template <class F>
    void on(std::size_t shard, F f);
    runtime::shards& shards_;
};

}  // namespace srchat::services
