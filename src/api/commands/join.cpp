#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::join what) {
    const room_id room = what.room;
    if (!c.in_room(room) && c.room_count() >= c.with().sockets.rooms) co_return error_code::too_many_rooms;
    services::caller from = c.caller();
    auto task = [from, asked = std::move(what)](services::room_home& home) mutable { return home.join(std::move(from), std::move(asked)); };
    result<protocol::joined> joined = co_await c.with().rooms.at_home(room, std::move(task));
    if (!joined) co_return joined.error();
    c.entered(room);
    // Without another suspension before the reply is queued, so that no event falls between the two or overtakes it.
    if (!joined->more) c.listen_to(room);
    co_return protocol::reply{std::move(*joined)};
}

}  // namespace srchat::api
