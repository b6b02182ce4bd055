#pragma once
// The embedded database: one file, for a server that needs nothing else beside it.

#include <filesystem>

#include "srchat/adapters/people_store.hpp"

namespace srchat::adapters::sqlite {

struct settings {
    std::filesystem::path file;  // its folder must exist; the file is made if need be, readable by its owner only
    sql_limits limits{.workers = 2};
    bool migrate = true;  // false: refuse a schema that is not this binary's
};

// Blocks; before the shards run. Applies the migrations that are missing unless told otherwise.
opened_store open(const settings& how);
// Blocks. Brings the schema up to this binary's; with `dry_run` changes nothing, and makes no file.
migrated migrate(const settings& how, bool dry_run);

}  // namespace srchat::adapters::sqlite
