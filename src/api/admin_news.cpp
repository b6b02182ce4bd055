// What concerns the whole server: overview, announcements, audit log, settings.

#include <array>
#include <charconv>

#include "admin_routes.hpp"
#include "reply.hpp"
#include "srchat/protocol/account_bodies.hpp"

namespace srchat::api::routes {

namespace {

task<net::response> get_overview(admin_call call, net::request) {
    const protocol::overview_view now = co_await call.with.overview.now();
    co_return json_reply(200, protocol::encode_http(now));
}

task<net::response> get_all_announcements(admin_call call, net::request) {
    result<std::vector<protocol::announcement_view>> all = co_await call.with.announcements.list();
    if (!all) co_return refusal_reply(all.error());
    co_return json_reply(200, protocol::encode_http(*all));
}

task<net::response> post_announcement(admin_call call, net::request what) {
    result<protocol::announcement_request> asked = protocol::decode_announcement(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<protocol::announcement_view> made =
        co_await call.with.announcements.add(std::move(call.who.name), std::move(*asked));
    if (!made) co_return refusal_reply(made.error());
    co_return json_reply(201, protocol::encode_http(*made));
}

task<net::response> post_withdrawal(admin_call call, net::request what) {
    const result<void> asked = protocol::decode_empty_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<void> removed = co_await call.with.announcements.remove(std::move(call.who.name), std::move(call.arg));
    if (!removed) co_return refusal_reply(removed.error());
    net::response reply;
    reply.status = 204;
    co_return reply;
}

task<net::response> get_audit(admin_call call, net::request what) {
    const std::string before = query_value(what.query, "before");
    std::uint64_t number = 0;
    const auto [end, wrong] = std::from_chars(before.data(), before.data() + before.size(), number);
    if (!before.empty() && (wrong != std::errc{} || end != before.data() + before.size())) {
        refusal why{error_code::bad_field};
        why.field = "before";
        co_return refusal_reply(why);
    }
    result<services::audit_log::page> page = co_await call.with.audit.read(number);
    if (!page) co_return refusal_reply(page.error());
    co_return json_reply(200, protocol::encode_http(page->entries, page->more));
}

task<net::response> get_settings(admin_call call, net::request) {
    co_return json_reply(200, protocol::encode_http(call.with.settings.now()));
}

task<net::response> patch_settings(admin_call call, net::request what) {
    result<protocol::settings_request> asked = protocol::decode_settings(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<protocol::settings_view> now =
        co_await call.with.settings.change(std::move(call.who.name), std::move(*asked));
    if (!now) co_return refusal_reply(now.error());
    co_return json_reply(200, protocol::encode_http(*now));
}

constexpr std::array news_table{
    admin_route{net::method::get, "overview", false, get_overview},
    admin_route{net::method::get, "announcements", false, get_all_announcements},
    admin_route{net::method::post, "announcements", false, post_announcement},
    admin_route{net::method::post, "announcements/*/remove", false, post_withdrawal},
    admin_route{net::method::get, "audit", false, get_audit},
    admin_route{net::method::get, "settings", false, get_settings},
    admin_route{net::method::patch, "settings", true, patch_settings},
};

}  // namespace

std::span<const admin_route> admin_news_routes() { return news_table; }

}  // namespace srchat::api::routes
