#pragma once
// Who runs the server, and in which browsers they are logged in. A token is known by its SHA-256 only.

#include <optional>
#include <string>
#include <vector>

#include "srchat/base/private_text.hpp"
#include "srchat/ports/sessions.hpp"

namespace srchat::ports {

struct admin_record {
    std::string name;      // as names of accounts are
    secret_text password;  // verifier
    secret_text totp;      // 20 bytes (RFC 6238)
    time_point created_at;
};

struct admin_login {
    std::string admin;
    time_point last_seen;
    time_point confirmed_at;
};

// One method is one transaction; from any shard, suspends; refusal of each: unavailable.
class admins {
public:
    virtual ~admins() = default;
    // False: the name is another one's.
    virtual task<result<bool>> create(admin_record who) = 0;
    virtual task<result<std::optional<admin_record>>> find(std::string name) = 0;
    virtual task<result<std::vector<admin_record>>> list() = 0;
    // Replaces both secrets and ends all logins. False: there is no such admin.
    virtual task<result<bool>> change_secrets(std::string name, secret_text password, secret_text totp) = 0;
    virtual task<result<bool>> remove(std::string name) = 0;
    // True once for every step, and for none before one that was used.
    virtual task<result<bool>> use_step(std::string name, std::uint64_t step) = 0;
    virtual task<result<void>> log_in(token_hash token, admin_login login) = 0;
    virtual task<result<std::optional<admin_login>>> find_login(token_hash token) = 0;
    virtual task<result<void>> touch(token_hash token, time_point seen, std::optional<time_point> confirmed) = 0;
    virtual task<result<void>> log_out(token_hash token) = 0;
    // Forgets logins that were seen last before `seen`.
    virtual task<result<void>> sweep(time_point seen) = 0;
};

}  // namespace srchat::ports
