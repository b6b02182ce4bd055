#include "app/config_keys.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "srchat/app/config.hpp"

using namespace srchat;
using namespace std::chrono_literals;

namespace {

// A settings file that lives as long as its test.
class settings_file {
public:
    explicit settings_file(const std::string& text)
        : path_{std::filesystem::temp_directory_path() / ("srchat-config-" + std::to_string(::getpid()) + ".toml")} {
        std::ofstream{path_} << text;
    }
    ~settings_file() { std::filesystem::remove(path_); }
    settings_file(const settings_file&) = delete;
    settings_file& operator=(const settings_file&) = delete;
    std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

config_outcome load_text(const std::string& text) {
    const settings_file file{text};
    return load_config({.file = file.path(), .environment = {}, .flags = {}});
}

config_outcome load_environment(const std::string& name, const std::string& value) {
    return load_config({.file = {}, .environment = {{name, value}}, .flags = {}});
}

config_outcome load_flag(const std::string& key, const std::string& value) {
    return load_config({.file = {}, .environment = {}, .flags = {{"--set " + key, key, value}}});
}

bool mentions(const config_outcome& outcome, const std::string& text) {
    return std::any_of(outcome.errors.begin(), outcome.errors.end(),
                       [&](const auto& error) { return error.find(text) != std::string::npos; });
}

std::string read_all(const std::string& path) {
    std::ifstream file{path};
    REQUIRE(file.good());
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("config: without any source everything has its default") {
    const auto outcome = load_config({});
    CHECK(outcome.errors.empty());
    CHECK(outcome.values.server.listen == "127.0.0.1:8080");
    CHECK(outcome.values.rooms.members_max == 200);
    CHECK(outcome.values.rooms.life_7d_s == 604'800s);
    CHECK(outcome.values.outbox.age_ms == 10s);
    CHECK(outcome.values.limits.say_per_s == 1.0);
    for (const auto& key : config_keys()) CHECK(outcome.sources.at(std::string{key.name}) == "default");
}

TEST_CASE("config: a flag wins over the environment, the environment over the file, the file over the default") {
    const settings_file file{"[rooms]\nmembers_max = 5\nper_guest = 6\naway_s = 7\n"};
    const auto outcome = load_config({
        .file = file.path(),
        .environment = {{"SRCHAT_ROOMS__MEMBERS_MAX", "50"}, {"SRCHAT_ROOMS__PER_GUEST", "60"}, {"PATH", "/bin"}},
        .flags = {{"--set rooms.members_max", "rooms.members_max", "500"}},
    });
    REQUIRE(outcome.errors.empty());
    CHECK(outcome.values.rooms.members_max == 500);
    CHECK(outcome.sources.at("rooms.members_max") == "--set rooms.members_max");
    CHECK(outcome.values.rooms.per_guest == 60);
    CHECK(outcome.sources.at("rooms.per_guest") == "environment SRCHAT_ROOMS__PER_GUEST");
    CHECK(outcome.values.rooms.away_s == 7s);
    CHECK(outcome.sources.at("rooms.away_s") == file.path() + ":4");
    CHECK(outcome.values.rooms.crowd_above == 200);
}

TEST_CASE("config: an unknown key is an error with its line and the section's keys") {
    const auto outcome = load_text("[rooms]\naway_s = 7\nmember_max = 5\n");
    REQUIRE(outcome.errors.size() == 1);
    CHECK(mentions(outcome, ".toml:3: there is no setting rooms.member_max"));
    CHECK(mentions(outcome, "rooms.members_max"));
}

TEST_CASE("config: an unknown section is an error with its line and the sections") {
    CHECK(mentions(load_text("\n[room]\naway_s = 7\n"),
                   ".toml:3: there is no setting room.away_s; the sections are server"));
    CHECK(mentions(load_text("\n[room]\n"), ".toml:2: there is no setting room"));
    CHECK(mentions(load_text("listen = '127.0.0.1:1'\n"), ".toml:1: there is no setting listen"));
    CHECK(mentions(load_text("[rooms.more]\nx = 1\n"), "there is no setting rooms.more"));
    CHECK(load_text("[rooms]\n").errors.empty());
}

TEST_CASE("config: a value of the wrong type is an error with its line and what is allowed") {
    CHECK(mentions(load_text("[rooms]\nmembers_max = '5'\n"),
                   ".toml:2: rooms.members_max takes a whole number from 1 to 1000000"));
    CHECK(mentions(load_text("[rooms]\nmembers_max = 5.5\n"), ".toml:2"));
    CHECK(mentions(load_text("[rooms]\naway_s = 1979-05-27\n"), "rooms.away_s takes whole seconds from 0 to 86400"));
    CHECK(mentions(load_text("[server]\norigins = 'https://a.example'\n"), "server.origins takes a list"));
    CHECK(mentions(load_text("[server]\norigins = [1]\n"), "server.origins takes a list"));
    CHECK(mentions(load_text("[metrics]\nenabled = 1\n"), "metrics.enabled takes true or false"));
    CHECK(mentions(load_text("[log]\nlevel = 'loud'\n"), "log.level takes trace, debug, info, warn, error or off"));
}

TEST_CASE("config: a file that is not TOML, or not there, is an error that names it") {
    CHECK(mentions(load_text("[rooms]\nmembers_max = \n"), ".toml:2: "));
    CHECK(mentions(load_text("[rooms]\naway_s = 1\naway_s = 2\n"), ".toml:3: "));
    CHECK(mentions(load_config({.file = "/nowhere/srchat.toml", .environment = {}, .flags = {}}),
                   "/nowhere/srchat.toml"));
}

TEST_CASE("config: every mistake is reported, not only the first") {
    CHECK(load_text("[rooms]\nmembers_max = 0\naway_s = -1\n[log]\nformat = 'xml'\n[x]\ny = 1\n").errors.size() == 4);
}

TEST_CASE("config: a misspelt variable is an error that shows the right form") {
    CHECK(mentions(load_environment("SRCHAT_SERVER_LISTEN", "127.0.0.1:1"),
                   "environment SRCHAT_SERVER_LISTEN: there is no"));
    CHECK(mentions(load_environment("SRCHAT_ROOMS__MEMBER_MAX", "1"), "SRCHAT_SERVER__LISTEN"));
    CHECK(mentions(load_environment("SRCHAT_ROOMS__MEMBERS_MAX", "many"),
                   "SRCHAT_ROOMS__MEMBERS_MAX: rooms.members_max takes"));
    CHECK(load_environment("SRCHATTER", "1").errors.empty());
}

TEST_CASE("config: variables of the test tools are not taken for settings") {
    CHECK(load_environment("SRCHAT_BIN", "build/release/srchat").errors.empty());
    CHECK(load_environment("SRCHAT_URL", "http://127.0.0.1:8080").errors.empty());
}

TEST_CASE("config: a list in the environment is parted by commas") {
    const auto outcome = load_environment("SRCHAT_SERVER__ORIGINS", "https://a.example, https://b.example:8443,");
    REQUIRE(outcome.errors.empty());
    CHECK(outcome.values.server.origins == std::vector<std::string>{"https://a.example", "https://b.example:8443"});
    CHECK(load_environment("SRCHAT_SERVER__ORIGINS", "").values.server.origins.empty());
    CHECK_FALSE(load_environment("SRCHAT_SERVER__ORIGINS", "https://a.example,,https://b.example").errors.empty());
}

TEST_CASE("config: numbers in the environment must be whole texts of their type") {
    for (const auto* bad :
         {"", " 5", "5 ", "0x5", "5s", "1e999", "nan", "+5", "-1", "4294967296", "99999999999999999999"}) {
        INFO(bad);
        CHECK_FALSE(load_environment("SRCHAT_ROOMS__MEMBERS_MAX", bad).errors.empty());
        CHECK_FALSE(load_environment("SRCHAT_ROOMS__AWAY_S", bad).errors.empty());
    }
    for (const auto* bad : {"nan", "inf", "1e999", "0", "-1", "x"}) {
        INFO(bad);
        CHECK_FALSE(load_environment("SRCHAT_LIMITS__SAY_PER_S", bad).errors.empty());
    }
    CHECK(load_environment("SRCHAT_LIMITS__SAY_PER_S", "0.5").values.limits.say_per_s == 0.5);
}

TEST_CASE("config: an unknown key of --set is an error") {
    CHECK(mentions(load_flag("rooms.nothing", "1"), "--set rooms.nothing: there is no setting rooms.nothing"));
    CHECK(mentions(load_flag("rooms.away_s", ""), "rooms.away_s takes whole seconds"));
}

TEST_CASE("config: both ends of every range are taken, and nothing beyond them") {
    for (const auto& key : config_keys()) {
        if (key.valid != nullptr || key.max == 0) continue;
        INFO(key.name);
        const bool whole = allowed_values(key).find("whole") != std::string::npos;
        const auto text = [&](double value) {
            return whole ? std::to_string(static_cast<std::int64_t>(value)) : std::to_string(value);
        };
        config values;
        CHECK(assign(key, values, from_text(key, text(key.min))));
        CHECK(assign(key, values, from_text(key, text(key.max))));
        CHECK_FALSE(assign(key, values, from_text(key, text(key.max + 1))));
        CHECK_FALSE(assign(key, values, from_text(key, whole ? text(key.min - 1) : "0")));
    }
}

TEST_CASE("config: a listen address is an IP address or localhost with a port") {
    for (const auto* good : {"127.0.0.1:0", "0.0.0.0:8080", "[::1]:8080", "[::]:1", "localhost:65535"}) {
        INFO(good);
        CHECK(parse_listen(good));
    }
    for (const auto* bad :
         {"", "127.0.0.1", ":8080", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http", "::1:8080",
          "[::1]", "[127.0.0.1]:80", "chat.example.org:80", "127.0.0.1:80 ", "[::1]8080"}) {
        INFO(bad);
        CHECK_FALSE(parse_listen(bad));
    }
    CHECK(parse_listen("localhost:1")->host == "127.0.0.1");
    CHECK(parse_listen("[::1]:1")->host == "::1");
    CHECK(parse_listen("127.9.9.9:1")->loopback);
    CHECK_FALSE(parse_listen("[::]:1")->loopback);
}

TEST_CASE("config: an origin is exact, and plain http only on this machine") {
    const auto taken = [](const std::string& origin) { return load_flag("server.origins", origin).errors.empty(); };
    for (const auto* good : {"https://chat.example.org", "https://chat.example.org:8443", "https://[2001:db8::1]",
                             "http://localhost:3000", "http://127.0.0.1", "http://[::1]:8080"}) {
        INFO(good);
        CHECK(taken(good));
    }
    for (const auto* bad :
         {"chat.example.org", "https://chat.example.org/", "https://Chat.example.org", "*", "null",
          "https://*.example.org", "https://chat.example.org:443", "http://localhost:80", "https://a:0", "https://a:08",
          "https://", "https://:1", "https://a:", "http://chat.example.org", "ws://localhost", "https://user@a",
          "https://a?b", "https://a..b", "http://localhost.example.org"}) {
        INFO(bad);
        CHECK_FALSE(taken(bad));
    }
}

TEST_CASE("config: trusting every address as a proxy is refused") {
    const auto taken = [](const std::string& list) { return load_flag("server.trusted_proxies", list).errors.empty(); };
    CHECK(taken("127.0.0.1,::1,10.0.0.0/8,2001:db8::/32"));
    CHECK_FALSE(taken("0.0.0.0/0"));
    CHECK_FALSE(taken("::/0"));
    CHECK_FALSE(taken("proxy.example.org"));
    CHECK_FALSE(taken("10.0.0.0/33"));
}

TEST_CASE("config: an address that others can reach needs origins, and the message says so") {
    const auto refused = load_flag("server.listen", "0.0.0.0:8080");
    REQUIRE(refused.errors.size() == 1);
    CHECK(mentions(refused, "server.origins must name"));
    const auto taken = load_config({.file = {},
                                    .environment = {{"SRCHAT_SERVER__ORIGINS", "https://chat.example.org"}},
                                    .flags = {{"--listen", "server.listen", "0.0.0.0:8080"}}});
    CHECK(taken.errors.empty());
}

TEST_CASE("config: a session may not idle longer than it lasts") {
    CHECK(mentions(load_flag("sessions.max_s", "10"), "sessions.idle_s may not exceed sessions.max_s"));
}

TEST_CASE("config: what is printed is read back as the same settings") {
    const auto first = load_config({.file = {},
                                    .environment = {{"SRCHAT_SERVER__ORIGINS", "https://a.example,https://b.example"},
                                                    {"SRCHAT_SERVER__DATA_DIR", "a \"strange\\folder\t"},
                                                    {"SRCHAT_LIMITS__SAY_PER_S", "0.25"},
                                                    {"SRCHAT_METRICS__ENABLED", "false"}},
                                    .flags = {{"--log-level", "log.level", "debug"}}});
    REQUIRE(first.errors.empty());
    const auto printed = print_config(first);
    CHECK(printed.find("level = \"debug\"  # --log-level\n") != std::string::npos);
    CHECK(printed.find("enabled = false  # environment SRCHAT_METRICS__ENABLED\n") != std::string::npos);
    const auto second = load_text(printed);
    INFO(printed);
    REQUIRE(second.errors.empty());
    for (const auto& key : config_keys()) CHECK(to_toml(key, second.values) == to_toml(key, first.values));
    CHECK(second.values.server.data_dir == "a \"strange\\folder\t");
}

TEST_CASE("config: the example file with its comments removed is good, and has every default") {
    const auto example = read_all(SRCHAT_SOURCE_DIR "/config/srchat.toml");
    const auto outcome = load_text(std::regex_replace(example, std::regex{"(^|\n)# ([a-z0-9_]+ = )"}, "$1$2"));
    CHECK(outcome.errors.empty());
    for (const auto& key : config_keys()) {
        INFO(key.name);
        CHECK(outcome.sources.at(std::string{key.name}) != "default");
        CHECK(to_toml(key, outcome.values) == to_toml(key, config{}));
    }
    CHECK(load_text(example).errors.empty());
}

TEST_CASE("config: the example file and the operator's key table are those of the program") {
    CHECK(read_all(SRCHAT_SOURCE_DIR "/config/srchat.toml") == example_config());
    CHECK(read_all(SRCHAT_SOURCE_DIR "/docs/OPERATING.md").find(config_key_table()) != std::string::npos);
}

TEST_CASE("config: names are unique, and units stand at the end of durations' names") {
    std::set<std::string_view> names;
    config values;
    for (const auto& key : config_keys()) {
        INFO(key.name);
        CHECK(names.insert(key.name).second);
        CHECK(find_config_key(key.name) == &key);
        if (std::holds_alternative<config::seconds*>(key.at(values))) CHECK(key.name.ends_with("_s"));
        if (std::holds_alternative<config::milliseconds*>(key.at(values))) CHECK(key.name.ends_with("_ms"));
        CHECK_FALSE(key.help.empty());
    }
    CHECK(find_config_key("rooms") == nullptr);
}
