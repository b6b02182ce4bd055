#include "probe.hpp"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>

namespace bench {

namespace {

std::int64_t read_clock(clockid_t clock) {
    timespec t{};
    if (clock_gettime(clock, &t) != 0) broken("the server's CPU clock cannot be read; has it ended?");
    return t.tv_sec * 1'000'000'000LL + t.tv_nsec;
}

[[noreturn]] void end(char const* kind, std::string const& text, int status) {
    std::string escaped;
    for (unsigned char c : text) {
        if (c == '"' || c == '\\') escaped += '\\';
        escaped += c < 32 || c > 126 ? '.' : static_cast<char>(c);
    }
    std::printf("\n{\"%s\": \"%s\"}\n", kind, escaped.c_str());
    std::fflush(stdout);
    std::_Exit(status);
}

}  // namespace

std::int64_t now_ns() { return read_clock(CLOCK_MONOTONIC); }

std::int64_t cpu_ns(int pid) {
    static int known = 0;
    static clockid_t clock{};
    if (known != pid && clock_getcpuclockid(pid, &clock) != 0) broken("no such server process");
    known = pid;
    return read_clock(clock);
}

std::int64_t rss_bytes(int pid) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
    std::string line;
    while (std::getline(file, line))
        if (line.rfind("Rss:", 0) == 0) return std::atoll(line.c_str() + 4) * 1024;
    broken("the server's memory cannot be read");
}

void violation(std::string const& text) { end("violation", text, 3); }
void broken(std::string const& text) { end("broken", text, 4); }

}  // namespace bench
