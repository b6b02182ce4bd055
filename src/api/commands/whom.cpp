#include "whom.hpp"

namespace srchat::api {

task<result<services::friends::whom>> find_whom(connection& c, protocol::whom what) {
    using services::friends;
    if (!what.name.empty()) co_return friends::whom{std::move(what.name)};
    if (!what.room || what.m == 0) {
        refusal why{error_code::bad_field, "Say a name, or a room and a member of it."};
        why.field = "name";
        co_return why;
    }
    auto look = [by = c.who().person, room = *what.room, m = what.m](services::room_home& home) {
        return home.look_at(by, room, m);
    };
    result<services::room_home::seen_member> seen = co_await c.with().rooms.at_home_now(*what.room, std::move(look));
    if (!seen) co_return seen.error();
    if (seen->who.kind != protocol::person_kind::user) co_return friends::whom{friends::nobody{}};
    co_return friends::whom{seen->person};
}

}  // namespace srchat::api
