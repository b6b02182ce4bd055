#pragma once
// The end of most handlers: what the work came to is the reply, or the refusal.

#include <utility>

#include "srchat/api/commands.hpp"

namespace srchat::api {

template <class Reply, class T>
answer reply_with(task<result<T>> work) {
    result<T> done = co_await std::move(work);
    if (!done) co_return done.error();
    Reply made{std::move(*done)};
    co_return protocol::reply{std::move(made)};
}

// What a room's home does without suspending.
template <class Reply, class Look>
answer reply_from_home_now(connection& c, const room_id& room, Look look) {
    return reply_with<Reply>(c.with().rooms.at_home_now(room, std::move(look)));
}

// What it does in a task.
template <class Reply, class Work>
answer reply_from_home(connection& c, const room_id& room, Work work) {
    return reply_with<Reply>(c.with().rooms.at_home(room, std::move(work)));
}

}  // namespace srchat::api
