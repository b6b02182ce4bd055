#include "statements.hpp"

namespace srchat::adapters::postgres {

const sql::login_statements login_statements{
    .hold = "SELECT 1 FROM accounts WHERE person = $1 FOR NO KEY UPDATE",
    .forget_own = "DELETE FROM logins WHERE person = $1 AND ends_at <= $2",
    .put =
        "INSERT INTO logins (token, person, ends_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (token) DO UPDATE SET person = excluded.person, ends_at = excluded.ends_at",
    .keep_newest =
        "DELETE FROM logins WHERE person = $1 AND number NOT IN "
        "(SELECT number FROM logins WHERE person = $1 ORDER BY number DESC LIMIT $2)",
    .find = "SELECT " SRCHAT_ACCOUNT_COLUMNS
            ", logins.ends_at FROM logins JOIN accounts ON accounts.person = logins.person "
            "WHERE logins.token = $1 AND logins.ends_at > $2",
    .erase = "DELETE FROM logins WHERE token = $1",
    .erase_others = "DELETE FROM logins WHERE person = $1 AND token <> $2 RETURNING token",
    .sweep =
        "DELETE FROM logins WHERE number IN "
        "(SELECT number FROM logins WHERE ends_at <= $1 FOR UPDATE SKIP LOCKED)",
};

}  // namespace srchat::adapters::postgres
