#pragma once
// Who wants to hear when somebody comes and goes: friends who have looked at their list while they were here. So that a
// person's coming costs no look into the database. Pure; on shard 0.

#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "srchat/base/ids.hpp"

namespace srchat::services {

class friend_watch {
public:
    // `watcher` wants to hear of `person`, whose account has this name.
    void add(const person_id& watcher, const person_id& person, const std::string& name);
    void remove(const person_id& watcher, const person_id& person);
    // Is here no more, and hears of nobody.
    void forget_watcher(const person_id& watcher);

    // The name under which a person is watched, and by whom; null if by nobody.
    struct watched {
        std::string name;
        std::set<person_id> by;
    };
    const watched* find(const person_id& person) const;

private:
    std::unordered_map<person_id, watched> watched_;
    std::unordered_map<person_id, std::set<person_id>> watching_;
};

}  // namespace srchat::services
