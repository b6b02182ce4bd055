#pragma once
// Scripts and look-alikes by UTS 39, on top of ICU's spoof checker. The checkers are made once, at first use, and are
// only read after that, so every thread may use them.

#include <unicode/unistr.h>

#include <string>
#include <string_view>

namespace srchat::core {

// Whether the letters belong to no single writing system. Digits, punctuation and symbols go with any.
bool mixes_scripts(const icu::UnicodeString& name);

std::string unicode_key(const icu::UnicodeString& name);

// The same key for printable ASCII, by a table of single characters.
std::string ascii_key(std::string_view name);

}  // namespace srchat::core
