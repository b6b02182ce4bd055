#include "srchat/api/commands.hpp"
#include "whom.hpp"
namespace srchat::api {

answer handle(connection& c, protocol::block what) {
    result<services::friends::whom> other = co_await find_whom(c, std::move(what.who));
    if (!other) co_return other.error();
    result<protocol::friend_view> done = co_await c.with().friends.block(c.who(), std::move(*other));
    if (!done) co_return done.error();
    co_return protocol::reply{protocol::friend_reply{std::move(*done)}};
}

}  // namespace srchat::api
