#include "whom.hpp"

namespace srchat::api {

task<result<services::friends::whom>> find_whom(connection& c, protocol::whom what) {
    using services::friends;
    const bool named = !what.name.empty();
    const bool placed = what.room && what.m != 0;
    const bool half = what.room.has_value() != (what.m != 0);
    if (named == placed || half) {
        refusal why{error_code::bad_field, "Say either a name, or a room and a member."};
        why.field = "name";
        co_return why;
    }
    if (named) co_return friends::whom{std::move(what.name)};
    auto look = [by = c.who().person, room = *what.room, m = what.m](services::room_home& home) {
        return home.look_at(by, room, m);
    };
    result<services::room_home::seen_member> seen = co_await c.with().rooms.at_home_now(*what.room, std::move(look));
    if (!seen) co_return seen.error();
    if (seen->who.kind != protocol::person_kind::user) co_return friends::whom{friends::nobody{}};
    co_return friends::whom{seen->person};
}

}  // namespace srchat::api
