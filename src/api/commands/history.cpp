#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::history what) {
    const room_id room = what.room;
    auto look = [from = c.caller(), asked = std::move(what)](services::room_home& home) {
        return home.history(from, asked);
    };
    return reply_from_home_now<protocol::history_reply>(c, room, std::move(look));
}

}  // namespace srchat::api
