#include "migrations.hpp"

namespace srchat::adapters::sql {

migrated plan(int version, std::span<const migration> known) {
    migrated m;
    m.version = version;
    const int newest = known.empty() ? 0 : known.back().version;
    if (version > newest) {
        m.error = "The database has schema version " + std::to_string(version) +
                  ", which a newer srchat has made; this one knows versions up to " + std::to_string(newest) +
                  ". Run that newer srchat again, or restore the backup from before it.";
        return m;
    }
    for (const migration& step : known) {
        if (step.version > version) m.steps.emplace_back(step.name);
    }
    return m;
}

}  // namespace srchat::adapters::sql
