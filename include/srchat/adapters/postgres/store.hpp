#pragma once
// PostgreSQL 13 and later, for servers that share their accounts or have an operator who wants that.

#include <string>

#include "srchat/adapters/people_store.hpp"

namespace srchat::adapters::postgres {

struct settings {
    // As libpq takes it: "postgresql://user@host/database" or "host=... dbname=...". Timeouts that it does not set itself are
    // added; one with `options` of its own must set statement_timeout and lock_timeout there. May hold a password.
    std::string url;
    sql_limits limits;
    bool migrate = true;  // false: refuse a schema that is not this binary's
};

// Blocks; before the shards run. Applies the migrations that are missing unless told otherwise.
opened_store open(const settings& how);
// Blocks. Brings the schema up to this binary's, one node at a time; with `dry_run` changes nothing.
migrated migrate(const settings& how, bool dry_run);

}  // namespace srchat::adapters::postgres
