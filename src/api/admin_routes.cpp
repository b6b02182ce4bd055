#include "admin_routes.hpp"

#include <array>

#include "admin_cookie.hpp"
#include "reply.hpp"
#include "srchat/protocol/account_bodies.hpp"
#include "static_files.hpp"

namespace srchat::api::routes {

namespace {

using services::admins;
constexpr std::string_view admin_root = "/admin";
constexpr std::string_view admin_api = "/admin/api/";
constexpr std::string_view login_page = "/admin/login";
// The page asks for it again and again.
constexpr std::string_view overview_path = "/admin/api/overview";
constexpr std::string_view login_path = "/admin/api/login";

// The same as for a path that nothing serves.
net::response nothing_here() { return refusal_reply(error_code::not_found); }

net::response me(int status, const admins::admin& who) {
    return json_reply(status, protocol::encode_http(protocol::admin_view{who.name, who.confirmed_until, who.idle}));
}

task<net::response> get_me(admin_call call, net::request) { co_return me(200, call.who); }

task<net::response> post_logout(admin_call call, net::request what) {
    const result<void> asked = protocol::decode_empty_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    secret_text token = admin_token(what);
    const result<void> ended = co_await call.with.admins.log_out(std::move(token));
    if (!ended) co_return refusal_reply(ended.error());
    net::response reply;
    reply.status = 204;
    set_admin_cookie(reply, what, secret_text{});
    co_return reply;
}

task<net::response> post_confirm(admin_call call, net::request what) {
    result<protocol::admin_login_request> asked = protocol::decode_admin_login(what.body.reveal(), false);
    if (!asked) co_return refusal_reply(asked.error());
    secret_text token = admin_token(what);
    result<admins::admin> who = co_await call.with.admins.confirm(std::move(token), std::move(*asked));
    if (!who) co_return refusal_reply(who.error());
    co_return me(200, *who);
}

constexpr std::array own_routes{
    admin_route{net::method::get, "me", false, get_me},
    admin_route{net::method::post, "logout", false, post_logout},
    admin_route{net::method::post, "confirm", false, post_confirm},
};

task<net::response> post_login(const context& with, net::request what) {
    result<protocol::admin_login_request> asked = protocol::decode_admin_login(what.body.reveal(), true);
    if (!asked) co_return refusal_reply(asked.error());
    result<admins::entered> in = co_await with.admins.log_in(std::move(*asked), what.address.value);
    if (!in) co_return refusal_reply(in.error());
    net::response reply = me(200, in->who);
    set_admin_cookie(reply, what, in->token);
    co_return reply;
}

// Matches "complaints/*/claim" and keeps what stands for the star.
bool fits(std::string_view pattern, std::string_view path, std::string& arg) {
    const std::size_t star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == path;
    const std::string_view before = pattern.substr(0, star);
    const std::string_view after = pattern.substr(star + 1);
    if (!path.starts_with(before) || !path.ends_with(after) || path.size() <= before.size() + after.size())
        return false;
    const std::string_view middle = path.substr(before.size(), path.size() - before.size() - after.size());
    arg = middle;
    return middle.find('/') == std::string_view::npos;
}

struct found_route {
    const admin_route* route = nullptr;
    std::string arg;
    bool known = false;  // the path is one, with whatever method
};

found_route find(net::method method, std::string_view path) {
    found_route found;
    const net::method asked = method == net::method::head ? net::method::get : method;
    for (const auto table : {std::span<const admin_route>{own_routes}, admin_complaint_routes(), admin_room_routes(),
                             admin_people_routes(), admin_news_routes()}) {
        for (const admin_route& route : table) {
            std::string arg;
            if (!fits(route.path, path, arg)) continue;
            found.known = true;
            if (route.method != asked) continue;
            found.route = &route;
            found.arg = std::move(arg);
        }
    }
    return found;
}

task<net::response> api(const context& with, net::request what, admins::admin who) {
    const std::string path = what.path.substr(admin_api.size());
    found_route found = find(what.method, path);
    if (found.route == nullptr) co_return refusal_reply(found.known ? error_code::bad_method : error_code::not_found);
    if (found.route->needs_confirmation && who.confirmed_until <= server_clock::now())
        co_return refusal_reply(error_code::confirm_needed);
    admin_call call{with, std::move(who), std::move(found.arg)};
    task<net::response> running = found.route->handle(std::move(call), std::move(what));
    net::response reply = co_await std::move(running);
    co_return reply;
}

net::response document(std::span<const asset> page, net::request what) {
    what.path = admin_root;
    std::optional<net::response> file = static_file(page, what);
    return file ? std::move(*file) : nothing_here();
}

}  // namespace

bool is_admin_path(std::string_view path) {
    return path.starts_with(admin_root) && (path.size() == admin_root.size() || path[admin_root.size()] == '/');
}

bool takes_admin_body(net::method m, std::string_view path) {
    return path.starts_with(admin_api) && (m == net::method::post || m == net::method::patch);
}

task<net::response> refuse_admin(const context& with, net::request what, refusal why) {
    secret_text token = admin_token(what);
    if (token.empty()) co_return nothing_here();
    result<std::optional<admins::admin>> who = co_await with.admins.find(std::move(token));
    if (!who) co_return refusal_reply(who.error());
    co_return *who ? refusal_reply(why) : nothing_here();
}

task<net::response> admin(const context& with, std::span<const asset> page, net::request what) {
    const bool reading = what.method == net::method::get || what.method == net::method::head;
    const bool at_login =
        (what.path == login_page && reading) || (what.path == login_path && what.method == net::method::post);
    if (at_login) {
        const bool any = co_await with.admins.any();
        if (!any) co_return nothing_here();
        if (what.path == login_page) co_return document(page, std::move(what));
        net::response reply = co_await post_login(with, std::move(what));
        co_return reply;
    }
    secret_text token = admin_token(what);
    if (token.empty()) co_return nothing_here();
    result<std::optional<admins::admin>> who = co_await with.admins.find(std::move(token), what.path == overview_path);
    if (!who) co_return refusal_reply(who.error());
    if (!*who) co_return nothing_here();
    if (!what.path.starts_with(admin_api)) co_return reading ? document(page, std::move(what)) : nothing_here();
    net::response reply = co_await api(with, std::move(what), std::move(**who));
    co_return reply;
}

}  // namespace srchat::api::routes
