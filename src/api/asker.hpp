#pragma once
// Who asks over HTTP, by the cookie.

#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api {

// nullopt: without a session. Refusal of both: unavailable.
task<result<std::optional<services::session>>> find_asker(const context& with, const net::request& what);
// Refusal also: no_session.
task<result<services::session>> require_asker(const context& with, const net::request& what);

}  // namespace srchat::api
