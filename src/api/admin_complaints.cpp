// Complaints as staff sees them.

#include <array>

#include "admin_routes.hpp"
#include "reply.hpp"
#include "srchat/protocol/account_bodies.hpp"

namespace srchat::api::routes {

namespace {

using services::cases;
constexpr std::array<std::string_view, 5> states{"new", "assigned", "waiting_reporter", "waiting_staff", "resolved"};
constexpr std::array<std::string_view, 5> kinds{"message", "member", "room", "bug", "appeal"};

net::response shown(const result<protocol::case_view>& c) {
    if (!c) return refusal_reply(c.error());
    return json_reply(200, protocol::encode_http(*c));
}

net::response bad(std::string_view field) {
    refusal why{error_code::bad_field};
    why.field = field;
    return refusal_reply(why);
}

// False: there is something else in it than one of `words`.
template <class Enum>
bool read_word(const std::string& value, std::span<const std::string_view> words, std::optional<Enum>& into) {
    if (value.empty()) return true;
    const auto found = std::ranges::find(words, std::string_view{value});
    if (found == words.end()) return false;
    into = static_cast<Enum>(found - words.begin());
    return true;
}

task<net::response> get_queue(admin_call call, net::request what) {
    ports::complaint_filter which;
    if (!read_word(query_value(what.query, "state"), states, which.state)) co_return bad("state");
    if (!read_word(query_value(what.query, "kind"), kinds, which.kind)) co_return bad("kind");
    std::string assigned = query_value(what.query, "assigned");
    if (assigned == "none") which.assigned = std::string{};
    if (!assigned.empty() && assigned != "none") which.assigned = std::move(assigned);
    const std::string before = query_value(what.query, "before");
    which.before = services::complaint_id_from(before);
    if (!before.empty() && !which.before) co_return bad("before");
    result<cases::page> page = co_await call.with.cases.queue(std::move(which));
    if (!page) co_return refusal_reply(page.error());
    co_return json_reply(200, protocol::encode_http(page->all, page->more));
}

task<net::response> get_case(admin_call call, net::request) {
    result<protocol::case_view> c = co_await call.with.cases.find(std::move(call.arg));
    co_return shown(c);
}

task<net::response> post_claim(admin_call call, net::request what) {
    const result<void> asked = protocol::decode_empty_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<protocol::case_view> c = co_await call.with.cases.claim(std::move(call.who.name), std::move(call.arg));
    co_return shown(c);
}

task<net::response> post_release(admin_call call, net::request what) {
    const result<void> asked = protocol::decode_empty_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<protocol::case_view> c = co_await call.with.cases.release(std::move(call.who.name), std::move(call.arg));
    co_return shown(c);
}

task<net::response> post_reply(admin_call call, net::request what) {
    result<std::string> text = protocol::decode_post_request(what.body.reveal());
    if (!text) co_return refusal_reply(text.error());
    result<protocol::case_view> c =
        co_await call.with.cases.reply(std::move(call.who.name), std::move(call.arg), std::move(*text));
    co_return shown(c);
}

task<net::response> post_note(admin_call call, net::request what) {
    result<std::string> text = protocol::decode_post_request(what.body.reveal());
    if (!text) co_return refusal_reply(text.error());
    result<protocol::case_view> c =
        co_await call.with.cases.note(std::move(call.who.name), std::move(call.arg), std::move(*text));
    co_return shown(c);
}

task<net::response> post_resolve(admin_call call, net::request what) {
    result<protocol::resolve_request> asked = protocol::decode_resolve(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<protocol::case_view> c =
        co_await call.with.cases.resolve(std::move(call.who.name), std::move(call.arg), std::move(*asked));
    co_return shown(c);
}

task<net::response> post_reveal(admin_call call, net::request what) {
    result<std::string> reason = protocol::decode_reason(what.body.reveal());
    if (!reason) co_return refusal_reply(reason.error());
    result<std::string> name =
        co_await call.with.cases.reveal(std::move(call.who.name), std::move(call.arg), std::move(*reason));
    if (!name) co_return refusal_reply(name.error());
    co_return json_reply(200, protocol::encode_revealed(*name));
}

task<net::response> post_act(admin_call call, net::request what) {
    result<protocol::act_request> asked = protocol::decode_act(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<cases::acted> done =
        co_await call.with.cases.act(std::move(call.who.name), std::move(call.arg), std::move(*asked));
    if (!done) co_return refusal_reply(done.error());
    if (done->proposal) co_return json_reply(202, protocol::encode_http(*done->proposal));
    co_return json_reply(200, protocol::encode_http(done->complaint));
}

constexpr std::array complaint_table{
    admin_route{net::method::get, "complaints", false, get_queue},
    admin_route{net::method::get, "complaints/*", false, get_case},
    admin_route{net::method::post, "complaints/*/claim", false, post_claim},
    admin_route{net::method::post, "complaints/*/release", false, post_release},
    admin_route{net::method::post, "complaints/*/reply", false, post_reply},
    admin_route{net::method::post, "complaints/*/note", false, post_note},
    admin_route{net::method::post, "complaints/*/resolve", false, post_resolve},
    admin_route{net::method::post, "complaints/*/reveal", true, post_reveal},
    admin_route{net::method::post, "complaints/*/act", true, post_act},
};

}  // namespace

std::span<const admin_route> admin_complaint_routes() { return complaint_table; }

}  // namespace srchat::api::routes
