#pragma once
// Accounts: registering (which keeps the visitor's person, and so the seat in every room), logging in and out, passwords and
// recovery, the profile, and the end of it all. Lives on shard 0; its methods may be called from any shard and come back
// there. Nothing here tells whether a name is somebody's: wrong names and wrong passwords take the same way and time.

#include <functional>
#include <optional>
#include <string>
#include <unordered_map>

#include "srchat/core/token_bucket.hpp"
#include "srchat/ports/accounts.hpp"
#include "srchat/ports/logins.hpp"
#include "srchat/ports/password_hasher.hpp"
#include "srchat/ports/sanctions.hpp"
#include "srchat/protocol/account_bodies.hpp"
#include "srchat/services/sessions.hpp"

namespace srchat::services {

struct account_rules {
    core::bucket_rate registrations{5, 5.0 / 3600};    // of one address
    core::bucket_rate tries_by_name{5, 1.0 / 300};     // passwords and recovery words for one name
    core::bucket_rate tries_by_address{20, 1.0 / 60};  // likewise from one address
    milliseconds login{std::chrono::hours{24 * 30}};   // how long a browser stays logged in
    std::uint32_t logins_max = 20;                     // of one account; beyond it the oldest ends
    std::vector<std::string> regions;                  // what a person may pick
};

struct account_stores {
    ports::accounts& accounts;
    ports::logins& logins;
    ports::sanctions* sanctions = nullptr;  // who may not log in; null: everybody may
};

class accounts {
public:
    accounts(account_stores stores, ports::password_hasher& passwords, services::sessions& sessions,
             const account_rules& rules);
    void start();
    // Who decides about newcomers; before start. Without, everybody comes in. It outlives this.
    void ask_first(newcomers& door) noexcept { door_ = &door; }
    // What a person may pick.
    const std::vector<std::string>& regions() const noexcept { return rules_.regions; }
    // Called on shard 0: the person is shown so from now on.
    void on_shown(std::function<void(const person_id&, const looks&)> tell) { tell_shown_ = std::move(tell); }
    // Called on shard 0: the sockets of a session go on under another.
    using go_over = std::function<void(const ports::token_hash&, const session&)>;
    void on_go_over(go_over tell) { tell_go_over_ = std::move(tell); }

    // Somebody who has just proved who they are, in a new session.
    struct entered {
        session who;
        secret_text token;
        protocol::account account;
        secret_text recovery;  // if it is new
    };
    // Of each also: rate_limited, overloaded, unavailable. `before` is the session that asks, if there is one.

    // Refusals: name_invalid, name_taken, password_invalid, logged_in, and those of newcomers::register_.
    task<result<entered>> create(std::optional<session> before, protocol::login_request what, std::uint64_t address);
    // Refusals: login_failed, emergency. A visitor's session `before` is not touched: whoever calls ends it.
    task<result<entered>> log_in(protocol::login_request what, std::uint64_t address);
    // Sets a new password and new recovery words; ends all logins. Refusals: login_failed, password_invalid, emergency.
    task<result<entered>> recover(protocol::recovery_request what, std::uint64_t address);
    // Ends all other logins. Refusals: no_account, password_wrong, password_invalid.
    task<result<entered>> change_password(session who, protocol::password_request what);
    // Returns how many have ended. Refusal: no_account.
    task<result<std::size_t>> end_others(session who);
    // Refusal: no_account.
    task<result<protocol::account>> find(session who);
    // Refusals: no_account, name_invalid, name_taken, bad_field.
    task<result<protocol::account>> change_profile(session who, protocol::profile_request what);
    // Ends the account and everything that hangs on it. Refusals: no_account, password_wrong.
    task<result<void>> erase(session who, protocol::farewell_request what);
    // By an admin: a new password that nobody knows and new recovery words, which are returned; all logins end.
    // Refusal: no_account.
    task<result<secret_text>> reset_access(ports::account_record account);
    // By an admin: display name, picture and text as in a new account. Refusal: no_account.
    task<result<ports::account_record>> reset_profile(ports::account_record account);
    // Whether this is the account's password; counted like a login. Refusals: no_account, password_wrong.
    task<result<void>> check_password(session who, secret_text password);
    // Whether a visitor or another user may be called so. Refusals: name_taken; with the database away a name is let through.
    task<result<void>> check_free(std::string display, person_id person);

private:
    task<result<entered>> create_here(std::optional<session> before, protocol::login_request what,
                                      std::uint64_t address);
    task<result<entered>> log_in_here(protocol::login_request what, std::uint64_t address);
    task<result<entered>> recover_here(protocol::recovery_request what, std::uint64_t address);
    task<result<entered>> change_password_here(session who, protocol::password_request what);
    task<result<std::size_t>> end_others_here(session who);
    task<result<protocol::account>> change_profile_here(session who, protocol::profile_request what);
    task<result<void>> check_password_here(session who, secret_text password);
    task<result<secret_text>> reset_access_here(ports::account_record account);
    task<result<ports::account_record>> reset_profile_here(ports::account_record account);
    task<result<void>> erase_here(session who, protocol::farewell_request what);

    // nullopt: nothing keeps the account out.
    task<std::optional<refusal>> kept_out(person_id person);
    // A new login of the account. With `before`, of the same person, its sockets go over.
    task<result<entered>> enter(ports::account_record account, std::optional<session> before);
    // The account, if the password is right. Refusals: no_account, password_wrong, rate_limited.
    task<result<ports::account_record>> confirm(const session& who, secret_text password);
    // Counts a try at a name from an address; nullopt: it may be made.
    std::optional<refusal> count_try(const std::string& name, std::uint64_t address);

    account_stores stores_;
    ports::password_hasher& passwords_;
    services::sessions& sessions_;
    const account_rules& rules_;
    newcomers* door_ = nullptr;
    std::function<void(const person_id&, const looks&)> tell_shown_;
    go_over tell_go_over_;
    std::unordered_map<std::uint64_t, core::token_bucket> registrations_;
    std::unordered_map<std::string, core::token_bucket> tries_by_name_;
    std::unordered_map<std::uint64_t, core::token_bucket> tries_by_address_;
};

}  // namespace srchat::services
