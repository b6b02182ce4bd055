#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::say what) {
    const room_id room = what.room;
    auto work = [by = c.speaker(), asked = std::move(what)](services::room_home& home) mutable {
        return home.say(by, std::move(asked));
    };
    return reply_from_home<protocol::said>(c, room, std::move(work));
}

}  // namespace srchat::api
