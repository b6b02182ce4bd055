#pragma once
// A file of the web page, ready to be sent. All views point into the binary.

#include <string_view>

namespace srchat::api {

struct asset {
    std::string_view path;  // "/index.html"
    std::string_view type;
    std::string_view etag;  // quoted, strong
    std::string_view identity;
    std::string_view brotli;  // empty: not stored in that form
    std::string_view gzip;
    bool immutable = false;  // its name carries a hash of its content
};

}  // namespace srchat::api
