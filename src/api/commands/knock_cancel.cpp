#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::knock_cancel what) {
    auto cancel = [by = c.who().person, room = what.room](services::room_home& home) {
        home.cancel_knock(by, room);
        return protocol::ok{};
    };
    co_await c.with().rooms.at_home_now(what.room, std::move(cancel));
    co_return protocol::reply{protocol::ok{}};
}

}  // namespace srchat::api
