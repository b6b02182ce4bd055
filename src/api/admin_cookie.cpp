#include "admin_cookie.hpp"

#include "cookies.hpp"

namespace srchat::api {

namespace {
std::string_view cookie_name(const net::request& what) { return what.secure ? "__Host-admin" : "admin"; }
}  // namespace

secret_text admin_token(const net::request& what) { return cookie_value(what, cookie_name(what)); }

void set_admin_cookie(net::response& reply, const net::request& what, const secret_text& token) {
    set_cookie(reply, what, cookie_name(what), token,
               token.empty() ? std::optional{std::chrono::seconds{0}} : std::nullopt);
}

}  // namespace srchat::api
