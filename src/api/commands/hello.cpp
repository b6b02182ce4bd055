#include "srchat/api/commands.hpp"

namespace srchat::api {

namespace {
constexpr std::int64_t version = 1;
}

answer handle(connection& c, protocol::hello what) {
    if (what.v != version) co_return error_code::bad_version;
    c.greeted();
    const room_id inbox = c.with().rooms.inbox_of(c.who().person);
    co_return protocol::reply{
        protocol::welcome{version, server_clock::now(), c.who().who, c.who().info, c.with().limits, inbox}};
}

}  // namespace srchat::api
