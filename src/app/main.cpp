// The program's start: closes the ways by which memory leaves the process, then hands over to the command line.
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <iostream>

#include "cli.hpp"
#include "srchat/app/serve.hpp"
#include "srchat/protocol/table.hpp"

namespace {

// What people wrote must not stay readable after it is freed, nor end up in a core dump. The leak checker of the
// sanitizer builds needs a process that can be looked into, so they stay dumpable.
void protect_memory() noexcept {
    ::mallopt(M_PERTURB, 0x5a);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

}  // namespace

int main(int argc, char** argv) {
    protect_memory();
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const srchat::cli_actions actions{.serve = srchat::serve, .describe_protocol = srchat::protocol::describe};
    return srchat::run_cli(arguments, environ, actions, std::cout, std::cerr);
}
