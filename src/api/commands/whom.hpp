#pragma once
// Who is meant by a command that names an account, or a member of a room.

#include "srchat/api/connection.hpp"
#include "srchat/protocol/commands.hpp"

namespace srchat::api {

// Somebody who has no account, or is hidden, is nobody. Refusals: bad_field, not_member, no_member.
task<result<services::friends::whom>> find_whom(connection& c, protocol::whom what);

}  // namespace srchat::api
