#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::unblock what) {
    result<protocol::friend_view> done = co_await c.with().friends.unblock(c.who(), std::move(what.name));
    if (!done) co_return done.error();
    co_return protocol::reply{protocol::friend_reply{std::move(*done)}};
}

}  // namespace srchat::api
