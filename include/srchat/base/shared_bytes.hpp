#pragma once
// Bytes that several readers hold at once and nobody changes, such as a picture: too large to copy for each of them. Not
// to be logged, and overwritten when the last of them lets go. May be held on any shard.

#include <memory>
#include <string>

#include "srchat/base/private_text.hpp"

namespace srchat {

using shared_bytes = std::shared_ptr<const secret_text>;

// Takes the bytes over without copying them.
inline shared_bytes share(secret_text bytes) { return std::make_shared<const secret_text>(std::move(bytes)); }

}  // namespace srchat
