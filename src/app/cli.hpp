#pragma once
// The command line: which action, with which settings.

#include <iosfwd>
#include <string>
#include <vector>

namespace srchat {

struct config;
struct admin_order;

// Exit codes that scripts and service managers may rely on.
enum class exit_code { done = 0, failed = 1, usage = 2, bad_config = 78 };  // 78 is EX_CONFIG of sysexits.h

// What the command line runs; replaced in tests.
struct cli_actions {
    int (*serve)(const config&);
    // Brings the database's schema up to date, or tells what that would do; writes what it did to the stream.
    int (*migrate)(const config&, bool dry_run, std::ostream& out, std::ostream& err);
    // Makes, changes, removes or lists admins; reads a password from the stream.
    int (*administer)(const config&, const admin_order&, std::istream& in, std::ostream& out, std::ostream& err);
    std::string (*describe_protocol)();
};

// `arguments` without the program's name; `environment` as in environ(7). Writes results to `out`, mistakes to `err`.
int run_cli(const std::vector<std::string>& arguments, const char* const* environment, const cli_actions& actions,
            std::ostream& out, std::ostream& err, std::istream& in);

}  // namespace srchat
