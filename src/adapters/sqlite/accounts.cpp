#include "statements.hpp"

namespace srchat::adapters::sqlite {

// A transaction that changes something has the database for itself, so holding a row is only looking at it.
const sql::account_statements account_statements{
    .create =
        "INSERT INTO accounts (person, name, name_key, password, recovery, created_at, display, display_key, avatar, "
        "about, theme, language, region, hide_profile, hide_name, invisible, requests_off) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17) ON CONFLICT DO NOTHING",
    .claim_key = "INSERT INTO name_keys (name_key, person) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
    .release_key = "DELETE FROM name_keys WHERE name_key = ?1 AND person = ?2",
    .find = "SELECT " SRCHAT_ACCOUNT_COLUMNS " FROM accounts WHERE person = ?1",
    .find_named = "SELECT " SRCHAT_ACCOUNT_COLUMNS " FROM accounts WHERE name = ?1",
    .owner_of = "SELECT person FROM name_keys WHERE name_key = ?1",
    .hold = "SELECT name_key, display_key FROM accounts WHERE person = ?1",
    .set_profile =
        "UPDATE accounts SET display = ?2, display_key = ?3, avatar = ?4, about = ?5, theme = ?6, language = ?7, "
        "region = ?8, hide_profile = ?9, hide_name = ?10, invisible = ?11, requests_off = ?12 WHERE person = ?1",
    .set_password = "UPDATE accounts SET password = ?2 WHERE person = ?1",
    .set_recovery = "UPDATE accounts SET recovery = ?2 WHERE person = ?1",
    .end_logins = "DELETE FROM logins WHERE person = ?1",
    .erase = "DELETE FROM accounts WHERE person = ?1",
    .count = "SELECT count(*) FROM accounts",
};

}  // namespace srchat::adapters::sqlite
