// What the load observes of the machine: time, and the CPU time and memory of the server.
#pragma once
#include <cstdint>
#include <string>

namespace bench {

// Nanoseconds of the monotonic clock.
std::int64_t now_ns();
// Nanoseconds of CPU, user and system, that all threads of the process have used so far.
std::int64_t cpu_ns(int pid);
// Resident bytes of the process, by smaps_rollup because statm lags behind per CPU.
std::int64_t rss_bytes(int pid);

// Reports a run that must not count: prints {"violation": ...} and ends the process with status 3. For what
// breaks a promise to clients, that is loss, duplicate, reordering, altered text or a refused command.
[[noreturn]] void violation(std::string const& text);
// Reports a failure of the benchmark itself and ends the process with status 4.
[[noreturn]] void broken(std::string const& text);

}  // namespace bench
