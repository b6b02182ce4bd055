#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::join what) {
    const room_id room = what.room;
    if (!c.in_room(room) && c.room_count() >= c.with().sockets.rooms) co_return error_code::too_many_rooms;
    services::caller from = c.caller();
    if (room == c.with().rooms.inbox_of(from.person)) {
        const result<bool> fresh = co_await c.with().rooms.open_inbox(from.person, from.who);
        if (!fresh) co_return fresh.error();
        if (*fresh && c.who().is_user()) c.with().announcements.greet(from.person);
    }
    services::room_home::arrival arrive = [&c, room](protocol::joined answer) {
        c.entered(room);
        if (!answer.more) c.listen_to(room);
        c.answer_now(protocol::reply{std::move(answer)});
    };
    auto work = [from, asked = std::move(what), arrive](services::room_home& home) mutable {
        return home.join(std::move(from), std::move(asked), std::move(arrive));
    };
    result<void> joined = co_await c.with().rooms.at_home(room, std::move(work));
    if (!joined) co_return joined.error();
    co_return std::nullopt;  // answered on arrival, in order with the room's events
}

}  // namespace srchat::api
