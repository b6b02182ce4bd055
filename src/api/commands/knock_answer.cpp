#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::knock_answer what) {
    const room_id room = what.room;
    auto look = [by = c.who().person, asked = std::move(what)](services::room_home& home) {
        return home.answer_knock(by, asked);
    };
    return reply_from_home_now<protocol::ok>(c, room, std::move(look));
}

}  // namespace srchat::api
