#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::unblock what) {
    return reply_with<protocol::friend_reply>(c.with().friends.unblock(c.who(), std::move(what.name)));
}

}  // namespace srchat::api
