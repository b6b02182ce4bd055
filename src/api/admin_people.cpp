// Accounts, and what is decided against them.

#include <array>

#include "admin_routes.hpp"
#include "reply.hpp"

namespace srchat::api::routes {

namespace {

using services::sanctions;

net::response shown(const result<protocol::subject_view>& person) {
    if (!person) return refusal_reply(person.error());
    return json_reply(200, protocol::encode_http(*person));
}

task<net::response> get_person(admin_call call, net::request what) {
    std::string name = query_value(what.query, "name");
    result<protocol::subject_view> person = co_await call.with.sanctions.find(std::move(name));
    co_return shown(person);
}

task<net::response> post_suspend(admin_call call, net::request what) {
    result<protocol::suspend_request> asked = protocol::decode_suspend(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<sanctions::outcome> done =
        co_await call.with.sanctions.suspend(std::move(call.who.name), std::move(call.arg), std::move(*asked));
    if (!done) co_return refusal_reply(done.error());
    if (done->proposal) co_return json_reply(202, protocol::encode_http(*done->proposal));
    co_return json_reply(200, protocol::encode_http(*done->person));
}

task<net::response> post_unsuspend(admin_call call, net::request what) {
    result<std::string> reason = protocol::decode_reason(what.body.reveal());
    if (!reason) co_return refusal_reply(reason.error());
    result<protocol::subject_view> person =
        co_await call.with.sanctions.unsuspend(std::move(call.who.name), std::move(call.arg), std::move(*reason));
    co_return shown(person);
}

task<net::response> post_reset(admin_call call, net::request what) {
    result<protocol::reset_request> asked = protocol::decode_reset(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<sanctions::reset_result> done =
        co_await call.with.sanctions.reset(std::move(call.who.name), std::move(call.arg), std::move(*asked));
    if (!done) co_return refusal_reply(done.error());
    co_return json_reply(200, protocol::encode_http(done->person, done->recovery));
}

task<net::response> get_proposals(admin_call call, net::request) {
    result<std::vector<protocol::proposal_view>> all = co_await call.with.sanctions.proposals();
    if (!all) co_return refusal_reply(all.error());
    co_return json_reply(200, protocol::encode_http(*all));
}

task<net::response> post_decision(admin_call call, net::request what) {
    const result<bool> accept = protocol::decode_accept(what.body.reveal());
    if (!accept) co_return refusal_reply(accept.error());
    result<protocol::subject_view> person =
        co_await call.with.sanctions.decide(std::move(call.who.name), std::move(call.arg), *accept);
    co_return shown(person);
}

constexpr std::array people_table{
    admin_route{net::method::get, "people", false, get_person},
    admin_route{net::method::post, "people/*/suspend", true, post_suspend},
    admin_route{net::method::post, "people/*/unsuspend", true, post_unsuspend},
    admin_route{net::method::post, "people/*/reset", true, post_reset},
    admin_route{net::method::get, "proposals", false, get_proposals},
    admin_route{net::method::post, "proposals/*", true, post_decision},
};

}  // namespace

std::span<const admin_route> admin_people_routes() { return people_table; }

}  // namespace srchat::api::routes
