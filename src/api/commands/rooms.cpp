#include "srchat/api/commands.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::rooms what) {
    // Listening before looking: a change in between is told twice rather than not at all.
    if (what.watch && *what.watch) c.listen_to(services::directory::topic());
    if (what.watch && !*what.watch) c.stop_listening(services::directory::topic());
    protocol::rooms_reply found = co_await c.with().rooms.list(std::move(what.q), what.open);
    co_return protocol::reply{std::move(found)};
}

}  // namespace srchat::api
