// The load generator: one thread, raw sockets. Joins its crowd and prints what that cost, then runs one slice of
// the workload for each byte on standard input and prints its figures, until the input ends. Each answer is one
// JSON object on a line. Status 0 if all of it counts, 3 for a violation of what clients are promised, 4 if the
// benchmark itself could not do its work.
#include "probe.hpp"
#include "workload.hpp"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <poll.h>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace {

using namespace bench;

class nobody : public frame_sink {
    void on_text(client&, std::string_view) override {}
    std::size_t on_handshake(client&, std::string_view) override { return 0; }
};

// Waits for the next request, reading what the server sends meanwhile. False at the end of the input.
bool requested(loop& reads) {
    pollfd watched[2] = {{STDIN_FILENO, POLLIN, 0}, {reads.descriptor(), POLLIN, 0}};
    for (;;) {
        poll(watched, 2, -1);
        if (watched[1].revents != 0) reads.turn(0);
        char byte = 0;
        if (watched[0].revents != 0) return read(STDIN_FILENO, &byte, 1) == 1;
    }
}

void print_joined(double count, double wall, double cpu, std::int64_t fresh, std::int64_t sessions,
                  std::int64_t joined) {
    std::printf(
        "{\"joins_per_s\": %.0f, \"join_cpu_us\": %.2f, \"rss_fresh\": %lld, \"rss_member\": %.0f, "
        "\"rss_session\": %.0f}\n",
        count / wall * 1e9, cpu / count / 1e3, static_cast<long long>(fresh),
        static_cast<double>(joined - fresh) / count, static_cast<double>(sessions - fresh) / count);
}

}  // namespace

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    std::map<std::string, std::string> options{
        {"--senders", "1"}, {"--window", "1"}, {"--seconds", "0.4"}, {"--broadcast", "0"}, {"--protocol", "plain"}};
    for (int i = 1; i + 1 < argc; i += 2) options[argv[i]] = argv[i + 1];
    auto const number = [&](char const* name) {
        if (!options.contains(name)) broken(std::string("missing option ") + name);
        return static_cast<std::uint32_t>(std::strtoul(options[name].c_str(), nullptr, 10));
    };
    rlimit files{};
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);

    int const pid = static_cast<int>(number("--pid")), port = static_cast<int>(number("--port"));
    auto const speaks = options["--protocol"] == "srchat" ? protocol::srchat : protocol::plain;
    auto const fresh = rss_bytes(pid);
    auto people = make_crowd(speaks, port, number("--rooms"), number("--members"));
    auto const with_sessions = rss_bytes(pid);

    nobody none;
    loop reads(none);
    auto const cpu_start = cpu_ns(pid), start = now_ns();
    join_all(people, reads);
    auto const wall = now_ns() - start, cpu = cpu_ns(pid) - cpu_start;
    reads.use(none);
    settle(people, reads);
    print_joined(static_cast<double>(people.clients.size()), static_cast<double>(wall), static_cast<double>(cpu), fresh,
                 with_sessions, rss_bytes(pid));

    auto const load = number("--broadcast") != 0 ? make_broadcast(people, reads, pid)
                                                 : make_stream(people, reads, pid,
                                                               {number("--senders"), number("--window"),
                                                                std::strtod(options["--seconds"].c_str(), nullptr)});
    reads.use(*load);
    while (requested(reads)) load->slice();
    // A doubled message would still come now; the order check refuses it.
    for (auto const end = now_ns() + 30'000'000; now_ns() < end;) reads.turn(1);
}
