#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::leave what) {
    const room_id room = what.room;
    services::caller from = c.caller();
    auto task = [from, what](services::room_home& home) mutable { return home.leave(std::move(from), what); };
    result<protocol::left> left = co_await c.with().rooms.at_home(room, std::move(task));
    c.left_room(room);
    if (!left) co_return left.error();
    co_return protocol::reply{*left};
}

}  // namespace srchat::api
