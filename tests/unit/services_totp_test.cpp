#include "srchat/services/totp.hpp"

#include <catch2/catch.hpp>

#include "srchat/adapters/crypto/hasher.hpp"

using namespace srchat;
namespace totp = srchat::services::totp;

namespace {
const adapters::crypto::hasher hasher;
const secret_text rfc_secret{"12345678901234567890"};
time_point seconds(std::int64_t s) { return from_ms(s * 1000); }
}  // namespace

TEST_CASE("totp: the codes are those of RFC 6238, appendix B, cut to six digits") {
    struct row {
        std::int64_t at;
        const char* code;
    };
    for (const auto& [at, code] : {row{59, "287082"}, row{1111111109, "081804"}, row{1111111111, "050471"},
                                   row{1234567890, "005924"}, row{2000000000, "279037"}, row{20000000000, "353130"}}) {
        CHECK(totp::code_at(hasher, rfc_secret, totp::step_of(seconds(at))) == code);
    }
}

TEST_CASE("totp: a code is good in its step and one to either side, and tells which it was") {
    const time_point now = seconds(1'800'000'000);
    const std::uint64_t step = totp::step_of(now);
    const std::string code = totp::code_at(hasher, rfc_secret, step);
    for (const int off : {-30, 0, 30})
        CHECK(totp::find_step(hasher, rfc_secret, code, now + std::chrono::seconds{off}) == step);
    for (const int off : {-60, 60}) {
        const auto found = totp::find_step(hasher, rfc_secret, code, now + std::chrono::seconds{off});
        CHECK((!found || *found != step));
    }
    for (const char* wrong : {"", "1", "12345", "1234567", "abcdef"})
        CHECK_FALSE(totp::find_step(hasher, rfc_secret, wrong, now).has_value());
}

TEST_CASE("totp: base32 is that of RFC 4648, section 10, without padding") {
    CHECK(totp::base32("") == "");
    CHECK(totp::base32("f") == "MY");
    CHECK(totp::base32("fo") == "MZXQ");
    CHECK(totp::base32("foo") == "MZXW6");
    CHECK(totp::base32("foob") == "MZXW6YQ");
    CHECK(totp::base32("fooba") == "MZXW6YTB");
    CHECK(totp::base32("foobar") == "MZXW6YTBOI");
    CHECK(
        totp::uri("Chat", "ann", rfc_secret) ==
        "otpauth://totp/Chat:ann?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Chat&algorithm=SHA1&digits=6&period=30");
}
