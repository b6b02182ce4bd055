// The server's own rooms, and the end of anybody's.

#include <array>

#include "admin_routes.hpp"
#include "reply.hpp"

namespace srchat::api::routes {

namespace {

using services::official_rooms;

net::response shown(int status, const result<official_rooms::listed>& room) {
    if (!room) return refusal_reply(room.error());
    return json_reply(status, protocol::encode_http(room->first, room->second));
}

net::response done(const result<void>& outcome) {
    if (!outcome) return refusal_reply(outcome.error());
    net::response reply;
    reply.status = 204;
    return reply;
}

task<net::response> get_rooms_of_server(admin_call call, net::request) {
    result<std::vector<official_rooms::listed>> all = co_await call.with.official.list();
    if (!all) co_return refusal_reply(all.error());
    co_return json_reply(200, protocol::encode_http(*all, call.with.official.regions()));
}

task<net::response> post_room(admin_call call, net::request what) {
    result<protocol::official_request> asked = protocol::decode_official(what.body.reveal(), true);
    if (!asked) co_return refusal_reply(asked.error());
    result<official_rooms::listed> room =
        co_await call.with.official.create(std::move(call.who.name), std::move(*asked));
    co_return shown(201, room);
}

task<net::response> patch_room(admin_call call, net::request what) {
    result<protocol::official_request> asked = protocol::decode_official(what.body.reveal(), false);
    if (!asked) co_return refusal_reply(asked.error());
    const std::optional<room_id> id = room_id::parse(call.arg);
    if (!id) co_return refusal_reply(error_code::no_room);
    result<official_rooms::listed> room =
        co_await call.with.official.change(std::move(call.who.name), *id, std::move(*asked));
    co_return shown(200, room);
}

task<net::response> post_room_remove(admin_call call, net::request what) {
    result<std::string> reason = protocol::decode_reason(what.body.reveal());
    if (!reason) co_return refusal_reply(reason.error());
    const std::optional<room_id> id = room_id::parse(call.arg);
    if (!id) co_return refusal_reply(error_code::no_room);
    result<void> removed = co_await call.with.official.remove(std::move(call.who.name), *id, std::move(*reason));
    co_return done(removed);
}

task<net::response> post_room_close(admin_call call, net::request what) {
    result<protocol::close_room_request> asked = protocol::decode_close_room(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<void> closed =
        co_await call.with.official.close(std::move(call.who.name), asked->room, std::move(asked->reason));
    co_return done(closed);
}

constexpr std::array room_table{
    admin_route{net::method::get, "rooms", false, get_rooms_of_server},
    admin_route{net::method::post, "rooms", false, post_room},
    admin_route{net::method::patch, "rooms/*", false, patch_room},
    admin_route{net::method::post, "rooms/*/remove", true, post_room_remove},
    admin_route{net::method::post, "rooms/close", true, post_room_close},
};

}  // namespace

std::span<const admin_route> admin_room_routes() { return room_table; }

}  // namespace srchat::api::routes
