// The program's start: closes the ways by which memory leaves the process, then hands over to the command line.
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
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

// A message touches the memory of many connections, and with small pages the processor spends its time on finding them:
// large pages took the cost of small rooms from 1.56 to 1.47 times the floor (tests/bench/run --only W2). The C library
// asks for them only if a variable says so before it starts, so the server starts itself once more. A variable that is
// set already is respected.
void ask_for_large_pages(char** argv) noexcept {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    if (std::getenv("GLIBC_TUNABLES") != nullptr) return;
    ::setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", 0);
    ::execv("/proc/self/exe", argv);  // comes back only if it failed, and then small pages do as well
#else
    (void)argv;
#endif
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (std::ranges::find(arguments, "serve") != arguments.end()) ask_for_large_pages(argv);
    protect_memory();
    const srchat::cli_actions actions{.serve = srchat::serve, .describe_protocol = srchat::protocol::describe};
    return srchat::run_cli(arguments, environ, actions, std::cout, std::cerr);
}
