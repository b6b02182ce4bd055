#pragma once
// One-way functions of OpenSSL. Stateless; any thread.

#include "srchat/ports/hasher.hpp"

namespace srchat::adapters::crypto {

class hasher final : public ports::hasher {
public:
    std::array<std::uint8_t, 32> sha256(std::string_view bytes) const override;
    std::array<std::uint8_t, 32> hmac_sha256(std::string_view key, std::string_view bytes) const override;
    std::array<std::uint8_t, 20> hmac_sha1(std::string_view key, std::string_view bytes) const override;
};

}  // namespace srchat::adapters::crypto
