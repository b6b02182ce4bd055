#include "session_cookie.hpp"

#include "cookies.hpp"

namespace srchat::api {

namespace {
std::string_view cookie_name(const net::request& what) { return what.secure ? "__Host-sid" : "sid"; }
}  // namespace

secret_text session_token(const net::request& what) { return cookie_value(what, cookie_name(what)); }

void set_session_cookie(net::response& reply, const net::request& what, const secret_text& token,
                        std::chrono::seconds age) {
    set_cookie(reply, what, cookie_name(what), token, age);
}

}  // namespace srchat::api
