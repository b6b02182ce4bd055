#pragma once
// The session's cookie (RFC 6265): __Host-sid over https, and plain sid on a loopback host, where browsers refuse the prefix
// without https.

#include "srchat/net/http.hpp"

namespace srchat::api {

// The token in the request's cookie, or empty.
secret_text session_token(const net::request& what);
// Sets it for `age`; an age of zero clears it.
void set_session_cookie(net::response& reply, const net::request& what, const secret_text& token,
                        std::chrono::seconds age);

}  // namespace srchat::api
