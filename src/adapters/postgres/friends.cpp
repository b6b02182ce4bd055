#include "statements.hpp"

namespace srchat::adapters::postgres {

const sql::friend_statements friend_statements{
    .find = "SELECT " SRCHAT_PAIR_COLUMNS " FROM friend_pairs WHERE lower = $1 AND higher = $2",
    .hold = "SELECT person FROM accounts WHERE person IN ($1, $2) ORDER BY person FOR NO KEY UPDATE",
    .pending =
        "SELECT (SELECT count(*) FROM friend_pairs WHERE lower = $1 AND state = 1) "
        "+ (SELECT count(*) FROM friend_pairs WHERE higher = $1 AND state = 2)",
    .today = "SELECT count(*) FROM friend_requests WHERE sender = $1 AND sent_at > $2",
    .put =
        "INSERT INTO friend_pairs (lower, higher, state, since, lower_blocks, higher_blocks, lower_declined_at, "
        "higher_declined_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (lower, higher) DO UPDATE SET "
        "state = excluded.state, since = excluded.since, lower_blocks = excluded.lower_blocks, "
        "higher_blocks = excluded.higher_blocks, lower_declined_at = excluded.lower_declined_at, "
        "higher_declined_at = excluded.higher_declined_at",
    .drop = "DELETE FROM friend_pairs WHERE lower = $1 AND higher = $2",
    .sent = "INSERT INTO friend_requests (sender, sent_at) VALUES ($1, $2)",
    .forget_own = "DELETE FROM friend_requests WHERE sender = $1 AND sent_at <= $2",
    .list = "SELECT accounts.person, accounts.name, " SRCHAT_PROFILE_COLUMNS ", " SRCHAT_PAIR_COLUMNS
            ", friend_pairs.lower = $1 FROM friend_pairs JOIN accounts ON accounts.person = "
            "CASE WHEN friend_pairs.lower = $1 THEN friend_pairs.higher ELSE friend_pairs.lower END "
            "WHERE friend_pairs.lower = $1 OR friend_pairs.higher = $1 ORDER BY friend_pairs.since DESC, accounts.name",
    .forget_sent = "DELETE FROM friend_requests WHERE sent_at <= $1",
    .forget_lower =
        "UPDATE friend_pairs SET lower_declined_at = NULL WHERE (lower, higher) IN (SELECT lower, higher FROM "
        "friend_pairs WHERE lower_declined_at <= $1 FOR UPDATE SKIP LOCKED)",
    .forget_higher =
        "UPDATE friend_pairs SET higher_declined_at = NULL WHERE (lower, higher) IN (SELECT lower, higher FROM "
        "friend_pairs WHERE higher_declined_at <= $1 FOR UPDATE SKIP LOCKED)",
    .drop_empty =
        "DELETE FROM friend_pairs WHERE (lower, higher) IN (SELECT lower, higher FROM friend_pairs WHERE state = 0 "
        "AND NOT lower_blocks AND NOT higher_blocks AND lower_declined_at IS NULL AND higher_declined_at IS NULL "
        "FOR UPDATE SKIP LOCKED)",
};

}  // namespace srchat::adapters::postgres
