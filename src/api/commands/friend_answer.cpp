#include "reply_with.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::friend_answer what) {
    return reply_with<protocol::friend_reply>(c.with().friends.answer(c.who(), std::move(what.name), what.accept));
}

}  // namespace srchat::api
