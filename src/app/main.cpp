// The program's start: closes the ways by which memory leaves the process, then hands over to the command line.
#include <malloc.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "cli.hpp"
#include "srchat/app/administer.hpp"
#include "srchat/app/migrate.hpp"
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

// Pictures get mappings of their own and go back to the kernel with them. Left to itself the C library raises the limit to
// the largest block it has seen freed, and then keeps pictures on the heap, where one small block above them holds them all.
void give_large_blocks_back() noexcept {
    ::mallopt(M_MMAP_THRESHOLD, 1'048'576);
    ::mallopt(M_TRIM_THRESHOLD, 2'097'152);
}

// Two things can only be asked of the C library before the program starts, so the server starts itself once more. Variables
// that are set already are respected.
// - Large pages: a message touches the memory of many connections, and with small pages the processor spends its time on
//   finding them (1.56 to 1.47 times the floor in tests/bench/run --only W2).
// - Every function is looked up at the start. A look-up at the first call saves the processor's vector registers on the
//   stack, and they hold what was copied last: pieces of messages, which nothing overwrites there.
void start_prepared(char** argv) noexcept {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    if (std::getenv("LD_BIND_NOW") != nullptr) return;
    ::setenv("LD_BIND_NOW", "1", 0);
    ::setenv("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1", 0);
    ::execv("/proc/self/exe", argv);  // comes back only if it failed, and then it goes without
#else
    (void)argv;
#endif
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (std::ranges::find(arguments, "serve") != arguments.end()) start_prepared(argv);
    protect_memory();
    give_large_blocks_back();
    const srchat::cli_actions actions{.serve = srchat::serve,
                                      .migrate = srchat::migrate,
                                      .administer = srchat::administer,
                                      .describe_protocol = srchat::protocol::describe};
    return srchat::run_cli(arguments, environ, actions, std::cout, std::cerr, std::cin);
}
