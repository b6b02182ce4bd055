#include "account_routes.hpp"

#include <algorithm>
#include <array>

#include "asker.hpp"
#include "reply.hpp"
#include "session_cookie.hpp"

namespace srchat::api::routes {

namespace {

using services::accounts;
using services::session;

void set_cookie(net::response& reply, const net::request& what, const accounts::entered& in) {
    const auto age = std::chrono::duration_cast<std::chrono::seconds>(in.who.info.ends_at - server_clock::now());
    set_session_cookie(reply, what, in.token, age);
}

net::response entered_reply(int status, const net::request& what, const accounts::entered& in) {
    net::response reply = json_reply(status, protocol::encode_http(in.who.who, in.who.info, in.account, in.recovery));
    set_cookie(reply, what, in);
    return reply;
}

// A visitor who logs in as somebody else is gone.
task<void> end_visitor(const context& with, const net::request& what) {
    secret_text token = session_token(what);
    if (token.empty()) co_return;
    const result<void> ended = co_await with.sessions.end(std::move(token));
    (void)ended;  // it runs out by itself
}

task<net::response> post_account(const context& with, net::request what) {
    result<protocol::login_request> asked = protocol::decode_registration(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<std::optional<session>> before = co_await find_asker(with, what);
    if (!before) co_return refusal_reply(before.error());
    result<accounts::entered> in =
        co_await with.accounts.create(std::move(*before), std::move(*asked), what.address.value);
    if (!in) co_return refusal_reply(in.error());
    co_return entered_reply(201, what, *in);
}

task<net::response> post_login(const context& with, net::request what) {
    result<protocol::login_request> asked = protocol::decode_login_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<accounts::entered> in = co_await with.accounts.log_in(std::move(*asked), what.address.value);
    if (!in) co_return refusal_reply(in.error());
    co_await end_visitor(with, what);
    co_return entered_reply(200, what, *in);
}

task<net::response> post_recovery(const context& with, net::request what) {
    result<protocol::recovery_request> asked = protocol::decode_recovery_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<accounts::entered> in = co_await with.accounts.recover(std::move(*asked), what.address.value);
    if (!in) co_return refusal_reply(in.error());
    co_await end_visitor(with, what);
    co_return entered_reply(200, what, *in);
}

task<net::response> post_password(const context& with, net::request what) {
    result<protocol::password_request> asked = protocol::decode_password_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    result<accounts::entered> in = co_await with.accounts.change_password(std::move(*who), std::move(*asked));
    if (!in) co_return refusal_reply(in.error());
    co_return entered_reply(200, what, *in);
}

task<net::response> post_end_others(const context& with, net::request what) {
    const result<void> asked = protocol::decode_empty_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    result<std::size_t> ended = co_await with.accounts.end_others(std::move(*who));
    if (!ended) co_return refusal_reply(ended.error());
    co_return json_reply(200, protocol::encode_ended(*ended));
}

task<net::response> post_delete(const context& with, net::request what) {
    result<protocol::farewell_request> asked = protocol::decode_farewell_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    result<services::friends::leaving> leaving = co_await with.friends.before_farewell(*who);
    if (!leaving) co_return refusal_reply(leaving.error());
    const result<void> erased = co_await with.accounts.erase(std::move(*who), std::move(*asked));
    if (!erased) co_return refusal_reply(erased.error());
    with.friends.farewell(std::move(*leaving));
    net::response reply;
    reply.status = 204;
    set_session_cookie(reply, what, secret_text{}, std::chrono::seconds{0});
    reply.headers.emplace_back("Clear-Site-Data", secret_text{"\"cache\", \"cookies\", \"storage\""});
    co_return reply;
}

task<net::response> patch_account(const context& with, net::request what) {
    result<protocol::profile_request> asked = protocol::decode_profile_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    const person_id person = who->person;
    result<protocol::account> account = co_await with.accounts.change_profile(std::move(*who), std::move(*asked));
    if (!account) co_return refusal_reply(account.error());
    const std::vector<protocol::card> rooms = co_await with.rooms.owned_by(person);
    co_return json_reply(200, protocol::encode_http(*account, rooms, with.accounts.regions()));
}

task<net::response> get_account(const context& with, net::request what) {
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    const person_id person = who->person;
    result<protocol::account> account = co_await with.accounts.find(std::move(*who));
    if (!account) co_return refusal_reply(account.error());
    const std::vector<protocol::card> rooms = co_await with.rooms.owned_by(person);
    co_return json_reply(200, protocol::encode_http(*account, rooms, with.accounts.regions()));
}

// All that is stored of somebody with an account, and what is live of it.
task<net::response> get_export(const context& with, net::request what) {
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    protocol::account_export all;
    result<protocol::account> account = co_await with.accounts.find(*who);
    if (!account) co_return refusal_reply(account.error());
    all.mine = std::move(*account);
    all.rooms = co_await with.rooms.owned_by(who->person);
    result<std::vector<protocol::friend_view>> friends = co_await with.friends.list(*who);
    if (!friends) co_return refusal_reply(friends.error());
    all.friends = std::move(*friends);
    result<std::vector<protocol::complaint_view>> complaints = co_await with.complaints.list_whole(*who);
    if (!complaints) co_return refusal_reply(complaints.error());
    all.complaints = std::move(*complaints);
    net::response reply = json_reply(200, protocol::encode_http(all));
    reply.headers.emplace_back("Content-Disposition", secret_text{"attachment; filename=\"srchat-account.json\""});
    co_return reply;
}

struct route {
    std::string_view path;
    net::method method;
    task<net::response> (*handle)(const context&, net::request);
};

constexpr std::array table{
    route{"/api/account", net::method::post, post_account},
    route{"/api/account", net::method::get, get_account},
    route{"/api/account", net::method::patch, patch_account},
    route{"/api/account/export", net::method::get, get_export},
    route{"/api/account/password", net::method::post, post_password},
    route{"/api/account/end_others", net::method::post, post_end_others},
    route{"/api/account/delete", net::method::post, post_delete},
    route{"/api/login", net::method::post, post_login},
    route{"/api/recovery", net::method::post, post_recovery},
};

}  // namespace

bool is_account_path(std::string_view path) noexcept {
    return std::ranges::find(table, path, &route::path) != table.end();
}

task<net::response> account(const context& with, net::request what) {
    const net::method asked = what.method == net::method::head ? net::method::get : what.method;
    const auto found =
        std::ranges::find_if(table, [&](const route& r) { return r.path == what.path && r.method == asked; });
    if (found == table.end()) co_return refusal_reply(error_code::bad_method);
    net::response reply = co_await found->handle(with, std::move(what));
    co_return reply;
}

}  // namespace srchat::api::routes
