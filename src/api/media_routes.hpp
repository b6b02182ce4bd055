#pragma once
// Pictures over HTTP: /api/rooms/<id>/media takes one, and /api/rooms/<id>/media/<media id> shows it to the room's members.

#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api::routes {

// Whether the path is where pictures are sent to, or one of theirs; the ids in it may be of nothing.
bool is_media_path(std::string_view path) noexcept;
bool is_media_upload(net::method m, std::string_view path) noexcept;

// Everything that can be said before the bytes come: session, membership, room for them, and the hourly limit. nullopt if
// they may come, and then `what` has the permit that post_media needs.
task<std::optional<net::response>> admit_media(const context& with, net::request& what);
task<net::response> post_media(const context& with, net::request what);
// Everything that is not there for this person is no_media, for whatever reason.
task<net::response> get_media(const context& with, net::request what);

}  // namespace srchat::api::routes
