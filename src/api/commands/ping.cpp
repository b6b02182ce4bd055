#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection&, protocol::ping) { co_return protocol::reply{protocol::pong{server_clock::now()}}; }

}  // namespace srchat::api
