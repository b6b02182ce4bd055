#pragma once
// Who on this shard listens to what. A topic is a room (or the directory); a subscriber is an outbox and the person
// behind it. Fan-out is one push per local subscriber; nothing is copied but a pointer.
//
// Owner and shard: one hub per shard, touched only there. It does not own outboxes: whoever subscribes one unsubscribes
// it before it dies.

#include <cstdint>
#include <vector>

#include "srchat/base/flat_map.hpp"
#include "srchat/base/ids.hpp"
#include "srchat/runtime/outbox.hpp"

namespace srchat::runtime {

class hub {
public:
    // Adds a subscriber; doing it twice is the same as once.
    void subscribe(const room_id& topic, const person_id& person, outbox& box);
    void unsubscribe(const room_id& topic, outbox& box);
    // Removes all outboxes of a person from a topic: left, kicked, session ended.
    void evict(const room_id& topic, const person_id& person);
    void drop(const room_id& topic) { topics_.erase(topic); }

    // Pushes a frame to all local subscribers; returns how many there are.
    std::size_t deliver(const room_id& topic, const frame_ptr& f, outbox::urgency u = outbox::urgency::keep);
    // The same to one person's outboxes only.
    void deliver_to(const room_id& topic, const person_id& person, const frame_ptr& f);
    bool has(const room_id& topic) const { return topics_.contains(topic); }

private:
    struct subscriber {
        outbox* box;
        person_id person;
    };
    flat_map<room_id, std::vector<subscriber>> topics_;
};

}  // namespace srchat::runtime
