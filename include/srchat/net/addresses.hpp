#pragma once
// A peer's address, known just long enough to hash it. IPv4 counts as /32 and IPv6 as /64; the key is made at start
// and never leaves the process, so that the hash means nothing to anybody else.

#include <boost/asio/ip/address.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/net/http.hpp"

namespace srchat::net {

class address_hasher {
public:
    address_hasher();
    address_key of(const boost::asio::ip::address& address) const;

private:
    std::array<std::uint8_t, 32> key_{};
};

// Proxies whose X-Forwarded-For counts: addresses or networks ("10.0.0.0/8", "fd00::/8").
class proxy_list {
public:
    // false if `text` is neither an address nor a network.
    bool add(std::string_view text);
    bool contains(const boost::asio::ip::address& address) const;
    // The client behind `peer`: the right-most forwarded address that is not a trusted proxy itself. Forwarded
    // addresses of a peer that is not trusted are ignored, and so is everything left of one that cannot be read.
    boost::asio::ip::address client(const boost::asio::ip::address& peer, std::string_view forwarded_for) const;

private:
    struct network {
        std::array<std::uint8_t, 16> bytes;  // IPv4 in its IPv6-mapped form
        unsigned bits;
    };
    std::vector<network> networks_;
};

}  // namespace srchat::net
