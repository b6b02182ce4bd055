#include "srchat/net/addresses.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <charconv>
#include <cstring>

#include "field_value.hpp"
#include "srchat/base/random.hpp"

namespace srchat::net {

namespace {

using boost::asio::ip::address;
using boost::asio::ip::make_address;

std::array<std::uint8_t, 16> mapped(const address& a) {
    const bool v4 = a.is_v4() || a.to_v6().is_v4_mapped();
    if (!v4) return a.to_v6().to_bytes();
    const auto four = a.is_v4() ? a.to_v4() : boost::asio::ip::make_address_v4(boost::asio::ip::v4_mapped, a.to_v6());
    std::array<std::uint8_t, 16> bytes{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    const auto tail = four.to_bytes();
    std::memcpy(bytes.data() + 12, tail.data(), tail.size());
    return bytes;
}

bool is_v4(const std::array<std::uint8_t, 16>& bytes) {
    static constexpr std::array<std::uint8_t, 12> prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return std::memcmp(bytes.data(), prefix.data(), prefix.size()) == 0;
}

bool same_prefix(const std::array<std::uint8_t, 16>& a, const std::array<std::uint8_t, 16>& b, unsigned bits) {
    const unsigned whole = bits / 8;
    if (std::memcmp(a.data(), b.data(), whole) != 0) return false;
    const unsigned rest = bits % 8;
    if (rest == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - rest));
    return (a[whole] & mask) == (b[whole] & mask);
}

}  // namespace

address_hasher::address_hasher() { random_bytes(key_); }

address_key address_hasher::of(const address& a) const {
    auto bytes = mapped(a);
    const std::size_t size = is_v4(bytes) ? 16 : 8;
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    HMAC(EVP_sha256(), key_.data(), static_cast<int>(key_.size()), bytes.data(), size, digest.data(), &length);
    address_key key;
    std::memcpy(&key.value, digest.data(), sizeof key.value);
    return key;
}

bool proxy_list::add(std::string_view text) {
    const std::size_t slash = text.find('/');
    boost::system::error_code ec;
    const address a = make_address(std::string{text.substr(0, slash)}, ec);
    if (ec) return false;
    const unsigned width = a.is_v4() ? 32 : 128;
    unsigned bits = width;
    if (slash != std::string_view::npos) {
        const std::string_view digits = text.substr(slash + 1);
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
        if (error != std::errc{} || end != digits.data() + digits.size() || bits > width) return false;
    }
    networks_.push_back({mapped(a), a.is_v4() ? bits + 96 : bits});
    return true;
}

bool proxy_list::contains(const address& a) const {
    const auto bytes = mapped(a);
    for (const network& n : networks_) {
        if (same_prefix(n.bytes, bytes, n.bits)) return true;
    }
    return false;
}

address proxy_list::client(const address& peer, std::string_view forwarded_for) const {
    address result = peer;
    while (contains(result) && !forwarded_for.empty()) {
        const std::size_t comma = forwarded_for.rfind(',');
        const std::string_view last =
            trimmed(comma == std::string_view::npos ? forwarded_for : forwarded_for.substr(comma + 1));
        boost::system::error_code ec;
        const address a = make_address(std::string{last}, ec);
        if (ec) break;
        result = a;
        forwarded_for = comma == std::string_view::npos ? std::string_view{} : forwarded_for.substr(0, comma);
    }
    return result;
}

}  // namespace srchat::net
