#pragma once
// The cookie of an admin: another one than that of people, so that neither is ever taken for the other.

#include "srchat/base/private_text.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api {

// Empty: the request has none.
secret_text admin_token(const net::request& what);
// It lasts as long as the browser is open; the server ends it sooner. An empty token takes it away.
void set_admin_cookie(net::response& reply, const net::request& what, const secret_text& token);

}  // namespace srchat::api
