#pragma once
// The port over accounts for any engine; what differs are the statements.

#include "srchat/ports/accounts.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

// The columns of an account, in the order in which account_in() reads them and create() writes them.
#define SRCHAT_ACCOUNT_COLUMNS                                                                  \
    "accounts.person, accounts.name, accounts.name_key, accounts.password, accounts.recovery, " \
    "accounts.created_at, " SRCHAT_PROFILE_COLUMNS
#define SRCHAT_PROFILE_COLUMNS                                                                            \
    "accounts.display, accounts.display_key, accounts.avatar, accounts.about, accounts.theme, "           \
    "accounts.language, accounts.region, accounts.hide_profile, accounts.hide_name, accounts.invisible, " \
    "accounts.requests_off"

inline constexpr std::size_t account_columns = 17;

ports::account_record account_in(const row& r);
// The profile whose first column is `from`.
ports::account_profile profile_in(const row& r, std::size_t from);

// Parameters are numbered in the order in which they are named here.
struct account_statements {
    std::string_view create;        // all columns; touches no row if the person or the name is there
    std::string_view claim_key;     // name_key, person; touches no row if it is somebody's
    std::string_view release_key;   // name_key, person
    std::string_view find;          // person
    std::string_view find_named;    // name
    std::string_view owner_of;      // name_key -> person
    std::string_view hold;          // person -> name_key, display_key; until the transaction ends nobody else gets it
    std::string_view set_profile;   // person, the columns of the profile
    std::string_view set_password;  // person, password
    std::string_view set_recovery;  // person, recovery
    std::string_view end_logins;    // person
    std::string_view erase;         // person
    std::string_view count;
};

class accounts final : public ports::accounts {
public:
    accounts(workers& on, const account_statements& say) : workers_{on}, say_{say} {}

    task<result<bool>> create(ports::account_record account) override;
    task<result<std::optional<ports::account_record>>> find(person_id person) override;
    task<result<std::optional<ports::account_record>>> find_named(std::string name) override;
    task<result<std::optional<person_id>>> owner_of(std::string name_key) override;
    task<result<bool>> change_profile(person_id person, ports::account_profile profile) override;
    task<result<bool>> change_secrets(person_id person, secret_text password, secret_text recovery) override;
    task<result<bool>> erase(person_id person) override;
    task<result<std::uint64_t>> count() override;

private:
    workers& workers_;
    const account_statements& say_;
};

}  // namespace srchat::adapters::sql
