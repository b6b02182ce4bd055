#pragma once
// Every setting of the server. The members' names are the keys' names, units included; what a key means and which
// values it takes is in the table of src/app/config_keys.cpp, which also makes docs/OPERATING.md's key table.

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace srchat {

// Plain values, read once at start and then only copied. Durations in `_s` are whole seconds, in `_ms` milliseconds.
struct config {
    using seconds = std::chrono::seconds;
    using milliseconds = std::chrono::milliseconds;

    struct server_section {
        std::string listen = "127.0.0.1:8080";  // "ADDRESS:PORT", port 0 = any free one
        std::string data_dir = "data";
        std::uint32_t workers = 0;                 // 0 = one per core
        std::vector<std::string> origins;          // exact, such as "https://chat.example.org"
        std::vector<std::string> trusted_proxies;  // addresses or networks, such as "10.0.0.0/8"
        milliseconds drain_ms{10'000};
    } server;

    struct rooms_section {
        std::uint32_t members_max = 200;
        std::uint32_t per_guest = 1;
        std::uint32_t per_account = 5;
        seconds empty_grace_s{300};
        seconds away_s{180};
        seconds life_5m_s{300};  // what the named lifetimes mean; only tests change them
        seconds life_1h_s{3'600};
        seconds life_24h_s{86'400};
        seconds life_7d_s{604'800};
        seconds edit_window_s{900};
        std::uint32_t crowd_above = 200;
        seconds owner_grace_s{900};
        seconds offer_s{600};
        seconds kick_s{600};
        seconds close_countdown_s{10};
        seconds knock_s{600};
    } rooms;

    struct sessions_section {
        seconds idle_s{1'800};
        seconds max_s{86'400};
        seconds name_hold_s{180};
    } sessions;

    struct accounts_section {
        seconds login_s{2'592'000};
        std::uint32_t logins_max = 20;
        std::vector<std::string> regions;
    } accounts;

    struct friends_section {
        std::uint32_t pending_max = 10;
        std::uint32_t per_day = 20;
        std::chrono::seconds declined_s{604'800};
    } friends;
    struct database_section {
        std::string url;  // empty: the embedded database in server.data_dir
        std::uint32_t workers = 4;
        milliseconds timeout_ms{600};
    } database;

    struct limits_section {
        std::uint32_t sockets_per_person = 10;
        std::uint32_t sockets_per_address = 64;
        std::uint32_t guests_burst = 60;  // new guest sessions of one address
        double guests_per_min = 30;
        std::uint32_t commands_burst = 60;  // of one socket
        double commands_per_s = 20;
        std::uint32_t say_burst = 10;  // of one person in one room
        double say_per_s = 1;
        std::uint32_t registrations_per_hour = 5;  // of one address
        std::uint32_t login_burst = 5;             // tries for one name
        double login_per_hour = 12;
        std::uint32_t login_address_burst = 20;  // and from one address
        double login_address_per_min = 1;
        seconds duplicate_s{60};     // of one person in one room
        seconds guest_links_s{120};  // from the beginning of a guest's session
        seconds strike_s{60};        // until one is forgotten
        std::uint32_t strikes_proof = 3;
        std::uint32_t strikes_mute = 6;
        std::uint32_t strikes_ban = 9;
        seconds strike_mute_s{600};
    } limits;

    struct security_section {
        std::uint32_t emergency_level = 5;
        bool registration = true;
        bool guests = true;
        std::uint32_t proof_bits = 16;  // 0 = none is ever asked for
        seconds proof_s{120};
        bool proof_session = false;
        bool proof_register = true;
    } security;

    struct admin_section {
        std::string listen;                // empty: where everything else is
        std::vector<std::string> origins;  // of the page there
        seconds idle_s{900};
        seconds confirm_s{300};
        std::uint32_t login_burst = 5;
        double login_per_hour = 12;
    } admin;

    struct complaints_section {
        std::vector<std::string> rules{
            "spam: Spam or advertising",           "harassment: Harassment or bullying",
            "hate: Hatred against people",         "threat: Threats or calls for violence",
            "private: Somebody's private details", "sexual: Unwanted sexual content",
            "minors: Danger to children",          "illegal: Something else against the law"};
        std::vector<std::string> templates{"Thank you for telling us. We are looking into it.",
                                           "Thank you. We have acted on it.",
                                           "We looked at it and found nothing against the rules of this server.",
                                           "We need to know a little more: what happened before, and who was there?"};
        std::uint32_t per_hour = 5;           // of one person
        std::uint32_t address_per_hour = 20;  // and from one address
        seconds kept_s{2'592'000};            // after the decision
        seconds silent_s{1'209'600};          // until one that waits for its reporter is closed
    } complaints;

    struct media_section {
        std::uint32_t room_bytes = 52'428'800;
        std::uint32_t node_bytes = 536'870'912;
        std::uint32_t max_bytes = 5'242'880;
        std::uint32_t per_hour_guest = 10;
        seconds unused_s{600};
    } media;

    struct outbox_section {
        std::uint32_t bytes = 262'144;
        std::uint32_t frames = 256;
        milliseconds age_ms{10'000};
    } outbox;

    struct ws_section {
        seconds ping_s{25};
        seconds hello_s{5};
    } ws;

    struct http_section {
        seconds header_s{10};
    } http;

    struct metrics_section {
        bool enabled = true;
    } metrics;

    struct log_section {
        std::string level = "info";
        std::string format = "text";
    } log;
};

// An address and port as written in server.listen.
struct listen_address {
    std::string host;  // an IP literal without brackets; "localhost" becomes 127.0.0.1
    std::uint16_t port = 0;
    bool loopback = false;
};
// nullopt unless `text` is "ADDRESS:PORT" with an IPv4 address, an IPv6 address in brackets, or localhost.
std::optional<listen_address> parse_listen(std::string_view text);

// Where settings come from, weakest first: the defaults, the file, the environment, the flags.
struct config_request {
    std::optional<std::string> file;                 // must be readable if named
    std::map<std::string, std::string> environment;  // every variable of the process, or of a test
    // "section.key" or a flag's own name ("--listen"), for error messages; the key; the value as text.
    struct flag {
        std::string name;
        std::string key;
        std::string value;
    };
    std::vector<flag> flags;
};

struct config_outcome {
    config values;
    std::map<std::string, std::string, std::less<>> sources;  // key -> "default", "srchat.toml:12", "--listen", ...
    std::vector<std::string> errors;                          // one line each; the values count only if there is none
};

// Reads, checks and merges everything, and reports every mistake rather than the first one. Blocks on the file.
config_outcome load_config(const config_request& request);

// The whole configuration as TOML, with the source of each value as a comment.
std::string print_config(const config_outcome& outcome);

// Reference texts from the table of keys: the example file (every default commented out) and a Markdown table.
std::string example_config();
std::string config_key_table();

}  // namespace srchat
