#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::friends) {
    result<std::vector<protocol::friend_view>> all = co_await c.with().friends.list(c.who());
    if (!all) co_return all.error();
    co_return protocol::reply{protocol::friends_reply{std::move(*all)}};
}

}  // namespace srchat::api
