#pragma once
// The table of commands: one row and one handler each. A row carries what must hold before the handler runs, so that no
// handler repeats it. Handlers run on the connection's shard and may suspend; the connection outlives them.

#include "srchat/base/task.hpp"

#include "srchat/api/connection.hpp"
#include "srchat/protocol/commands.hpp"
#include "srchat/protocol/replies.hpp"

namespace srchat::api {

struct command_row {
    double cost = 1;            // of the socket's budget
    bool before_hello = false;  // may be the first frame
};

// In the order of the alternatives of protocol::command.
const command_row& row_of(const protocol::command& what) noexcept;

// nullopt: the handler has answered by itself (connection::answer_now).
using answer = task<result<std::optional<protocol::reply>>>;

answer handle(connection& c, protocol::hello what);
answer handle(connection& c, protocol::ping what);
answer handle(connection& c, protocol::rename what);
answer handle(connection& c, protocol::rooms what);
answer handle(connection& c, protocol::room_create what);
answer handle(connection& c, protocol::join what);
answer handle(connection& c, protocol::leave what);
answer handle(connection& c, protocol::say what);
answer handle(connection& c, protocol::edit what);
answer handle(connection& c, protocol::delete_ what);
answer handle(connection& c, protocol::react what);
answer handle(connection& c, protocol::typing what);
answer handle(connection& c, protocol::roster what);
answer handle(connection& c, protocol::history what);
answer handle(connection& c, protocol::knock what);
answer handle(connection& c, protocol::knock_cancel what);
answer handle(connection& c, protocol::knock_answer what);
answer handle(connection& c, protocol::invite_create what);
answer handle(connection& c, protocol::invites_clear what);
answer handle(connection& c, protocol::kick what);
answer handle(connection& c, protocol::mute what);
answer handle(connection& c, protocol::ban what);
answer handle(connection& c, protocol::unban what);
answer handle(connection& c, protocol::bans what);
answer handle(connection& c, protocol::set_role what);
answer handle(connection& c, protocol::lock what);
answer handle(connection& c, protocol::slow what);
answer handle(connection& c, protocol::pin what);
answer handle(connection& c, protocol::room_set what);
answer handle(connection& c, protocol::transfer what);
answer handle(connection& c, protocol::transfer_answer what);
answer handle(connection& c, protocol::transfer_cancel what);
answer handle(connection& c, protocol::successor what);
answer handle(connection& c, protocol::close what);
answer handle(connection& c, protocol::friends what);
answer handle(connection& c, protocol::friend_request what);
answer handle(connection& c, protocol::friend_answer what);
answer handle(connection& c, protocol::friend_remove what);
answer handle(connection& c, protocol::block what);
answer handle(connection& c, protocol::unblock what);
answer handle(connection& c, protocol::profile what);
answer handle(connection& c, protocol::direct what);
answer handle(connection& c, protocol::read what);
answer handle(connection& c, protocol::invite_send what);

}  // namespace srchat::api
