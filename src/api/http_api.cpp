#include "srchat/api/http_api.hpp"

#include "account_routes.hpp"
#include "admin_routes.hpp"
#include "complaint_routes.hpp"
#include "media_routes.hpp"
#include "reply.hpp"
#include "routes.hpp"
#include "srchat/api/connection.hpp"
#include "session_cookie.hpp"
#include "srchat/runtime/metrics.hpp"
#include "static_files.hpp"

namespace srchat::api {

namespace {
constexpr std::size_t session_body_max = 1'024;
constexpr std::size_t account_body_max = 4'096;
constexpr std::size_t admin_body_max = 16'384;
constexpr std::size_t complaint_body_max = 32'768;
constexpr std::string_view session_path = "/api/session";

bool reads(net::method m) { return m == net::method::get || m == net::method::head; }

// What every request that changes something must have (SECURITY, "Sessions"): a page of another site can send neither.
std::optional<refusal> foreign(const net::request& what) {
    if (reads(what.method)) return std::nullopt;
    if (!what.origin_ok) return refusal{error_code::bad_origin};
    if (!what.has_custom_header) return refusal{error_code::missing_header};
    const bool json = what.content_type == "application/json" || what.content_type.starts_with("application/json;");
    const bool wants_json = what.method != net::method::delete_ && !routes::is_media_upload(what.method, what.path);
    if (wants_json && !json) return refusal{error_code::not_json};
    return std::nullopt;
}
}  // namespace

http_api::http_api(const context& with, std::span<const asset> page, http_settings settings)
    : context_{with}, page_{page}, settings_{settings} {}

std::size_t http_api::body_limit(net::method m, std::string_view path) const {
    if (m == net::method::post && path == session_path) return session_body_max;
    const bool writes = m == net::method::post || m == net::method::patch;
    if (writes && routes::is_account_path(path)) return account_body_max;
    if (writes && routes::is_complaint_path(path)) return complaint_body_max;
    if (settings_.admin != admin_door::elsewhere && routes::takes_admin_body(m, path)) return admin_body_max;
    return routes::is_media_upload(m, path) ? static_cast<std::size_t>(context_.uploads.rules().max_bytes) : 0;
}

task<std::optional<net::response>> http_api::admit_body(net::request& what) {
    if (!routes::is_media_upload(what.method, what.path)) co_return std::nullopt;
    if (const auto why = foreign(what)) co_return refusal_reply(*why);
    std::optional<net::response> refused = co_await routes::admit_media(context_, what);
    co_return refused;
}

net::response http_api::refuse(const refusal& why) const { return refusal_reply(why); }

net::response http_api::health(std::string_view path) const {
    const bool well = path == "/livez" || ready_;
    return json_reply(well ? 200 : 503, protocol::encode_status(well ? "ok" : "draining"));
}

task<net::response> http_api::handle(net::request what) {
    const std::string_view path = what.path;
    if (settings_.admin != admin_door::elsewhere && routes::is_admin_path(path)) {
        // Whoever is no admin is told nothing, not even that a request was malformed.
        const std::optional<refusal> why = foreign(what);
        task<net::response> route = why ? routes::refuse_admin(context_, std::move(what), *why)
                                        : routes::admin(context_, page_, std::move(what));
        net::response reply = co_await std::move(route);
        co_return reply;
    }
    const bool file = path.starts_with("/assets/") || path == "/favicon.svg";
    if (settings_.admin == admin_door::only && !file && path != "/livez" && path != "/readyz" && path != "/healthz")
        co_return refusal_reply(error_code::not_found);
    net::response reply = co_await public_route(std::move(what));
    co_return reply;
}

task<net::response> http_api::public_route(net::request what) {
    const std::string_view path = what.path;
    if (const auto why = foreign(what)) co_return refusal_reply(*why);
    if (path.starts_with("/api/")) {
        net::response reply = co_await api_route(std::move(what));
        co_return reply;
    }
    if (!reads(what.method)) co_return refusal_reply(error_code::bad_method);
    if (path == "/livez" || path == "/readyz" || path == "/healthz") co_return health(path);
    if (path == "/metrics" && settings_.metrics && what.direct_loopback) {
        net::response reply;
        reply.content_type = "text/plain; version=0.0.4; charset=utf-8";
        reply.body = runtime::render_metrics(context_.shards);
        co_return reply;
    }
    if (path == "/ws")
        co_return refusal_reply(refusal{error_code::bad_request, "This address takes WebSocket connections only."});
    if (std::optional<net::response> file = static_file(page_, what)) co_return std::move(*file);
    co_return refusal_reply(error_code::not_found);
}

task<net::response> http_api::api_route(net::request what) {
    const std::string_view path = what.path;
    const bool reading = reads(what.method);
    task<net::response> route = [&] {
        if (path == session_path && reading) return routes::get_session(context_, std::move(what));
        if (path == session_path && what.method == net::method::post)
            return routes::post_session(context_, std::move(what));
        if (path == session_path && what.method == net::method::delete_)
            return routes::delete_session(context_, std::move(what));
        if (routes::is_account_path(path)) return routes::account(context_, std::move(what));
        if (routes::is_complaint_path(path)) return routes::complaint(context_, std::move(what));
        if (path == "/api/announcements" && reading) return routes::get_announcements(context_, std::move(what));
        if (path == "/api/transparency" && reading) return routes::get_transparency(context_, std::move(what));
        if (path == "/api/transparency/me" && reading) return routes::get_held_of_me(context_, std::move(what));
        if (path == "/api/rooms" && reading) return routes::get_rooms(context_, std::move(what));
        if (routes::is_media_upload(what.method, path)) return routes::post_media(context_, std::move(what));
        if (routes::is_media_path(path) && reading) return routes::get_media(context_, std::move(what));
        if (path.starts_with("/api/rooms/") && reading) return routes::get_room(context_, std::move(what));
        const bool known = path == session_path || path == "/api/rooms" || path.starts_with("/api/transparency") ||
                           path.starts_with("/api/rooms/");
        return routes::refuse(known ? error_code::bad_method : error_code::not_found);
    }();
    net::response reply = co_await std::move(route);
    co_return reply;
}

task<std::unique_ptr<net::socket_user>> http_api::admit(net::request what, net::response& refused) {
    if (what.path != "/ws" || settings_.admin == admin_door::only) {
        refused = refusal_reply(error_code::not_found);
        co_return nullptr;
    }
    if (!what.origin_ok) {
        refused = refusal_reply(error_code::bad_origin);
        co_return nullptr;
    }
    if (!ready_) {
        refusal busy{error_code::overloaded, "The server is restarting. Try again in a moment."};
        busy.retry_after = std::chrono::seconds{2};
        refused = refusal_reply(busy);
        co_return nullptr;
    }
    secret_text token = session_token(what);
    if (token.empty()) {
        refused = refusal_reply(error_code::no_session);
        co_return nullptr;
    }
    const std::uint64_t address = what.address.value;
    result<services::session> who = co_await context_.sessions.open_socket(std::move(token), address);
    if (!who) {
        refused = refusal_reply(who.error());
        co_return nullptr;
    }
    std::unique_ptr<net::socket_user> user = std::make_unique<connection>(context_, std::move(*who), address);
    co_return user;
}

}  // namespace srchat::api
