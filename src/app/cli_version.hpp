#pragma once
// What `srchat version` says.

#include <string>

namespace srchat {

std::string version_text(bool json);
// Such as "0.1.0".
std::string version_number();

}  // namespace srchat
