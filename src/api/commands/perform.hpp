#pragma once
// The handler of every act of staff and owner: it runs at the room's home and answers `done`.

#include "srchat/api/commands.hpp"

namespace srchat::api {

template <class Command>
answer perform(connection& c, Command what) {
    const room_id room = what.room;
    auto task = [by = c.who().person, asked = std::move(what)](services::room_home& home) mutable {
        return home.perform(by, std::move(asked));
    };
    result<protocol::done> done = co_await c.with().rooms.at_home(room, std::move(task));
    if (!done) co_return done.error();
    co_return protocol::reply{*done};
}

}  // namespace srchat::api
