#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::bans what) {
    const room_id room = what.room;
    auto look = [by = c.who().person, asked = std::move(what)](services::room_home& home) {
        return home.bans(by, asked.room);
    };
    result<protocol::bans_reply> done = co_await c.with().rooms.at_home_now(room, std::move(look));
    if (!done) co_return done.error();
    co_return protocol::reply{std::move(*done)};
}

}  // namespace srchat::api
