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

namespace {

template <std::size_t Length>
std::array<std::uint8_t, Length> hmac(const EVP_MD* hash, std::string_view key, std::string_view bytes) {
    std::array<std::uint8_t, Length> digest;
    unsigned length = digest.size();
    HMAC(hash, key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(bytes.data()),
         bytes.size(), digest.data(), &length);
    return digest;
}

}  // namespace

std::array<std::uint8_t, 32> hasher::hmac_sha256(std::string_view key, std::string_view bytes) const {
    return hmac<32>(EVP_sha256(), key, bytes);
}

std::array<std::uint8_t, 20> hasher::hmac_sha1(std::string_view key, std::string_view bytes) const {
    return hmac<20>(EVP_sha1(), key, bytes);
}

}  // namespace srchat::adapters::crypto
