#pragma once
// Who runs this server: admins are made on the command line, are no accounts, and prove themselves by a password and a
// one-time code (RFC 6238). Their logins end after a while without a request. Lives on shard 0; its methods may be called
// from any shard and come back there.

#include <optional>
#include <string>
#include <unordered_map>

#include "srchat/core/token_bucket.hpp"
#include "srchat/ports/admins.hpp"
#include "srchat/ports/hasher.hpp"
#include "srchat/ports/password_hasher.hpp"
#include "srchat/protocol/admin_bodies.hpp"
#include "srchat/runtime/shard.hpp"

namespace srchat::services {

struct admin_rules {
    milliseconds idle{900'000};       // a login ends after so long without a request
    milliseconds confirmed{300'000};  // how long a confirmation holds
    core::bucket_rate tries_by_name{5, 1.0 / 300};
    core::bucket_rate tries_by_address{20, 1.0 / 60};
};

class admins {
public:
    // All outlive it.
    admins(runtime::shard& home, ports::admins& store, ports::password_hasher& passwords, const ports::hasher& hasher,
           const admin_rules& rules);
    void start();

    struct admin {
        std::string name;
        time_point confirmed_until;
        milliseconds idle{0};
    };
    struct entered {
        admin who;
        secret_text token;
    };
    // Whether there is one at all; true also when nobody knows.
    task<bool> any();
    // Refusals: login_failed for whatever is wrong, rate_limited, overloaded, unavailable.
    task<result<entered>> log_in(protocol::admin_login_request what, std::uint64_t address);
    // nullopt: nobody's, or ended. Keeps the login alive, unless a page asked by itself. Refusal: unavailable.
    task<result<std::optional<admin>>> find(secret_text token, bool by_itself = false);
    // Refusals: password_wrong (also for the code, and where there is no login), rate_limited, overloaded, unavailable.
    task<result<admin>> confirm(secret_text token, protocol::admin_login_request what);
    task<result<void>> log_out(secret_text token);

private:
    task<bool> any_here();
    task<result<entered>> log_in_here(protocol::admin_login_request what, std::uint64_t address);
    task<result<std::optional<admin>>> find_here(secret_text token, bool by_itself);
    task<result<admin>> confirm_here(secret_text token, protocol::admin_login_request what);
    // Whether both are the admin's, and the code for the first time.
    task<result<bool>> prove(std::optional<ports::admin_record> who, protocol::admin_login_request what);
    std::optional<refusal> count_try(const std::string& name, std::uint64_t address);

    runtime::shard& home_;
    ports::admins& store_;
    ports::password_hasher& passwords_;
    const ports::hasher& hasher_;
    const admin_rules& rules_;
    std::unordered_map<std::string, core::token_bucket> tries_by_name_;
    std::unordered_map<std::uint64_t, core::token_bucket> tries_by_address_;
    std::optional<bool> any_;
    time_point any_at_{};
};

}  // namespace srchat::services
