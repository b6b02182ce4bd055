#pragma once
// What this engine is told, one list for each port.

#include "../sql/friends.hpp"
#include "../sql/logins.hpp"

namespace srchat::adapters::sqlite {

extern const sql::account_statements account_statements;
extern const sql::login_statements login_statements;
extern const sql::friend_statements friend_statements;

}  // namespace srchat::adapters::sqlite
