#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::direct what) {
    return reply_with<protocol::direct_reply>(c.with().friends.direct(c.who(), std::move(what.name)));
}

}  // namespace srchat::api
