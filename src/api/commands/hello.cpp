#include "srchat/api/commands.hpp"

namespace srchat::api {

namespace {
constexpr std::int64_t version = 1;
}

answer handle(connection& c, protocol::hello what) {
    if (what.v != version) co_return error_code::bad_version;
    c.greeted();
    const room_id inbox = c.with().rooms.inbox_of(c.who().person);
    c.listen_to(services::announcements::topic());
    c.answer_now(protocol::reply{
        protocol::welcome{version, server_clock::now(), c.who().who, c.who().info, c.with().limits, inbox}});
    const auto news = c.with().announcements.current();
    if (!news->empty()) c.tell(protocol::encode(*news));
    co_return std::nullopt;
}

}  // namespace srchat::api
