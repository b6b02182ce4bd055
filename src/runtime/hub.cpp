#include "srchat/runtime/hub.hpp"

#include <algorithm>

namespace srchat::runtime {

void hub::subscribe(const room_id& topic, const person_id& person, outbox& box) {
    auto& subscribers = topics_[topic];
    const bool known = std::ranges::any_of(subscribers, [&](const subscriber& s) { return s.box == &box; });
    if (!known) subscribers.push_back({&box, person});
}

void hub::unsubscribe(const room_id& topic, outbox& box) {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return;
    std::erase_if(found->second, [&](const subscriber& s) { return s.box == &box; });
    if (found->second.empty()) topics_.erase(found);
}

void hub::evict(const room_id& topic, const person_id& person) {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return;
    std::erase_if(found->second, [&](const subscriber& s) { return s.person == person; });
    if (found->second.empty()) topics_.erase(found);
}

std::size_t hub::deliver(const room_id& topic, const frame_ptr& f, outbox::urgency u) {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return 0;
    // In a small room all of them are out of the processor's cache by now, so they are fetched side by side.
    if (found->second.size() <= 16) {
        for (const subscriber& s : found->second) __builtin_prefetch(s.box, 1);
    }
    for (const subscriber& s : found->second) s.box->push(f, u);
    return found->second.size();
}

void hub::deliver_to(const room_id& topic, const person_id& person, const frame_ptr& f) {
    const auto found = topics_.find(topic);
    if (found == topics_.end()) return;
    for (const subscriber& s : found->second) {
        if (s.person == person) s.box->push(f);
    }
}

}  // namespace srchat::runtime
