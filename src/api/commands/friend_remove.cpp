#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::friend_remove what) {
    return reply_with<protocol::friend_reply>(c.with().friends.remove(c.who(), std::move(what.name)));
}

}  // namespace srchat::api
