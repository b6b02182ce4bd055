#include "app/cli.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "srchat/app/administer.hpp"
#include "srchat/app/config.hpp"
#include "srchat/base/log.hpp"

using namespace srchat;

namespace {

config served;
int serve_calls = 0;

int pretend_to_serve(const config& values) {
    served = values;
    ++serve_calls;
    return 0;
}

int fail_to_serve(const config&) { return 1; }

int pretend_to_migrate(const config& values, bool dry_run, std::ostream& out, std::ostream&) {
    out << values.server.data_dir << (dry_run ? " would" : " did");
    return 0;
}

// Answers with what it was told, and the password that it read.
int pretend_to_administer(const config& values, const admin_order& what, std::istream& in, std::ostream& out,
                          std::ostream&) {
    std::string password;
    std::getline(in, password);
    out << values.server.data_dir << ' ' << static_cast<int>(what.what) << ' ' << what.name << ' ' << password;
    return 0;
}

std::string pretend_to_describe() { return R"({"commands":[]})"; }

struct run_result {
    int code;
    std::string out;
    std::string err;
};

run_result run(const std::vector<std::string>& arguments, std::vector<const char*> environment = {},
               int (*serve)(const config&) = pretend_to_serve) {
    environment.push_back(nullptr);
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in{"a good password\n"};
    const int code = run_cli(arguments, environment.data(),
                             {serve, pretend_to_migrate, pretend_to_administer, pretend_to_describe}, out, err, in);
    return {code, out.str(), err.str()};
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("cli: admin says what to do with whom, and hands the password on") {
    const auto made = run({"admin", "create", "root", "--data-dir", "/tmp/x"});
    CHECK(made.code == 0);
    CHECK(made.out == "/tmp/x 0 root a good password");
    CHECK(run({"admin", "passwd", "root", "--data-dir", "/tmp/x"}).out == "/tmp/x 1 root a good password");
    CHECK(run({"admin", "remove", "root", "--data-dir", "/tmp/x"}).out == "/tmp/x 2 root a good password");
    CHECK(run({"admin", "list"}).code == 0);
    CHECK(run({"admin", "create"}).code == 2);
    CHECK(run({"admin"}).code == 2);
}

TEST_CASE("cli: serve gets the settings of its flags and its environment") {
    serve_calls = 0;
    const auto result = run({"serve", "--listen", "127.0.0.1:0", "--data-dir", "/tmp/x", "--log-level", "debug",
                             "--set", "rooms.away_s=5", "--set", "server.origins=https://a.example"},
                            {"SRCHAT_ROOMS__PER_GUEST=7", "HOME=/root"});
    INFO(result.err);
    REQUIRE(result.code == 0);
    CHECK(serve_calls == 1);
    CHECK(served.server.listen == "127.0.0.1:0");
    CHECK(served.server.data_dir == "/tmp/x");
    CHECK(served.log.level == "debug");
    CHECK(served.rooms.away_s == std::chrono::seconds{5});
    CHECK(served.rooms.per_guest == 7);
    CHECK(served.server.origins == std::vector<std::string>{"https://a.example"});
    CHECK(result.out.empty());
}

TEST_CASE("cli: the log has its level before the server runs") {
    const auto level_is_error = [](const config&) { return log::enabled(log::level::warn) ? 1 : 0; };
    CHECK(run({"serve", "--log-level", "error"}, {}, level_is_error).code == 0);
    CHECK(run({"serve", "--log-level", "warn"}, {}, level_is_error).code == 1);
    log::set_level(log::level::info);
}

TEST_CASE("cli: the exit code of the server is the program's") { CHECK(run({"serve"}, {}, fail_to_serve).code == 1); }

TEST_CASE("cli: with a bad setting nothing is served, the code is 78 and the mistake is named") {
    serve_calls = 0;
    const auto result = run({"serve", "--listen", "everywhere"});
    CHECK(result.code == 78);
    CHECK(serve_calls == 0);
    CHECK(has(result.err, "srchat: --listen: server.listen takes ADDRESS:PORT"));
    CHECK(run({"config", "check"}, {"SRCHAT_NOPE=1"}).code == 78);
    CHECK(run({"config", "check", "--config", "/nowhere.toml"}).code == 78);
    CHECK(run({"config", "print", "--set", "nonsense"}).code == 78);
}

TEST_CASE("cli: config check says that the settings are good") {
    const auto result = run({"config", "check"});
    CHECK(result.code == 0);
    CHECK(has(result.out, "good"));
}

TEST_CASE("cli: config print names the source of a value") {
    const auto result = run({"config", "print", "--listen", "[::1]:9"});
    CHECK(result.code == 0);
    CHECK(has(result.out, "listen = \"[::1]:9\"  # --listen\n"));
    CHECK(has(result.out, "per_guest = 1  # default\n"));
}

TEST_CASE("cli: config example and config keys print the reference") {
    CHECK(run({"config", "example"}).out == example_config());
    CHECK(run({"config", "keys"}).out == config_key_table());
}

TEST_CASE("cli: version speaks to people and, with --json, to programs") {
    CHECK(has(run({"version"}).out, "srchat 0."));
    CHECK(has(run({"version", "--json"}).out, R"({"name":"srchat","version":"0.)"));
}

TEST_CASE("cli: protocol prints the table of the wire") { CHECK(run({"protocol"}).out == "{\"commands\":[]}\n"); }

TEST_CASE("cli: a wrong call is refused with code 2, help is not") {
    CHECK(run({}).code == 2);
    CHECK(run({"dance"}).code == 2);
    CHECK(run({"serve", "--wat"}).code == 2);
    CHECK(run({"serve", "extra"}).code == 2);
    CHECK(run({"config"}).code == 2);
    CHECK(run({"serve", "--listen"}).code == 2);
    CHECK_FALSE(run({"dance"}).err.empty());
    const auto help = run({"--help"});
    CHECK(help.code == 0);
    CHECK(has(help.out, "serve"));
}

TEST_CASE("cli: migrate takes settings too, and can only tell") {
    CHECK(run({"migrate", "--data-dir", "d"}).out == "d did");
    CHECK(run({"migrate", "--data-dir", "d", "--dry-run"}).out == "d would");
    CHECK(run({"migrate", "--set", "rooms.life=x"}).code == 78);
}

TEST_CASE("cli: a secret is not printed, and may come from a file") {
    const std::string file = "/tmp/srchat-unit-secret." + std::to_string(::getpid());
    std::ofstream{file} << "postgresql://u:hidden@db/srchat\n";
    const std::string variable = "SRCHAT_DATABASE__URL_FILE=" + file;
    const run_result shown = run({"config", "print"}, {variable.c_str()});
    CHECK(shown.code == 0);
    CHECK_FALSE(has(shown.out, "hidden"));
    CHECK(has(shown.out, "(not shown)"));
    run({"serve"}, {variable.c_str()});
    CHECK(served.database.url == "postgresql://u:hidden@db/srchat");
    std::filesystem::remove(file);
    CHECK(run({"serve"}, {variable.c_str()}).code == 78);
}
