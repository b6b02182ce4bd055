#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::react what) {
    const room_id room = what.room;
    auto task = [by = c.who().person, asked = std::move(what)](services::room_home& home) mutable {
        return home.react(by, std::move(asked));
    };
    result<protocol::reacted> done = co_await c.with().rooms.at_home(room, std::move(task));
    if (!done) co_return done.error();
    co_return protocol::reply{*done};
}

}  // namespace srchat::api
