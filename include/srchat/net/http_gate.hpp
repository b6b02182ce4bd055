#pragma once
// Judges a request head before any parser sees it. RFC 9112 leaves a server many liberties; each that has carried an
// attack is refused here, so that this server and a proxy in front of it can never disagree on where a request ends.
// Pure: bytes in, verdict out.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/base/result.hpp"

namespace srchat::net {

struct head_limits {
    std::size_t bytes = 16'384;  // request line and fields, including the empty line
    std::size_t fields = 64;
};

// What of a head the server uses. Views point into the head.
struct request_head {
    std::string_view method;
    std::string_view target;  // as sent
    std::string path;         // percent-decoded
    std::string_view query;
    bool http_1_1 = true;
    bool keep_alive = true;
    std::size_t content_length = 0;
    std::vector<std::pair<std::string_view, std::string_view>> fields;  // in order, values trimmed

    // The first field of that name (any case), or nullopt.
    std::optional<std::string_view> field(std::string_view name) const noexcept;
    std::size_t count(std::string_view name) const noexcept;
    // The values of all fields of that name as one list (RFC 9110, section 5.3): proxies may add a line of their own
    // instead of extending the one that is there, and then the first line is the client's invention.
    std::string list(std::string_view name) const;
};

// `head` ends with the empty line. `hosts` are the allowed values of Host, lower case.
// Refusals: bad_request, headers_too_large.
result<request_head> judge_head(std::string_view head, std::span<const std::string> hosts, const head_limits& limits);

// ASCII only, as HTTP field names are.
bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept;

}  // namespace srchat::net
