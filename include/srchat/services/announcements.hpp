#pragma once
// What admins tell everybody, a region or a room for a while: who is connected hears the list when it changes, and users find
// what is meant for them in their inboxes. Lives on shard 0; every shard has a copy of what is current.

#include "srchat/ports/accounts.hpp"
#include "srchat/ports/announcements.hpp"
#include "srchat/services/audit_log.hpp"
#include "srchat/services/fan_out.hpp"
#include "srchat/services/rooms.hpp"
#include "srchat/services/sessions.hpp"

namespace srchat::services {

class announcements {
public:
    // All outlive it. `regions`: those that an announcement may be for.
    announcements(runtime::shards& shards, ports::announcements& store, ports::accounts& accounts, sessions& sessions,
                  rooms& rooms, audit_log& audit, const std::vector<std::string>& regions);
    void start();

    // The hub topic that every greeted connection listens to; no room has this id.
    static const room_id& topic();
    // What is current, as this shard knows it; without the admins' names. Never null.
    std::shared_ptr<const std::vector<protocol::announcement_view>> current() const;
    // Somebody's inbox was made anew: what is meant for them goes in.
    void greet(const person_id& person);

    // Future ones too. Refusals of all: unavailable.
    task<result<std::vector<protocol::announcement_view>>> list();
    // Refusals also: bad_field.
    task<result<protocol::announcement_view>> add(std::string admin, protocol::announcement_request what);
    // Refusals also: no_announcement.
    task<result<void>> remove(std::string admin, std::string id);

private:
    using list_ptr = std::shared_ptr<const std::vector<protocol::announcement_view>>;
    task<void> load();
    // Tells what has become current, and what is over.
    void look(time_point now);
    void put_into_inboxes(const protocol::announcement_view& what);
    task<void> put_by_region(std::vector<person_id> people, protocol::announcement_view what);
    void put(const person_id& person, const protocol::announcement_view& what);

    runtime::shards& shards_;
    ports::announcements& store_;
    ports::accounts& accounts_;
    sessions& sessions_;
    rooms& rooms_;
    audit_log& audit_;
    const std::vector<std::string>& regions_;
    fan_out out_;
    std::vector<protocol::announcement_view> known_;  // future ones too
    bool loaded_ = false;
    list_ptr now_;                    // on shard 0
    std::vector<list_ptr> by_shard_;  // each touched by its shard alone
};

}  // namespace srchat::services
