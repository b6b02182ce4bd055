#include "asker.hpp"
#include "reply.hpp"
#include "routes.hpp"
#include "session_cookie.hpp"

namespace srchat::api::routes {

namespace {

net::response whoami(int status, const std::optional<services::session>& who) {
    if (!who) return json_reply(status, protocol::encode_http(std::nullopt, std::nullopt));
    return json_reply(status, protocol::encode_http(who->who, who->info));
}

std::chrono::seconds age_of(const protocol::session_info& session) {
    return std::chrono::duration_cast<std::chrono::seconds>(session.ends_at - server_clock::now());
}

}  // namespace

task<net::response> get_session(const context& with, net::request what) {
    result<std::optional<services::session>> who = co_await find_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    co_return whoami(200, *who);
}

task<net::response> post_session(const context& with, net::request what) {
    result<protocol::session_request> asked = protocol::decode_session_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<std::optional<services::session>> who = co_await find_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    if (*who) co_return whoami(200, *who);
    if (asked->name) {
        const person_id nobody{};
        const result<void> free = co_await with.accounts.check_free(*asked->name, nobody);
        if (!free) co_return refusal_reply(free.error());
    }
    result<services::started_session> started =
        co_await with.sessions.begin(std::move(asked->name), what.address.value, std::move(asked->proof));
    if (!started) co_return refusal_reply(started.error());
    net::response reply = whoami(201, started->who);
    set_session_cookie(reply, what, started->token, age_of(started->who.info));
    co_return reply;
}

task<net::response> delete_session(const context& with, net::request what) {
    const result<void> ended = co_await with.sessions.end(session_token(what));
    if (!ended) co_return refusal_reply(ended.error());
    net::response reply;
    reply.status = 204;
    set_session_cookie(reply, what, secret_text{}, std::chrono::seconds{0});
    reply.headers.emplace_back("Clear-Site-Data", secret_text{"\"cache\", \"cookies\", \"storage\""});
    co_return reply;
}

}  // namespace srchat::api::routes
