#pragma once
// The port over logins for any engine; what differs are the statements.

#include "accounts.hpp"
#include "srchat/ports/logins.hpp"

namespace srchat::adapters::sql {

// Parameters are numbered in the order in which they are named here.
struct login_statements {
    std::string_view hold;          // person; until the transaction ends nobody else gets it
    std::string_view forget_own;    // person, now: what has run out of this person
    std::string_view put;           // token, person, ends_at
    std::string_view keep_newest;   // person, how many
    std::string_view find;          // token, now -> the account, ends_at
    std::string_view erase;         // token
    std::string_view erase_others;  // person, the token to keep -> tokens
    std::string_view sweep;         // now
};

class logins final : public ports::logins {
public:
    logins(workers& on, const login_statements& say) : workers_{on}, say_{say} {}

    task<result<bool>> put(ports::token_hash token, ports::login_record login, time_point now,
                           std::uint32_t most) override;
    task<result<std::optional<ports::found_login>>> find(ports::token_hash token, time_point now) override;
    task<result<void>> erase(ports::token_hash token) override;
    task<result<std::vector<ports::token_hash>>> erase_others(person_id person,
                                                              std::optional<ports::token_hash> kept) override;
    task<result<std::uint64_t>> sweep(time_point now) override;

private:
    workers& workers_;
    const login_statements& say_;
};

}  // namespace srchat::adapters::sql
