#include "srchat/app/migrate.hpp"

#include <filesystem>
#include <ostream>

#include "database.hpp"

namespace srchat {

int migrate(const config& settings, bool dry_run, std::ostream& out, std::ostream& err) {
    if (!dry_run) {
        std::error_code ignored;  // what stands in the way is told when the database is opened
        std::filesystem::create_directories(settings.server.data_dir, ignored);
    }
    const adapters::migrated done = migrate_database(settings, dry_run);
    if (!done.error.empty()) {
        err << "srchat: " << done.error << '\n';
        return 1;
    }
    out << "The schema was at version " << done.version << ".\n";
    for (const std::string& step : done.steps) out << (dry_run ? "Would apply " : "Applied ") << step << ".\n";
    if (done.steps.empty()) out << "Nothing to do.\n";
    return out.good() ? 0 : 1;
}

}  // namespace srchat
