#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::typing what) {
    const room_id room = what.room;
    auto look = [from = c.caller(), asked = std::move(what)](services::room_home& home) {
        return home.typing(from, asked);
    };
    return reply_from_home_now<protocol::ok>(c, room, std::move(look));
}

}  // namespace srchat::api
