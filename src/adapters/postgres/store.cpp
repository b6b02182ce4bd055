#include "srchat/adapters/postgres/store.hpp"

#include <exception>

#include "../sql/people_engine.hpp"
#include "connection.hpp"
#include "dsn.hpp"
#include "statements.hpp"

namespace srchat::adapters::postgres {

namespace {

// Any number will do that every srchat has in common.
constexpr std::int64_t migration_lock = 0x7372'6368'6174;

// libpq's complaints about a URL quote parts of it, such as a password with a space; those about servers do not.
std::string fault_text(std::string_view what) {
    for (const std::string_view harmless :
         {"connection to server", "could not connect", "could not translate host name"}) {
        if (what.starts_with(harmless)) {
            what = what.substr(0, what.find_last_not_of(" \n") + 1);
            return "PostgreSQL cannot be reached: " + std::string{what};
        }
    }
    return "PostgreSQL cannot be used. Look for the reason in its own log, and see that database.url is right.";
}

int version_in(sql::session& s) {
    if (!s.run("SELECT to_regclass('schema_migrations') IS NOT NULL").front()[0].flag()) return 0;
    return static_cast<int>(s.run("SELECT coalesce(max(version), 0) FROM schema_migrations").front()[0].number());
}

void apply(sql::session& s, const migrated& m) {
    if (m.version == 0)
        s.run("CREATE TABLE schema_migrations (version integer NOT NULL PRIMARY KEY, applied_at bigint NOT NULL)");
    for (const sql::migration& step : sql::postgres_migrations()) {
        if (step.version <= m.version) continue;
        run_script(s, step.text);
        s.run("INSERT INTO schema_migrations (version, applied_at) VALUES ($1, $2)",
              {std::int64_t{step.version}, server_clock::now()});
    }
}

void migrate_in(sql::session& s, bool dry_run, migrated& m) {
    if (s.run("SHOW server_encoding").front()[0].text() != "UTF8") {
        m.error =
            "The database's encoding is not UTF8. Make one with: CREATE DATABASE srchat ENCODING 'UTF8' TEMPLATE template0";
    } else {
        // The second of two nodes that start together waits here, and then finds that nothing is left to do.
        if (!dry_run) s.run("SELECT pg_advisory_xact_lock($1)", {migration_lock});
        m = sql::plan(version_in(s), sql::postgres_migrations());
    }
    if (dry_run || !m.error.empty() || m.steps.empty()) {
        s.undo();
        return;
    }
    apply(s, m);
}

}  // namespace

migrated migrate(const settings& how, bool dry_run) {
    migrated m;
    try {
        connection on{completed(how.url, how.limits.timeout)};
        on.administer([&](sql::session& s) { migrate_in(s, dry_run, m); });
    } catch (const std::exception& e) {
        m.error = fault_text(e.what());
    }
    return m;
}

opened_store open(const settings& how) {
    opened_store o;
    o.error = sql::fault_of(migrate(how, !how.migrate), how.migrate);
    if (!o.error.empty()) return o;
    std::vector<std::unique_ptr<sql::connection>> connections;
    for (std::size_t i = 0; i < how.limits.workers; ++i)
        connections.push_back(std::make_unique<connection>(completed(how.url, how.limits.timeout)));
    auto made = std::make_unique<people_engine>(how.limits, std::move(connections));
    o.store = sql::make_people_store(std::move(made), account_statements, login_statements, friend_statements);
    return o;
}

}  // namespace srchat::adapters::postgres
