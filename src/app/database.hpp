#pragma once
// Which database the settings name.

#include "srchat/adapters/people_store.hpp"
#include "srchat/app/config.hpp"

namespace srchat {

// Blocks. The embedded one lies in server.data_dir, which must exist.
adapters::opened_store open_database(const config& c);
adapters::migrated migrate_database(const config& c, bool dry_run);

}  // namespace srchat
