#pragma once
// `srchat migrate`: the database's schema, brought up to this binary's.

#include <iosfwd>

namespace srchat {

struct config;

// Applies what is missing, or with `dry_run` only says what that is. Returns the exit code: 0, or 1 and a line in `err`.
int migrate(const config& settings, bool dry_run, std::ostream& out, std::ostream& err);

}  // namespace srchat
