#pragma once
// Cookies that hold a token (RFC 6265): HttpOnly, SameSite=Strict, for the whole of this host and no other.

#include <chrono>
#include <optional>
#include <string_view>

#include "srchat/base/private_text.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api {

// The request's cookie of that name, or empty.
secret_text cookie_value(const net::request& what, std::string_view name);
// Without an age it lasts as long as the browser is open; an age of zero clears it.
void set_cookie(net::response& reply, const net::request& what, std::string_view name, const secret_text& token,
                std::optional<std::chrono::seconds> age);

}  // namespace srchat::api
