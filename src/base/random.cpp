#include "srchat/base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstdlib>

namespace srchat {

void random_bytes(std::span<std::uint8_t> out) {
    std::size_t done = 0;
    while (done < out.size()) {
        const ssize_t n = ::getrandom(out.data() + done, out.size() - done, 0);
        if (n > 0) {
            done += static_cast<std::size_t>(n);
        } else if (errno != EINTR) {
            std::abort();  // a kernel without randomness cannot keep any promise
        }
    }
}

std::uint64_t random_below(std::uint64_t bound) {
    // Rejects the incomplete last stretch, so that every value is equally likely.
    const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;
    for (;;) {
        std::uint64_t value = 0;
        random_bytes({reinterpret_cast<std::uint8_t*>(&value), sizeof value});
        if (value < limit) return value % bound;
    }
}

std::string random_base62(std::size_t length) {
    static constexpr char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    std::string out(length, '0');
    for (char& c : out) c = digits[random_below(62)];
    return out;
}

}  // namespace srchat
