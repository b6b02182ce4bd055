#include "srchat/adapters/crypto/hasher.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>

namespace srchat::adapters::crypto {

std::array<std::uint8_t, 32> hasher::sha256(std::string_view bytes) const {
    std::array<std::uint8_t, 32> digest;
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

std::array<std::uint8_t, 32> hasher::hmac_sha256(std::string_view key, std::string_view bytes) const {
    std::array<std::uint8_t, 32> digest;
    unsigned length = digest.size();
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
         bytes.size(), digest.data(), &length);
    return digest;
}

}  // namespace srchat::adapters::crypto
