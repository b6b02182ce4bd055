#pragma once
// Time-based one-time codes (RFC 6238) as authenticators make them: HMAC-SHA-1, 30 s, six digits. Pure.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "srchat/base/clock.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/ports/hasher.hpp"

namespace srchat::services::totp {

inline constexpr std::size_t secret_bytes = 20;

// The code of a step, six digits.
std::string code_at(const ports::hasher& hasher, const secret_text& secret, std::uint64_t step);
std::uint64_t step_of(time_point utc) noexcept;
// The step that the code belongs to, among that of `utc` and one to either side; nullopt: it is wrong. Whether it was used
// already is the caller's to know: a step counts once.
std::optional<std::uint64_t> find_step(const ports::hasher& hasher, const secret_text& secret, std::string_view code,
                                       time_point utc);
// For people and for authenticators: base32 without padding (RFC 4648), and the URI that makes a QR code.
std::string base32(std::string_view bytes);
std::string uri(std::string_view issuer, std::string_view name, const secret_text& secret);

}  // namespace srchat::services::totp
