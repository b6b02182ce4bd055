#pragma once
// What a person or room may be called, and when two names are the same (docs/PROTOCOL.md, section 11). By Unicode:
// UAX 15 for NFC, UAX 24 for scripts, UTS 39 for letters that look alike.

#include <cstddef>
#include <string>
#include <string_view>

#include "srchat/base/result.hpp"

namespace srchat::core {

inline constexpr std::size_t max_person_name_points = 32;
inline constexpr std::size_t max_room_name_points = 48;

// The name as it will be shown: in NFC, without outer white space, with single inner spaces, 1..max_points code points.
// Refusal: name_invalid, with a sentence that says which rule was broken and holds nothing of the name. A name in any
// one writing system passes, also one of several scripts such as Japanese.
result<std::string> clean_name(std::string_view text, std::size_t max_points);

// The key under which a name is unique: equal for names that look alike. `clean` comes from clean_name. The key is for
// comparing only and never shown. Names of other scripts that look entirely Latin get the Latin name's key.
std::string name_key(std::string_view clean);

// Text as it is searched: case folded by Unicode, so that "ÜBER" finds "Über".
std::string search_key(std::string_view text);

}  // namespace srchat::core
