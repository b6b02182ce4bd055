#pragma once
// Visitors: sessions without an account, their names and avatars, and how many sockets each may hold. Lives on shard 0;
// its methods may be called from any shard and come back there.

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "srchat/core/token_bucket.hpp"
#include "srchat/ports/hasher.hpp"
#include "srchat/ports/sessions.hpp"
#include "srchat/runtime/shard.hpp"

namespace srchat::services {

namespace asio = boost::asio;

struct guest_rules {
    milliseconds idle{1'800'000};  // after the last socket closed
    milliseconds most{86'400'000};
    milliseconds name_hold{180'000};  // before somebody else may have the name
    std::uint32_t sockets_per_person = 10;
    std::uint32_t sockets_per_address = 64;
    core::bucket_rate starts{60, 0.5};  // new sessions of one address
};

struct guest {
    person_id person;
    protocol::person who;
    protocol::session_info session;
};

struct started_guest {
    guest who;
    secret_text token;  // 43 base62 characters, 256 bits; empty if the session existed already
};

class guests {
public:
    guests(runtime::shard& home, ports::sessions& store, const ports::hasher& hasher, const guest_rules& rules);
    // Every second: forgets empty counters and extends the sessions that have sockets.
    void start();
    // Called on shard 0 when a person's session ends before its time: close the sockets, leave the rooms.
    void on_end(std::function<void(const person_id&)> tell) { tell_end_ = std::move(tell); }

    // `address` is the keyed hash of the peer. Without a name one is made up. Refusals: name_invalid, name_taken,
    // rate_limited, unavailable.
    task<result<started_guest>> begin(std::optional<std::string> name, std::uint64_t address);
    // nullopt: no such session.
    task<result<std::optional<guest>>> find(secret_text token);
    // Refusals: no_session, too_many_sockets, unavailable. Each success is undone by close_socket.
    task<result<guest>> open_socket(secret_text token, std::uint64_t address);
    void close_socket(const person_id& person, std::uint64_t address);
    // Refusals: name_invalid, name_taken, no_session, unavailable.
    task<result<protocol::person>> rename(person_id person, std::string name);
    task<void> end(secret_text token);

private:
    struct connected {
        ports::token_hash token;
        std::uint32_t sockets = 0;
    };
    task<result<started_guest>> begin_here(std::optional<std::string> name, std::uint64_t address);
    task<result<std::optional<guest>>> find_here(secret_text token);
    task<result<guest>> open_here(secret_text token, std::uint64_t address);
    task<void> close_here(person_id person, std::uint64_t address);
    task<result<protocol::person>> rename_here(person_id person, std::string name);
    task<void> end_here(secret_text token);
    task<void> extend(ports::token_hash token);
    task<void> extend_all();
    // Claims the wanted name, or a made-up one if there is none. Refusals: name_invalid, name_taken, unavailable.
    task<result<std::string>> claim(std::optional<std::string> wanted, person_id person, time_point until);
    ports::token_hash hash(const secret_text& token) const { return hasher_.sha256(token.reveal()); }
    void second();

    runtime::shard& home_;
    ports::sessions& store_;
    const ports::hasher& hasher_;
    const guest_rules& rules_;
    std::function<void(const person_id&)> tell_end_;
    std::unordered_map<person_id, connected> connected_;
    std::unordered_map<std::uint64_t, std::uint32_t> sockets_of_address_;
    std::unordered_map<std::uint64_t, core::token_bucket> starts_of_address_;
};

}  // namespace srchat::services
