#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::room_create what) {
    result<protocol::card> card = co_await c.with().rooms.create(c.caller(), std::move(what));
    if (!card) co_return card.error();
    co_return protocol::reply{protocol::room_created{std::move(*card)}};
}

}  // namespace srchat::api
