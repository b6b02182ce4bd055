#pragma once
// The forms of textual settings: each says whether a text may stand there.

#include <string_view>

namespace srchat {

bool is_listen_address(std::string_view text);
bool is_folder(std::string_view text);
// An exact origin as browsers send it: lower case, no path, no default port; plain http only for this machine itself.
bool is_origin(std::string_view text);
// An address or network; one that covers every address would let anybody forge the client's address.
bool is_proxy_network(std::string_view text);
// Empty, or what libpq takes as a connection string.
bool is_database_url(std::string_view text);
// A line of 1 to 32 printable ASCII characters.
bool is_region(std::string_view text);
// "word: sentence", the word of up to 32 of a-z and _.
bool is_house_rule(std::string_view text);
// A line of 1 to 500 characters.
bool is_sentence(std::string_view text);
// Empty, or as is_listen_address().
bool is_own_listen_address(std::string_view text);
bool is_log_level(std::string_view text);
bool is_log_format(std::string_view text);

}  // namespace srchat
