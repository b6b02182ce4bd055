#include "srchat/services/totp.hpp"

#include <array>

namespace srchat::services::totp {

namespace {
constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t digits = 6;
constexpr std::uint32_t modulus = 1'000'000;

bool same(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) difference |= static_cast<unsigned char>(a[i] ^ b[i]);
    return difference == 0;
}
}  // namespace

std::uint64_t step_of(time_point utc) noexcept { return static_cast<std::uint64_t>(to_ms(utc) / step_ms); }

std::string code_at(const ports::hasher& hasher, const secret_text& secret, std::uint64_t step) {
    std::array<char, 8> counter;
    for (std::size_t i = 0; i < counter.size(); ++i) counter[7 - i] = static_cast<char>(step >> (8 * i) & 0xFF);
    const auto mac = hasher.hmac_sha1(secret.reveal(), {counter.data(), counter.size()});
    // RFC 4226, 5.3: the last nibble says where the 31 bits stand.
    const std::size_t at = mac[19] & 0x0F;
    const std::uint32_t bits = (static_cast<std::uint32_t>(mac[at]) & 0x7F) << 24 |
                               static_cast<std::uint32_t>(mac[at + 1]) << 16 |
                               static_cast<std::uint32_t>(mac[at + 2]) << 8 | static_cast<std::uint32_t>(mac[at + 3]);
    std::string code = std::to_string(bits % modulus);
    code.insert(0, digits - code.size(), '0');
    return code;
}

std::optional<std::uint64_t> find_step(const ports::hasher& hasher, const secret_text& secret, std::string_view code,
                                       time_point utc) {
    const std::uint64_t now = step_of(utc);
    std::optional<std::uint64_t> found;
    for (const std::uint64_t step : {now - 1, now, now + 1}) {
        if (same(code_at(hasher, secret, step), code)) found = step;
    }
    return found;
}

std::string base32(std::string_view bytes) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t bits = 0;
    unsigned held = 0;
    for (const char c : bytes) {
        bits = bits << 8 | static_cast<unsigned char>(c);
        held += 8;
        while (held >= 5) {
            held -= 5;
            out += alphabet[bits >> held & 31];
        }
    }
    if (held > 0) out += alphabet[bits << (5 - held) & 31];
    return out;
}

std::string uri(std::string_view issuer, std::string_view name, const secret_text& secret) {
    std::string out = "otpauth://totp/";
    out.append(issuer).append(":").append(name).append("?secret=").append(base32(secret.reveal()));
    out.append("&issuer=").append(issuer).append("&algorithm=SHA1&digits=6&period=30");
    return out;
}

}  // namespace srchat::services::totp
