#include "srchat/base/private_text.hpp"

#include <string.h>

namespace srchat {

void cleanse(void* data, std::size_t size) noexcept {
    if (size > 0) ::explicit_bzero(data, size);
}

void cleanse(std::string& text) noexcept {
    cleanse(text.data(), text.capacity());  // the characters behind size() may be old ones
    text.clear();
}

}  // namespace srchat
