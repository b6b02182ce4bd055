#pragma once
// What an account may be called, which passwords it may have, and what its profile may say (docs/PROTOCOL.md, section 12).
// Pure.

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "srchat/base/private_text.hpp"
#include "srchat/base/result.hpp"

namespace srchat::core {

inline constexpr std::size_t account_name_min = 3;
inline constexpr std::size_t account_name_max = 24;
inline constexpr std::size_t account_password_min = 8;    // code points
inline constexpr std::size_t account_password_max = 128;  // likewise
inline constexpr std::size_t about_max = 160;             // likewise

// Refusals: name_invalid for anything but [a-z0-9_.-]{3,24} with a letter or digit at both ends; name_taken for names that
// would pass for the server's own voice, as if somebody had them.
result<void> check_account_name(std::string_view name);

// Whether a name, of an account or as shown, would pass for the server's own voice; with signs, spaces and look-alikes.
bool is_reserved_name(std::string_view name);

// Refusal: password_invalid, for what is too short, too long, or the name itself.
result<void> check_account_password(const secret_text& password, std::string_view name);

// A BCP 47 tag in its usual form, such as "de" or "pt-BR"; empty is fine.
bool is_language(std::string_view tag);

// One of the pictures that every client draws: "a0" to "a63".
bool is_avatar(std::string_view name);

}  // namespace srchat::core
