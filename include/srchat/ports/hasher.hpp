#pragma once
// One-way functions. Slow ones for passwords come beside these.

#include <array>
#include <cstdint>
#include <string_view>

namespace srchat::ports {

class hasher {
public:
    virtual ~hasher() = default;
    // SHA-256 (FIPS 180-4); for values with 256 random bits only, never for passwords.
    virtual std::array<std::uint8_t, 32> sha256(std::string_view bytes) const = 0;
    // HMAC-SHA-256 (RFC 2104).
    virtual std::array<std::uint8_t, 32> hmac_sha256(std::string_view key, std::string_view bytes) const = 0;
    // HMAC-SHA-1, for one-time codes only (RFC 4226), which every authenticator knows with it.
    virtual std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view bytes) const = 0;
};

}  // namespace srchat::ports
