#pragma once
// argon2id (RFC 9106) by libargon2, with verifiers as PHC strings: $argon2id$v=19$m=19456,t=2,p=1$SALT$TAG.

#include <array>
#include <cstdint>
#include <string>

#include "srchat/base/private_text.hpp"

namespace srchat::adapters::crypto::argon2id {

// Two passes over 19 MiB in one lane, as OWASP's password storage cheat sheet asks for; about 20 ms. Each thread that
// calls keeps its 19 MiB, wiped: to map and unmap them for each password would hold up all threads of the process.
secret_text verifier_of(const secret_text& password);

// Of the words and this salt, always the same.
std::array<std::uint8_t, 32> key_of(const secret_text& words, const std::array<std::uint8_t, 16>& salt);

// False also for what is no such verifier, or one that wants more memory than ours.
bool matches(const secret_text& verifier, const secret_text& password);

}  // namespace srchat::adapters::crypto::argon2id
