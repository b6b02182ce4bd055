#pragma once
// Random bytes of the operating system (getrandom(2)); aborts if the kernel has none, which it always has.

#include <cstdint>
#include <span>
#include <string>

namespace srchat {

void random_bytes(std::span<std::uint8_t> out);
// Uniform in [0, bound); bound > 0.
std::uint64_t random_below(std::uint64_t bound);
// `length` characters of [0-9A-Za-z], 5.95 bits each.
std::string random_base62(std::size_t length);

}  // namespace srchat
