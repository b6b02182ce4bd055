#pragma once
// Sends the embedded page: validated by content hash, compressed as the browser likes, hashed names for ever.

#include <optional>
#include <span>

#include "srchat/api/asset.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api {

// nullopt if no file has that path. The paths of rooms get the page itself.
std::optional<net::response> static_file(std::span<const asset> page, const net::request& what);

}  // namespace srchat::api
