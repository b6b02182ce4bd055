#include "asker.hpp"
#include "reply.hpp"
#include "routes.hpp"

namespace srchat::api::routes {

task<net::response> get_transparency(const context& with, net::request) {
    const protocol::transparency now = co_await with.transparency.now();
    co_return json_reply(200, protocol::encode_http(now));
}

task<net::response> get_held_of_me(const context& with, net::request what) {
    result<std::optional<services::session>> who = co_await find_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    if (!*who) co_return refusal_reply(error_code::no_session);
    const result<protocol::held_of_me> held = co_await with.transparency.of(std::move(**who));
    if (!held) co_return refusal_reply(held.error());
    co_return json_reply(200, protocol::encode_http(*held));
}

}  // namespace srchat::api::routes
