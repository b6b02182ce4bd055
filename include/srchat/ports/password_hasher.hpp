#pragma once
// Slow one-way functions for what people choose themselves: passwords of rooms and accounts.

#include <array>
#include <cstdint>

#include "srchat/base/private_text.hpp"
#include "srchat/base/result.hpp"
#include "srchat/base/task.hpp"

namespace srchat::ports {

class password_hasher {
public:
    virtual ~password_hasher() = default;
    // A verifier for the password, a line of ASCII with its own salt and parameters. Suspends for some 20 ms.
    // Refusal: overloaded.
    virtual task<result<secret_text>> make(secret_text password) = 0;
    // Whether the password is the verifier's. With an empty verifier false, after the same time. Refusal: overloaded.
    virtual task<result<bool>> verify(secret_text verifier, secret_text password) = 0;
    // A key of the words, always the same with the same salt (16 bytes): for what is found by it, and so must not have a salt
    // of its own. As slow as the others. Refusal: overloaded.
    virtual task<result<std::array<std::uint8_t, 32>>> derive(secret_text words, std::array<std::uint8_t, 16> salt) = 0;
};

}  // namespace srchat::ports
