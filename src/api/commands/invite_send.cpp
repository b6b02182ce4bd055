#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::invite_send what) {
    result<services::friends::found_friend> to = co_await c.with().friends.find_friend(c.who(), std::move(what.name));
    if (!to) co_return to.error();
    const room_id room = what.room;
    auto invite = [by = c.caller(), friend_of = std::move(*to), room](services::room_home& home) {
        return home.invite_friend(by, friend_of.my_name, room, friend_of.person);
    };
    result<protocol::ok> done = co_await c.with().rooms.at_home_now(room, std::move(invite));
    if (!done) co_return done.error();
    co_return protocol::reply{*done};
}

}  // namespace srchat::api
