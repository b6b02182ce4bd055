#include "srchat/adapters/crypto/password_hasher.hpp"

#include <sodium.h>

#include <cstdlib>
#include <cstring>
#include <string>

#include "srchat/base/random.hpp"

namespace srchat::adapters::crypto {

namespace {

constexpr unsigned long long passes = 2;
constexpr std::size_t memory = std::size_t{19} * 1024 * 1024;
constexpr std::chrono::seconds busy_retry{1};

secret_text verifier_of(const secret_text& password) {
    std::string out(crypto_pwhash_STRBYTES, '\0');
    const std::string& text = password.reveal();
    const int failed =
        crypto_pwhash_str_alg(out.data(), text.data(), text.size(), passes, memory, crypto_pwhash_ALG_ARGON2ID13);
    if (failed != 0) std::abort();  // only without memory
    out.resize(std::strlen(out.c_str()));
    return secret_text{std::move(out)};
}

refusal busy() {
    refusal why{error_code::overloaded};
    why.retry_after = busy_retry;
    return why;
}

}  // namespace

password_hasher::password_hasher(runtime::worker_pool& workers) : workers_{workers} {
    if (sodium_init() < 0) std::abort();
    nobodys_ = verifier_of(secret_text{random_base62(22)});
}

task<result<secret_text>> password_hasher::make(secret_text password) {
    auto work = [text = std::move(password)] { return verifier_of(text); };
    std::optional<secret_text> made = co_await workers_.run(std::move(work));
    if (!made) co_return busy();
    co_return std::move(*made);
}

task<result<bool>> password_hasher::verify(secret_text verifier, secret_text password) {
    const bool real = !verifier.empty();
    auto work = [stored = real ? std::move(verifier) : nobodys_, text = std::move(password)] {
        const std::string& tried = text.reveal();
        return crypto_pwhash_str_verify(stored.reveal().c_str(), tried.data(), tried.size()) == 0;
    };
    const std::optional<bool> right = co_await workers_.run(std::move(work));
    if (!right) co_return busy();
    co_return real&&* right;
}

}  // namespace srchat::adapters::crypto
