#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::knock what) {
    const room_id room = what.room;
    services::caller from = c.caller();
    auto look = [from, asked = std::move(what)](services::room_home& home) { return home.knock(from, asked); };
    result<services::room_home::knocked> done = co_await c.with().rooms.at_home_now(room, std::move(look));
    if (!done) co_return done.error();
    // An answer that came while this was on its way is in the reply to the next `knock`, and clients ask again.
    if (done->reply.state == protocol::knock_state::waiting) c.listen_to(done->topic);
    co_return protocol::reply{done->reply};
}

}  // namespace srchat::api
