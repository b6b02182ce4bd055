#pragma once
// Who this server is: the values of Host it answers to and the one Origin that belongs to each of them. A page may only
// talk to the server it came from.

#include <string>
#include <string_view>
#include <vector>

namespace srchat::net {

struct site {
    struct name {
        std::string host;     // lower case, with the port unless it is the scheme's default
        std::string origin;   // scheme://host
        bool secure = false;  // https
    };
    std::vector<name> names;
    std::vector<std::string> hosts;  // the same hosts, for the gate

    // "https://chat.example.org" or "http://localhost:8080"; false if it is not an origin (RFC 6454, section 6.2).
    bool add(std::string_view origin);
    // The loopback names of a port that this process listens on.
    void add_loopback(unsigned short port);
    const name* find(std::string_view host) const noexcept;
};

}  // namespace srchat::net
