#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::invites_clear what) {
    const room_id room = what.room;
    auto look = [by = c.who().person, asked = std::move(what)](services::room_home& home) {
        return home.clear_invites(by, asked.room);
    };
    result<protocol::done> done = co_await c.with().rooms.at_home_now(room, std::move(look));
    if (!done) co_return done.error();
    co_return protocol::reply{std::move(*done)};
}

}  // namespace srchat::api
