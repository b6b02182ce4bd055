#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::profile what) {
    auto look = [by = c.who().person, room = what.room, m = what.m](services::room_home& home) {
        return home.look_at(by, room, m);
    };
    result<services::room_home::seen_member> seen = co_await c.with().rooms.at_home_now(what.room, std::move(look));
    if (!seen) co_return seen.error();
    protocol::profile_reply shown{what.room, what.m, seen->who};
    if (seen->who.kind == protocol::person_kind::user) {
        result<services::friends::glimpse> more = co_await c.with().friends.look_at(c.who(), seen->person);
        if (!more) co_return more.error();
        shown.more = std::move(more->more);
        shown.state = more->state;
    }
    co_return protocol::reply{std::move(shown)};
}

}  // namespace srchat::api
