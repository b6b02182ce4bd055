#include "people_engine.hpp"

namespace srchat::adapters {

people_store::people_store() = default;
people_store::people_store(people_store&&) noexcept = default;
people_store& people_store::operator=(people_store&&) noexcept = default;
people_store::~people_store() = default;

task<result<void>> people_store::forget(time_point now) { return static_cast<sql::friends&>(*friends).forget(now); }

namespace sql {

people_store make_people_store(std::unique_ptr<people_engine> engine, const account_statements& accounts,
                               const login_statements& logins, const friend_statements& friends) {
    people_store s;
    s.accounts = std::make_unique<sql::accounts>(engine->workers, accounts);
    s.logins = std::make_unique<sql::logins>(engine->workers, logins);
    s.friends = std::make_unique<sql::friends>(engine->workers, friends);
    s.holdings = std::make_unique<sql::holdings>(engine->workers);
    s.complaints = std::make_unique<sql::complaints>(engine->workers);
    s.admins = std::make_unique<sql::admins>(engine->workers);
    s.audit = std::make_unique<sql::audit>(engine->workers);
    s.official_rooms = std::make_unique<sql::official_rooms>(engine->workers);
    s.announcements = std::make_unique<sql::announcements>(engine->workers);
    s.sanctions = std::make_unique<sql::sanctions>(engine->workers);
    s.settings = std::make_unique<sql::settings>(engine->workers);
    s.engine = std::move(engine);
    return s;
}

std::string fault_of(const migrated& schema, bool applied) {
    if (!schema.error.empty() || applied || schema.steps.empty()) return schema.error;
    return "The database's schema is of version " + std::to_string(schema.version) +
           ", which is older than this srchat wants. Run `srchat migrate` first.";
}

}  // namespace sql

}  // namespace srchat::adapters
