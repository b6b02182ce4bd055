#pragma once
// The routes under /api, by noun. Whoever calls them has checked Origin, header and content type.

#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api::routes {

inline constexpr std::string_view room_prefix = "/api/rooms/";  // then the room's id

task<net::response> get_session(const context& with, net::request what);
task<net::response> post_session(const context& with, net::request what);
task<net::response> delete_session(const context& with, net::request what);
task<net::response> get_rooms(const context& with, net::request what);
task<net::response> get_room(const context& with, net::request what);
task<net::response> get_transparency(const context& with, net::request what);
task<net::response> get_held_of_me(const context& with, net::request what);
task<net::response> get_announcements(const context& with, net::request what);
task<net::response> refuse(error_code why);

}  // namespace srchat::api::routes
