#include "private_postgres.hpp"

#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

namespace contract {

namespace {

namespace fs = std::filesystem;
using clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{60};

pid_t begin(const std::vector<std::string>& command, const std::string& log) {
    std::vector<char*> words;
    for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const pid_t child = ::fork();
    if (child != 0) return child;
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    ::dup2(out, STDOUT_FILENO);
    ::dup2(out, STDERR_FILENO);
    ::execvp(words[0], words.data());
    ::_exit(127);
}

int end_of(pid_t child) {
    int status = 0;
    if (::waitpid(child, &status, 0) != child) return -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// The newest that is installed.
std::string programs_folder() {
    std::string best;
    int newest = 0;
    std::error_code none;
    for (const auto& entry : fs::directory_iterator{"/usr/lib/postgresql", none}) {
        const int version = std::atoi(entry.path().filename().c_str());
        if (version > newest && fs::exists(entry.path() / "bin" / "initdb")) {
            newest = version;
            best = entry.path() / "bin";
        }
    }
    if (best.empty()) throw std::runtime_error{"PostgreSQL is not installed: the contracts cannot be tested"};
    return best;
}

pid_t parent_of(pid_t process) {
    std::ifstream file{"/proc/" + std::to_string(process) + "/stat"};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    const auto end = text.rfind(')');  // the name before it may hold anything
    int parent = -1;
    char state = 0;
    if (end == std::string::npos || std::sscanf(text.c_str() + end + 1, " %c %d", &state, &parent) != 2) return -1;
    return parent;
}

}  // namespace

private_postgres& private_postgres::only() {
    static private_postgres server;
    return server;
}

private_postgres::private_postgres() : programs_{programs_folder()} {
    std::string name = "/tmp/src-pg.XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error{"no temporary folder"};
    folder_ = name;
    if (::geteuid() == 0) {
        const passwd* nobody = ::getpwnam("nobody");
        if (nobody == nullptr || ::chown(name.c_str(), nobody->pw_uid, nobody->pw_gid) != 0)
            throw std::runtime_error{"the folder cannot be given to nobody"};
    }
    const auto make = as_server_user({programs_ + "/initdb", "-D", folder_ + "/data", "-U", "src", "-A", "trust", "-E",
                                      "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"});
    if (end_of(begin(make, folder_ + "/../" + fs::path{folder_}.filename().string() + ".log")) != 0)
        throw std::runtime_error{"initdb has failed; see " + folder_ + ".log"};
    start();
    make_database("people");
}

private_postgres::~private_postgres() {
    if (main_ > 0) kill();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
    fs::remove(folder_ + ".log", ignored);
}

std::vector<std::string> private_postgres::as_server_user(std::vector<std::string> command) const {
    // The server dies with this process, however that ends.
    std::vector<std::string> all{"setpriv", "--pdeathsig", "QUIT"};
    if (::geteuid() == 0) {
        for (const char* more : {"--reuid=nobody", "--regid=nogroup", "--clear-groups", "env"}) all.emplace_back(more);
        all.push_back("HOME=" + folder_);
    }
    all.insert(all.end(), command.begin(), command.end());
    return all;
}

void private_postgres::start() {
    main_ = begin(as_server_user({programs_ + "/postgres", "-D", folder_ + "/data", "-c", "listen_addresses=", "-c",
                                  "unix_socket_directories=" + folder_, "-c", "fsync=off", "-c", "max_connections=50"}),
                  folder_ + ".log");
    const auto deadline = clock::now() + patience;
    const std::vector<std::string> ready{programs_ + "/pg_isready", "-q", "-h", folder_, "-U", "src", "-d", "postgres"};
    while (end_of(begin(ready, "/dev/null")) != 0) {
        const bool dead = ::waitpid(main_, nullptr, WNOHANG) == main_;
        if (dead || clock::now() > deadline)
            throw std::runtime_error{"PostgreSQL does not start; see " + folder_ + ".log"};
    }
}

std::string private_postgres::url(const std::string& database) const {
    return "host=" + folder_ + " user=src dbname=" + database;
}

std::string private_postgres::ask(const std::string& statements, const std::string& database) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
    const std::string where = url(database);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::setenv("PGOPTIONS", "-c client_min_messages=warning", 1);
        ::execl((programs_ + "/psql").c_str(), "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c",
                statements.c_str(), where.c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    std::string out;
    std::array<char, 4096> part;
    for (ssize_t n = 0; (n = ::read(ends[0], part.data(), part.size())) > 0;)
        out.append(part.data(), static_cast<std::size_t>(n));
    ::close(ends[0]);
    if (end_of(child) != 0) throw std::runtime_error{"psql has failed"};
    return out;
}

void private_postgres::make_database(const std::string& name, const std::string& more) {
    ask("DROP DATABASE IF EXISTS " + name, "postgres");
    ask("CREATE DATABASE " + name + " " + more, "postgres");
}

std::vector<pid_t> private_postgres::processes() const {
    std::vector<pid_t> all{main_};
    for (const auto& entry : fs::directory_iterator{"/proc"}) {
        const pid_t process = std::atoi(entry.path().filename().c_str());
        if (process > 0 && parent_of(process) == main_) all.push_back(process);
    }
    return all;
}

void private_postgres::signal_all(int number) const {
    for (const pid_t process : processes()) ::kill(process, number);
}

void private_postgres::kill() {
    const auto all = processes();
    for (const pid_t process : all) ::kill(process, SIGKILL);
    end_of(main_);
    main_ = -1;
    // The others are reaped by whoever got them; until then the new server would find their shared memory in use.
    const auto deadline = clock::now() + patience;
    for (const pid_t process : all) {
        while (::kill(process, 0) == 0 && parent_of(process) > 0 && clock::now() < deadline) {
            std::ifstream stat{"/proc/" + std::to_string(process) + "/stat"};
            const std::string text{std::istreambuf_iterator<char>{stat}, {}};
            if (text.find(") Z ") != std::string::npos) break;
        }
    }
}

void private_postgres::freeze() { signal_all(SIGSTOP); }
void private_postgres::thaw() { signal_all(SIGCONT); }

}  // namespace contract
