#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::direct what) {
    result<protocol::direct_reply> opened = co_await c.with().friends.direct(c.who(), std::move(what.name));
    if (!opened) co_return opened.error();
    co_return protocol::reply{std::move(*opened)};
}

}  // namespace srchat::api
