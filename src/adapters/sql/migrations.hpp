#pragma once
// The schema's steps, from migrations/<engine>/NNNN_name.sql by way of cmake/migrations_table.cmake. Forward only.

#include <span>
#include <string_view>

#include "srchat/adapters/people_store.hpp"

namespace srchat::adapters::sql {

struct migration {
    int version;
    std::string_view name;  // "0001_people"
    std::string_view text;
};

std::span<const migration> sqlite_migrations() noexcept;
std::span<const migration> postgres_migrations() noexcept;

// What brings a schema of this version up to date, or why nothing can: it is newer than the last of `known`.
migrated plan(int version, std::span<const migration> known);

}  // namespace srchat::adapters::sql
