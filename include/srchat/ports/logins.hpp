#pragma once
// Which browsers are logged in as whom. A token is known by its SHA-256 only; nothing of the browser is kept.

#include <vector>

#include "srchat/ports/accounts.hpp"
#include "srchat/ports/sessions.hpp"

namespace srchat::ports {

struct login_record {
    person_id person;
    time_point ends_at;
};

struct found_login {
    account_record account;
    time_point ends_at;
};

// As with accounts: one transaction each, from any shard, suspends; refusal: unavailable.
class logins {
public:
    virtual ~logins() = default;
    // False if there is no such account. Beyond `most` the person's oldest ends.
    virtual task<result<bool>> put(token_hash token, login_record login, time_point now, std::uint32_t most) = 0;
    // The account behind a login that has not run out by `now`.
    virtual task<result<std::optional<found_login>>> find(token_hash token, time_point now) = 0;
    virtual task<result<void>> erase(token_hash token) = 0;
    // All of a person but `kept`; returns those that ended.
    virtual task<result<std::vector<token_hash>>> erase_others(person_id person, std::optional<token_hash> kept) = 0;
    // Forgets what has run out; returns how many.
    virtual task<result<std::uint64_t>> sweep(time_point now) = 0;
};

}  // namespace srchat::ports
