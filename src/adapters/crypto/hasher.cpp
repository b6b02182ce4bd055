#include "srchat/adapters/crypto/hasher.hpp"

#include <openssl/sha.h>

namespace srchat::adapters::crypto {

std::array<std::uint8_t, 32> hasher::sha256(std::string_view bytes) const {
    std::array<std::uint8_t, 32> digest;
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

}  // namespace srchat::adapters::crypto
