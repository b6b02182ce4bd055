#pragma once
// The handler of every act of staff and owner: it runs at the room's home and answers `done`.

#include "reply_with.hpp"

namespace srchat::api {

template <class Command>
answer perform(connection& c, Command what) {
    const room_id room = what.room;
    auto work = [by = c.who().person, asked = std::move(what)](services::room_home& home) mutable {
        return home.perform(by, std::move(asked));
    };
    return reply_from_home<protocol::done>(c, room, std::move(work));
}

}  // namespace srchat::api
