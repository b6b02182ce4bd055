#pragma once
// Replies of the HTTP API.

#include "srchat/net/http.hpp"

namespace srchat::api {

net::response json_reply(int status, std::string body);
net::response refusal_reply(const refusal& why);
// The text of a query's parameter, percent-decoded; empty if there is none.
std::string query_value(std::string_view query, std::string_view name);

}  // namespace srchat::api
