#pragma once
// The routes under /api, by noun. Whoever calls them has checked Origin, header and content type.

#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api::routes {

asio::awaitable<net::response> get_session(const context& with, net::request what);
asio::awaitable<net::response> post_session(const context& with, net::request what);
asio::awaitable<net::response> delete_session(const context& with, net::request what);
asio::awaitable<net::response> get_rooms(const context& with, net::request what);
asio::awaitable<net::response> get_room(const context& with, net::request what);
asio::awaitable<net::response> refuse(error_code why);

}  // namespace srchat::api::routes
