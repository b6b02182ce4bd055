#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::roster what) {
    const room_id room = what.room;
    auto look = [from = c.caller(), asked = std::move(what)](services::room_home& home) {
        return home.roster(from, asked);
    };
    return reply_from_home_now<protocol::roster_reply>(c, room, std::move(look));
}

}  // namespace srchat::api
