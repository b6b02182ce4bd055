#pragma once
// What is behind a people_store of any engine.

#include "admins.hpp"
#include "announcements.hpp"
#include "audit.hpp"
#include "complaints.hpp"
#include "friends.hpp"
#include "holdings.hpp"
#include "logins.hpp"
#include "migrations.hpp"
#include "official_rooms.hpp"
#include "sanctions.hpp"
#include "settings.hpp"

namespace srchat::adapters {

class people_engine {
public:
    people_engine(const sql_limits& limits, std::vector<std::unique_ptr<sql::connection>> connections)
        : workers{limits, std::move(connections)} {}

    sql::workers workers;
};

namespace sql {

people_store make_people_store(std::unique_ptr<people_engine> engine, const account_statements& accounts,
                               const login_statements& logins, const friend_statements& friends);
// Why a store must not be opened on this schema, or nothing.
std::string fault_of(const migrated& schema, bool applied);

}  // namespace sql

}  // namespace srchat::adapters
