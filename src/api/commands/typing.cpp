#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::typing what) {
    const room_id room = what.room;
    services::caller from = c.caller();
    auto look = [from, what](services::room_home& home) { return home.typing(from, what); };
    result<protocol::ok> found = co_await c.with().rooms.at_home_now(room, std::move(look));
    if (!found) co_return found.error();
    co_return protocol::reply{std::move(*found)};
}

}  // namespace srchat::api
