#include "database.hpp"

#include "srchat/adapters/postgres/store.hpp"
#include "srchat/adapters/sqlite/store.hpp"

namespace srchat {

namespace {

constexpr const char* file_name = "srchat.db";

adapters::sqlite::settings embedded(const config& c) {
    adapters::sqlite::settings s;
    s.file = std::filesystem::path{c.server.data_dir} / file_name;
    s.limits.timeout = c.database.timeout_ms;
    return s;
}

adapters::postgres::settings postgres(const config& c) {
    adapters::postgres::settings s;
    s.url = c.database.url;
    s.limits.workers = c.database.workers;
    s.limits.timeout = c.database.timeout_ms;
    return s;
}

}  // namespace

adapters::opened_store open_database(const config& c) {
    return c.database.url.empty() ? adapters::sqlite::open(embedded(c)) : adapters::postgres::open(postgres(c));
}

adapters::migrated migrate_database(const config& c, bool dry_run) {
    return c.database.url.empty() ? adapters::sqlite::migrate(embedded(c), dry_run)
                                  : adapters::postgres::migrate(postgres(c), dry_run);
}

}  // namespace srchat
