#pragma once
// Writes the head of a reply. Every reply carries the security headers; a dynamic one is never stored anywhere.

#include <string>

#include "srchat/net/http.hpp"

namespace srchat::net {

std::string reply_head(const response& what, std::size_t body_size, bool keep_alive);

}  // namespace srchat::net
