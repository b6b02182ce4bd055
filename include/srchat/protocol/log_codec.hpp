#pragma once
// The entries of a room's log as bytes, for logs that are kept outside of this process. Opaque to whoever keeps them: a
// version byte, then each field in its order, integers as LEB128, texts with their length before them. The same entry always
// gives the same bytes, and what was not made by encode() is refused, whatever it is.

#include <optional>
#include <string>
#include <string_view>

#include "srchat/protocol/log_entry.hpp"

namespace srchat::protocol {

secret_text encode_draft(const log_draft& what);
// nullopt: these are no bytes of a draft of this version.
std::optional<log_draft> decode_draft(std::string_view bytes);

}  // namespace srchat::protocol
