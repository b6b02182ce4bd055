#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::room_set what) {
    result<protocol::done> done = co_await c.with().rooms.change_settings(c.who().person, std::move(what));
    if (!done) co_return done.error();
    co_return protocol::reply{*done};
}

}  // namespace srchat::api
