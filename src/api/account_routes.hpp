#pragma once
// The routes of accounts (docs/PROTOCOL.md, section 12). Whoever calls them has checked Origin, header and content type.

#include <optional>
#include <string_view>

#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api::routes {

bool is_account_path(std::string_view path) noexcept;
// Any request to such a path.
task<net::response> account(const context& with, net::request what);

}  // namespace srchat::api::routes
