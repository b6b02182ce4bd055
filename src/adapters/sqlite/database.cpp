#include "database.hpp"

#include "srchat/base/log.hpp"

namespace srchat::adapters::sqlite {

namespace {

class session final : public sql::session {
public:
    explicit session(database& on) : on_{on} {}
    sql::rows run(std::string_view statement, sql::parameters with) override { return on_.run(statement, with); }

private:
    database& on_;
};

// Whether nothing can be asked of the file at all, or only this was refused.
sql::outcome outcome_of(int code) noexcept {
    switch (code) {
        case SQLITE_BUSY:
        case SQLITE_IOERR:
        case SQLITE_CORRUPT:
        case SQLITE_CANTOPEN:
        case SQLITE_NOTADB: return sql::outcome::away;
        default: return sql::outcome::failed;
    }
}

}  // namespace

database::database(const std::string& file, milliseconds patience, bool read_only) {
    sqlite3* opened = nullptr;
    const int flags = (read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX;
    const int code = sqlite3_open_v2(file.c_str(), &opened, flags, nullptr);
    handle_.reset(opened);
    if (code != SQLITE_OK) throw trouble{code & 0xff};
    sqlite3_busy_timeout(opened, static_cast<int>(patience.count()));
    // FULL: an account that was deleted must not come back with the power.
    run_script(
        "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; "
        "PRAGMA synchronous=FULL;");
}

sql::rows database::run(std::string_view text, sql::parameters with) {
    sql::rows out;
    statement s{handle_.get(), text};
    s.bind(with);
    const auto before = sqlite3_total_changes64(handle_.get());
    while (s.step()) out.all.push_back(s.row());
    // What SQLite counts last stays from the statement before if this one changes nothing by its kind.
    if (sqlite3_total_changes64(handle_.get()) != before)
        out.changed = static_cast<std::uint64_t>(sqlite3_changes64(handle_.get()));
    return out;
}

void database::run_script(std::string_view statements) {
    const std::string text{statements};
    const int code = sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) throw trouble{code & 0xff};
}

void database::leave_transaction() noexcept {
    if (sqlite3_get_autocommit(handle_.get()) == 0) sqlite3_exec(handle_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void database::scrub() noexcept {
    sqlite3_wal_checkpoint_v2(handle_.get(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void connection::change(const work& what) {
    const std::lock_guard hold{*writing_};
    database_.run_script("BEGIN IMMEDIATE");
    session s{database_};
    what(s);
    database_.run_script(s.undone() ? "ROLLBACK" : "COMMIT");
    if (s.scrubbed() && !s.undone()) database_.scrub();
}

sql::outcome connection::perform(sql::access kind, const work& what, const std::function<bool()>&) noexcept {
    sql::outcome how = sql::outcome::done;
    try {
        if (kind == sql::access::change) {
            change(what);
        } else {
            session s{database_};
            what(s);
        }
    } catch (const trouble& t) {
        how = outcome_of(t.code);
        if (t.code != SQLITE_INTERRUPT) log::error("sqlite.failed", {{"code", t.code}});
    } catch (const std::exception&) {
        how = sql::outcome::failed;
        log::error("sqlite.failed");
    }
    database_.leave_transaction();
    return how;
}

}  // namespace srchat::adapters::sqlite
