#pragma once
// Who is behind a cookie: visitors, whose sessions are nowhere else, and users, whose logins are in the database and here
// while they are used. Also what visitors are called, and how many sockets each person may hold. Lives on shard 0; its
// methods may be called from any shard and come back there.

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "srchat/core/token_bucket.hpp"
#include "srchat/ports/hasher.hpp"
#include "srchat/ports/logins.hpp"
#include "srchat/ports/sessions.hpp"
#include "srchat/runtime/shard.hpp"
#include "srchat/services/emergency.hpp"

namespace srchat::services {

namespace asio = boost::asio;

struct session_rules {
    milliseconds idle{1'800'000};  // after the last socket closed; a login is only kept at hand for so long
    milliseconds most{86'400'000};
    milliseconds name_hold{180'000};  // before somebody else may have the name
    std::uint32_t sockets_per_person = 10;
    std::uint32_t sockets_per_address = 64;
    core::bucket_rate starts{60, 0.5};  // new sessions of one address
};

// How a person shows themselves.
struct looks {
    protocol::person who;
    bool hides = false;      // enters rooms hidden unless told otherwise
    bool invisible = false;  // friends see nobody there
    bool operator==(const looks&) const = default;
};

struct session {
    ports::token_hash key{};
    person_id person;
    protocol::person who;
    protocol::session_info info;
    bool hides = false;
    bool invisible = false;
    time_point began_at{};  // of a visitor

    bool is_user() const noexcept { return who.kind == protocol::person_kind::user; }
};

struct started_session {
    session who;
    secret_text token;  // of 256 random bits; empty if the session existed already
};

class sessions {
public:
    // Without `logins` there are visitors only.
    sessions(runtime::shard& home, ports::sessions& store, const ports::hasher& hasher, const session_rules& rules,
             ports::logins* logins = nullptr);
    // Who decides about newcomers; before start. Without, everybody comes in. It outlives this.
    void ask_first(newcomers& door) noexcept { door_ = &door; }
    // Every second: forgets empty counters and extends the sessions that have sockets.
    void start();
    // Called on shard 0 when a session ends before its time: close its sockets. `last` if nothing is left of the person, who
    // then leaves all rooms: a visitor, or a user who deleted the account.
    struct ended {
        ports::token_hash key{};
        person_id person;
        bool last = false;
    };
    void on_end(std::function<void(const ended&)> tell) { tell_end_ = std::move(tell); }

    // Called on shard 0 when a user's first socket opens, and after the last one has closed.
    struct presence {
        person_id person;
        bool online = false;
        bool invisible = false;
    };
    void on_presence(std::function<void(const presence&)> tell) { tell_presence_ = std::move(tell); }

    // A visitor. `address` is the keyed hash of the peer. Without a name one is made up. Refusals: name_invalid, name_taken,
    // rate_limited, unavailable, and those of newcomers::visit.
    task<result<started_session>> begin(std::optional<std::string> name, std::uint64_t address,
                                        std::optional<protocol::proof> proof = std::nullopt);
    // nullopt: no such session. Refusal: unavailable.
    task<result<std::optional<session>>> find(secret_text token);
    // Refusals: no_session, too_many_sockets, unavailable. Each success is undone by close_socket.
    task<result<session>> open_socket(secret_text token, std::uint64_t address);
    void close_socket(const session& whose, std::uint64_t address);
    // Of a visitor. Refusals: name_invalid, name_taken, no_session, unavailable.
    task<result<protocol::person>> rename(ports::token_hash key, std::string name);
    // Refusal: unavailable, and then it has not ended.
    task<result<void>> end(secret_text token);

    // How many visitors, users and names there are (ports/sessions).
    task<result<std::vector<protocol::held>>> held();

    // --- for accounts, on shard 0 ---
    runtime::shard& home() noexcept { return home_; }
    bool is_online(const person_id& person) const { return sockets_of_person_.contains(person); }
    // Those with an account who are connected.
    std::vector<person_id> users_online() const;
    ports::token_hash hash(const secret_text& token) const { return hasher_.sha256(token.reveal()); }
    // A new token; its first letter says where to look for it.
    static secret_text user_token();
    // Keeps a login at hand. With `instead_of`, a session of the same person, its sockets go over to the new one.
    task<result<session>> put_user(ports::token_hash key, const ports::account_record& account, time_point ends_at,
                                   std::optional<ports::token_hash> instead_of = std::nullopt);
    // Ends sessions that the database has ended already.
    task<void> end_users(person_id person, std::vector<ports::token_hash> keys, bool last);
    // All sessions of a user that are at hand, but for `kept`: after their logins have ended in the database, where one may
    // have begun a moment before.
    task<void> end_at_hand(person_id person, std::optional<ports::token_hash> kept);
    // The person is shown so from now on, in all sessions that are at hand.
    task<void> show(person_id person, ports::account_profile as);
    // For names of accounts: true if nobody else uses the key, which is theirs then until `until`.
    task<result<bool>> claim_name(std::string name_key, person_id person, time_point until);
    // That claim ends now.
    task<result<void>> release_name(std::string name_key, person_id person);

private:
    struct connected {
        person_id person;
        std::uint32_t sockets = 0;
    };
    task<result<started_session>> begin_here(std::optional<std::string> name, std::uint64_t address,
                                             std::optional<protocol::proof> proof);
    task<result<std::optional<session>>> find_here(secret_text token);
    task<result<session>> open_here(secret_text token, std::uint64_t address);
    task<void> close_here(ports::token_hash key, person_id person, std::uint64_t address);
    task<result<protocol::person>> rename_here(ports::token_hash key, std::string name);
    task<result<void>> end_here(secret_text token);
    // Drops what users_ remembers of sessions that are not at hand any more.
    task<void> forget_idle_users();
    // The record behind a token: at hand, or that of a login.
    task<result<std::optional<ports::session_record>>> look_up(ports::token_hash key, bool may_be_user);
    task<void> extend(ports::token_hash key);
    task<void> extend_all();
    // Claims the wanted name, or a made-up one if there is none. Refusals: name_invalid, name_taken, unavailable.
    task<result<std::string>> claim(std::optional<std::string> wanted, person_id person, time_point until);
    void second();

    runtime::shard& home_;
    ports::sessions& store_;
    const ports::hasher& hasher_;
    const session_rules& rules_;
    ports::logins* logins_;
    newcomers* door_ = nullptr;
    std::function<void(const ended&)> tell_end_;
    std::function<void(const presence&)> tell_presence_;
    std::unordered_map<ports::token_hash, connected, ports::token_hash_hash> connected_;
    std::unordered_map<person_id, std::uint32_t> sockets_of_person_;
    std::unordered_map<std::uint64_t, std::uint32_t> sockets_of_address_;
    std::unordered_map<std::uint64_t, core::token_bucket> starts_of_address_;
    // Sessions of users that may be at hand, so that a change reaches all of them.
    std::unordered_map<person_id, std::vector<ports::token_hash>> users_;
    // Logins that have just ended, so that a look-up that was under way does not bring one back.
    std::unordered_map<ports::token_hash, time_point, ports::token_hash_hash> ended_;
};

}  // namespace srchat::services
