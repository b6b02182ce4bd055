#pragma once
// The lasting part of the server, whichever database keeps it: the ports over accounts, logins and friendships, and the
// threads and connections behind them. sqlite/store.hpp and postgres/store.hpp open one.

#include <memory>
#include <string>
#include <vector>

#include "srchat/ports/accounts.hpp"
#include "srchat/ports/admins.hpp"
#include "srchat/ports/announcements.hpp"
#include "srchat/ports/audit.hpp"
#include "srchat/ports/complaints.hpp"
#include "srchat/ports/friends.hpp"
#include "srchat/ports/holdings.hpp"
#include "srchat/ports/logins.hpp"
#include "srchat/ports/official_rooms.hpp"
#include "srchat/ports/sanctions.hpp"
#include "srchat/ports/settings.hpp"

namespace srchat::adapters {

// How long and how much a database may keep its callers waiting.
struct sql_limits {
    std::size_t workers = 4;        // threads, each with one connection
    std::size_t waiting = 2'048;    // calls under way at most; beyond it they are refused
    milliseconds timeout{600};      // after which a call is answered `unavailable`, whatever the database does
    milliseconds probe_every{500};  // how often one call is let through to a database that was found away
};

class people_engine;

// Owner: app. Lives longer than any shard runs and ends before the shards do: what still waits then is never answered.
// The ports may be called from every shard.
struct people_store {
    people_store();
    people_store(people_store&&) noexcept;
    people_store& operator=(people_store&&) noexcept;
    ~people_store();

    // Forgets what nobody has to know any more: requests sent more than a day ago, and refusals of more than 30 days.
    // To be called about once an hour. Suspends; refusal: unavailable.
    task<result<void>> forget(time_point now);

    std::unique_ptr<people_engine> engine;  // null: not opened
    std::unique_ptr<ports::accounts> accounts;
    std::unique_ptr<ports::logins> logins;
    std::unique_ptr<ports::friends> friends;
    std::unique_ptr<ports::complaints> complaints;
    std::unique_ptr<ports::admins> admins;
    std::unique_ptr<ports::audit> audit;
    std::unique_ptr<ports::official_rooms> official_rooms;
    std::unique_ptr<ports::announcements> announcements;
    std::unique_ptr<ports::sanctions> sanctions;
    std::unique_ptr<ports::settings> settings;
    std::unique_ptr<ports::holdings> holdings;
};

struct opened_store {
    people_store store;
    std::string error;  // for the operator, without secrets; empty: the store is ready
};

// The migrations that were applied, or are about to be with `dry_run`, by file name without its ending.
struct migrated {
    int version = 0;  // of the schema before; 0: there was none
    std::vector<std::string> steps;
    std::string error;  // for the operator, without secrets; empty: none
};

}  // namespace srchat::adapters
