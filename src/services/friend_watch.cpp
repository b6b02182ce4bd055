#include "srchat/services/friend_watch.hpp"

namespace srchat::services {

void friend_watch::add(const person_id& watcher, const person_id& person, const std::string& name) {
    watched& w = watched_[person];
    w.name = name;
    w.by.insert(watcher);
    watching_[watcher].insert(person);
}

void friend_watch::remove(const person_id& watcher, const person_id& person) {
    if (const auto w = watched_.find(person); w != watched_.end()) {
        w->second.by.erase(watcher);
        if (w->second.by.empty()) watched_.erase(w);
    }
    if (const auto own = watching_.find(watcher); own != watching_.end()) {
        own->second.erase(person);
        if (own->second.empty()) watching_.erase(own);
    }
}

void friend_watch::forget_watcher(const person_id& watcher) {
    const auto own = watching_.find(watcher);
    if (own == watching_.end()) return;
    const std::set<person_id> people = std::move(own->second);
    watching_.erase(own);
    for (const person_id& person : people) remove(watcher, person);
}

const friend_watch::watched* friend_watch::find(const person_id& person) const {
    const auto w = watched_.find(person);
    return w == watched_.end() ? nullptr : &w->second;
}

}  // namespace srchat::services
