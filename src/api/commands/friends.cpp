#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::friends) {
    return reply_with<protocol::friends_reply>(c.with().friends.list(c.who()));
}

}  // namespace srchat::api
