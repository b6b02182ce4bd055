#pragma once
// What `srchat version` says.

#include <string>

namespace srchat {

std::string version_text(bool json);

}  // namespace srchat
