#include "srchat/adapters/sqlite/store.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "../sql/people_engine.hpp"
#include "database.hpp"
#include "statements.hpp"

namespace srchat::adapters::sqlite {

namespace {

// For those who migrate at the same time.
constexpr std::chrono::seconds migration_patience{10};

std::vector<std::unique_ptr<sql::connection>> connections(const settings& how) {
    const auto writing = std::make_shared<std::mutex>();
    std::vector<std::unique_ptr<sql::connection>> all;
    for (std::size_t i = 0; i < how.limits.workers; ++i)
        all.push_back(std::make_unique<connection>(how.file.string(), how.limits.timeout * 5 / 8, writing));
    return all;
}

std::string fault_text(const settings& how, const std::string& what) {
    return "The database " + how.file.string() + " cannot be used: " + what + ".";
}

// Makes an empty file that only its owner may read; SQLite gives the files beside it the same rights. Never opens one that
// is there: closing it again would take this process's locks on it away.
std::string make_file(const settings& how) {
    const int made = ::open(how.file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (made >= 0) {
        ::close(made);
        return {};
    }
    if (errno == EEXIST) return {};
    return fault_text(how, std::generic_category().message(errno));
}

int version_in(database& db) {
    if (db.run("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migrations'").empty()) return 0;
    return static_cast<int>(db.run("SELECT coalesce(max(version), 0) FROM schema_migrations").front()[0].number());
}

migrated apply(database& db) {
    const sql::rows mode = db.run("PRAGMA journal_mode=WAL");
    if (mode.empty() || mode.front()[0].text() != "wal") throw trouble{SQLITE_IOERR};
    db.run_script("BEGIN IMMEDIATE");
    migrated m = sql::plan(version_in(db), sql::sqlite_migrations());
    if (!m.error.empty() || m.steps.empty()) {
        db.run_script("ROLLBACK");
        return m;
    }
    if (m.version == 0)
        db.run_script(
            "CREATE TABLE schema_migrations (version INTEGER NOT NULL PRIMARY KEY, applied_at INTEGER NOT NULL) STRICT");
    for (const sql::migration& step : sql::sqlite_migrations()) {
        if (step.version <= m.version) continue;
        db.run_script(step.text);
        db.run("INSERT INTO schema_migrations (version, applied_at) VALUES (?1, ?2)",
               {std::int64_t{step.version}, server_clock::now()});
    }
    db.run_script("COMMIT");
    return m;
}

}  // namespace

migrated migrate(const settings& how, bool dry_run) {
    migrated m;
    try {
        if (dry_run) {
            std::error_code ignored;
            // An empty file is one that somebody is about to fill.
            if (!std::filesystem::exists(how.file, ignored) || std::filesystem::file_size(how.file, ignored) == 0)
                return sql::plan(0, sql::sqlite_migrations());
            database db{how.file.string(), migration_patience, true};
            return sql::plan(version_in(db), sql::sqlite_migrations());
        }
        m.error = make_file(how);
        if (!m.error.empty()) return m;
        database db{how.file.string(), migration_patience};
        return apply(db);
    } catch (const trouble& t) {
        m.error = fault_text(how, sqlite3_errstr(t.code));
    }
    return m;
}

opened_store open(const settings& how) {
    opened_store o;
    o.error = sql::fault_of(migrate(how, !how.migrate), how.migrate);
    if (!o.error.empty()) return o;
    try {
        auto made = std::make_unique<people_engine>(how.limits, connections(how));
        o.store = sql::make_people_store(std::move(made), account_statements, login_statements, friend_statements);
    } catch (const trouble& t) {
        o.error = fault_text(how, sqlite3_errstr(t.code));
    }
    return o;
}

}  // namespace srchat::adapters::sqlite
