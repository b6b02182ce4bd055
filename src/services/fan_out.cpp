#include "srchat/services/fan_out.hpp"

namespace srchat::services {

template <class F>
void fan_out::on(std::size_t index, F f) {
    runtime::shard& shard = shards_[index];
    if (shard.here()) {
        f(shard);
    } else {
        shard.post([&shard, f = std::move(f)] { f(shard); });
    }
}

void fan_out::deliver(const room_id& topic, std::string payload, const std::vector<std::uint32_t>& listeners,
                      runtime::outbox::urgency u) {
    // Other shards first: each gets its own copy of the bytes, because frames do not leave their shard.
    runtime::shard* here = runtime::shard::current();
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        if (listeners[i] == 0 || &shards_[i] == here) continue;
        on(i, [topic, payload, u](runtime::shard& s) {
            s.counters().deliveries.add(s.hub().deliver(topic, runtime::frame::text(payload), u));
        });
    }
    if (here != nullptr && listeners[here->index()] > 0) {
        here->counters().deliveries.add(here->hub().deliver(topic, runtime::frame::text(payload), u));
    }
}

void fan_out::deliver_everywhere(const room_id& topic, std::string payload) {
    deliver(topic, std::move(payload), std::vector<std::uint32_t>(shards_.size(), 1));
}

void fan_out::deliver_to(const room_id& topic, const std::vector<person_id>& people, std::string payload,
                         const std::vector<std::uint32_t>& listeners) {
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        if (listeners[i] == 0) continue;
        on(i, [topic, people, payload](runtime::shard& s) {
            const runtime::frame_ptr frame = runtime::frame::text(payload);
            for (const person_id& person : people) s.hub().deliver_to(topic, person, frame);
        });
    }
}

void fan_out::evict(const room_id& topic, const person_id& person, const std::vector<std::uint32_t>& listeners) {
    for (std::size_t i = 0; i < listeners.size(); ++i) {
        if (listeners[i] > 0) on(i, [topic, person](runtime::shard& s) { s.hub().evict(topic, person); });
    }
}

void fan_out::drop(const room_id& topic) {
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        on(i, [topic](runtime::shard& s) { s.hub().drop(topic); });
    }
}

}  // namespace srchat::services
