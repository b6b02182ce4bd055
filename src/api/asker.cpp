#include "asker.hpp"

#include "session_cookie.hpp"

namespace srchat::api {

task<result<std::optional<services::session>>> find_asker(const context& with, const net::request& what) {
    secret_text token = session_token(what);
    if (token.empty()) co_return std::optional<services::session>{};
    result<std::optional<services::session>> who = co_await with.sessions.find(std::move(token));
    co_return who;
}

task<result<services::session>> require_asker(const context& with, const net::request& what) {
    result<std::optional<services::session>> who = co_await find_asker(with, what);
    if (!who) co_return who.error();
    if (!*who) co_return error_code::no_session;
    co_return std::move(**who);
}

}  // namespace srchat::api
