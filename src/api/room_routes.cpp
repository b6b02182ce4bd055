#include "reply.hpp"
#include "routes.hpp"

namespace srchat::api::routes {

namespace {
constexpr std::size_t query_max = 192;  // 48 characters of up to four bytes
}  // namespace

task<net::response> get_rooms(const context& with, net::request what) {
    std::string q = query_value(what.query, "q");
    if (q.size() > query_max) co_return refusal_reply(refusal{error_code::bad_field, "The search text is too long."});
    protocol::rooms_reply found = co_await with.rooms.list(std::move(q), query_value(what.query, "open") == "true");
    co_return json_reply(200, protocol::encode_http(found));
}

task<net::response> get_room(const context& with, net::request what) {
    const std::optional<room_id> id = room_id::parse(std::string_view{what.path}.substr(room_prefix.size()));
    if (!id) co_return refusal_reply(error_code::no_room);
    result<protocol::card> card = co_await with.rooms.listed_card(*id);
    if (!card) co_return refusal_reply(card.error());
    co_return json_reply(200, protocol::encode_http(*card));
}

task<net::response> get_announcements(const context& with, net::request) {
    co_return json_reply(200, protocol::encode_http(*with.announcements.current()));
}

task<net::response> refuse(error_code why) { co_return refusal_reply(why); }

}  // namespace srchat::api::routes
