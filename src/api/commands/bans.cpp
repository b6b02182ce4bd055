#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::bans what) {
    const room_id room = what.room;
    auto look = [by = c.who().person, asked = std::move(what)](services::room_home& home) {
        return home.bans(by, asked.room);
    };
    return reply_from_home_now<protocol::bans_reply>(c, room, std::move(look));
}

}  // namespace srchat::api
