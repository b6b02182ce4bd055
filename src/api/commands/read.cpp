#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::read what) {
    const room_id room = what.room;
    auto mark = [by = c.who().person, asked = std::move(what)](services::room_home& home) {
        return home.read(by, asked);
    };
    result<protocol::ok> done = co_await c.with().rooms.at_home_now(room, std::move(mark));
    if (!done) co_return done.error();
    co_return protocol::reply{*done};
}

}  // namespace srchat::api
