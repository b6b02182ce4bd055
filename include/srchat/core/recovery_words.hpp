#pragma once
// Six words that prove who somebody is, once a password is lost: 60 random bits that one can write down or say. Pure.

#include <cstdint>

#include "srchat/base/private_text.hpp"

namespace srchat::core {

// Of the lower 60 bits: six lower-case words with single spaces.
secret_text recovery_words(std::uint64_t random);

// What somebody typed, as recovery_words() writes it: lower case, and whatever stood between the words one space.
secret_text tidy_recovery_words(const secret_text& typed);

}  // namespace srchat::core
