#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::invites_clear what) {
    const room_id room = what.room;
    auto look = [by = c.who().person, asked = std::move(what)](services::room_home& home) {
        return home.clear_invites(by, asked.room);
    };
    return reply_from_home_now<protocol::done>(c, room, std::move(look));
}

}  // namespace srchat::api
