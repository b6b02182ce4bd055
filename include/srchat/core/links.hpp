#pragma once
// Whether a text leads somewhere else: the one notion of a link that names, profiles and the rules against spam share.

#include <string_view>

namespace srchat::core {

// A link as people write it: with a scheme, with "www.", or a domain with a common ending.
bool has_link(std::string_view text);

// A link, an address of a mail box, or an IPv4 address.
bool has_link_or_address(std::string_view text);

}  // namespace srchat::core
