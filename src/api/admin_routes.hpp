#pragma once
// Administration over HTTP (docs/PROTOCOL.md, section 20): who may, one table of all routes, and what runs in them. To anybody
// who is no admin every path here looks as if it were not there.

#include <span>
#include <string>

#include "srchat/api/asset.hpp"
#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api::routes {

bool is_admin_path(std::string_view path);
// Page and API.
task<net::response> admin(const context& with, std::span<const asset> page, net::request what);
// A request that lacks what every change needs: told so to admins only.
task<net::response> refuse_admin(const context& with, net::request what, refusal why);
// Whether an admin is asked for something, for who decides about bodies before there is one to look at.
bool takes_admin_body(net::method m, std::string_view path);

// What a route's handler gets beside the request.
struct admin_call {
    const context& with;
    services::admins::admin who;
    std::string arg;  // the path's variable part: an id or a name
};
using admin_handler = task<net::response> (*)(admin_call, net::request);

struct admin_route {
    net::method method;
    std::string_view path;  // below /admin/api/; "*" is the variable part
    bool needs_confirmation;
    admin_handler handle;
};

// By subject, one file each.
std::span<const admin_route> admin_complaint_routes();
std::span<const admin_route> admin_room_routes();
std::span<const admin_route> admin_people_routes();
std::span<const admin_route> admin_news_routes();

}  // namespace srchat::api::routes
