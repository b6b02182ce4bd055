#pragma once
// Names for people who brought none, such as "Quiet Otter".

#include <cstdint>
#include <string>

namespace srchat::core {

// One of some ten thousand names of two ASCII words; the same number gives the same name.
std::string guest_name(std::uint64_t random);

// The same with a number from 2 to 9999 behind it, for when the plain names that were tried are in use.
std::string numbered_guest_name(std::uint64_t random);

}  // namespace srchat::core
