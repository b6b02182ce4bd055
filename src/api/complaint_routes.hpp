#pragma once
// Complaints, bug reports and appeals over HTTP (docs/PROTOCOL.md, section 18).

#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api::routes {

bool is_complaint_path(std::string_view path);
task<net::response> complaint(const context& with, net::request what);

}  // namespace srchat::api::routes
