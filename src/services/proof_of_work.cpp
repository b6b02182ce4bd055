#include "srchat/services/proof_of_work.hpp"

#include <bit>
#include <charconv>
#include <utility>

#include "srchat/base/private_text.hpp"
#include "srchat/base/random.hpp"

namespace srchat::services {

namespace {

// A challenge and a nonce of up to 17 characters fit into one block of SHA-256, so a try is one compression.
constexpr std::size_t time_digits = 12;  // milliseconds, hexadecimal
constexpr std::size_t salt_length = 6;
constexpr std::size_t head_length = 1 + time_digits + salt_length;
constexpr std::size_t mac_bytes = 9;
constexpr std::size_t challenge_length = head_length + 2 * mac_bytes;

std::string_view view_of(const auto& array) { return {reinterpret_cast<const char*>(array.data()), array.size()}; }

std::string hex(std::uint64_t value) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out(time_digits, '0');
    for (std::size_t i = time_digits; i-- > 0; value >>= 4) out[i] = digits[value & 15];
    return out;
}

std::optional<time_point> time_of(std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return from_ms(static_cast<std::int64_t>(value));
}

}  // namespace

unsigned leading_zero_bits(const std::array<std::uint8_t, 32>& hash) noexcept {
    unsigned bits = 0;
    for (const std::uint8_t byte : hash) {
        bits += static_cast<unsigned>(std::countl_zero(byte));
        if (byte != 0) break;
    }
    return bits;
}

proof_of_work::proof_of_work(const ports::hasher& hasher, const proof_rules& rules) : hasher_{hasher}, rules_{rules} {
    random_bytes(key_);
}

proof_of_work::~proof_of_work() { cleanse(key_.data(), key_.size()); }

std::string proof_of_work::mac(std::string_view head, std::string_view subject) const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string bound{head};  // of a fixed length, so that no subject can pass for a part of it
    bound += subject;
    const auto full = hasher_.hmac_sha256(view_of(key_), bound);
    std::string out;
    for (std::size_t i = 0; i < mac_bytes; ++i) {
        out += digits[full[i] >> 4];
        out += digits[full[i] & 15];
    }
    return out;
}

std::shared_ptr<const proof_challenge> proof_of_work::ask(proof_purpose what, std::string_view subject,
                                                          time_point now) const {
    std::string head{static_cast<char>(what)};
    head += hex(static_cast<std::uint64_t>(now.time_since_epoch().count()));
    head += random_base62(salt_length);
    head += mac(head, subject);
    return std::make_shared<const proof_challenge>(proof_challenge{std::move(head), rules_.bits});
}

bool proof_of_work::accept(proof_purpose what, std::string_view subject, const protocol::proof& proof, time_point now) {
    const std::string_view challenge = proof.challenge;
    if (challenge.size() != challenge_length || challenge.front() != static_cast<char>(what)) return false;
    const auto asked_at = time_of(challenge.substr(1, time_digits));
    if (!asked_at || *asked_at > now || now - *asked_at >= rules_.valid) return false;
    if (mac(challenge.substr(0, head_length), subject) != challenge.substr(head_length)) return false;
    if (leading_zero_bits(hasher_.sha256(proof.challenge + proof.nonce)) < rules_.bits) return false;
    if (now - used_since_ >= rules_.valid) {
        used_before_ = std::exchange(used_, {});
        if (now - used_since_ >= 2 * rules_.valid) used_before_.clear();
        used_since_ = now;
    }
    if (used_before_.contains(proof.challenge)) return false;
    return used_.insert(proof.challenge).second;
}

std::optional<refusal> proof_of_work::require(proof_purpose what, std::string_view subject,
                                              const std::optional<protocol::proof>& proof, time_point now) {
    if (!is_on()) return std::nullopt;
    if (proof && accept(what, subject, *proof, now)) return std::nullopt;
    refusal why{error_code::proof_needed};
    why.proof = ask(what, subject, now);
    return why;
}

}  // namespace srchat::services
