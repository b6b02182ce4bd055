#include "srchat/adapters/crypto/password_hasher.hpp"

#include "argon2id.hpp"
#include "srchat/base/random.hpp"

namespace srchat::adapters::crypto {

namespace {

constexpr std::chrono::seconds busy_retry{1};

refusal busy() {
    refusal why{error_code::overloaded};
    why.retry_after = busy_retry;
    return why;
}

}  // namespace

password_hasher::password_hasher(runtime::worker_pool& workers)
    : workers_{workers}, nobodys_{argon2id::verifier_of(secret_text{random_base62(22)})} {}

task<result<secret_text>> password_hasher::make(secret_text password) {
    auto work = [text = std::move(password)] { return argon2id::verifier_of(text); };
    std::optional<secret_text> made = co_await workers_.run(std::move(work));
    if (!made) co_return busy();
    co_return std::move(*made);
}

task<result<bool>> password_hasher::verify(secret_text verifier, secret_text password) {
    const bool real = !verifier.empty();
    auto work = [stored = real ? std::move(verifier) : nobodys_, text = std::move(password)] {
        return argon2id::matches(stored, text);
    };
    const std::optional<bool> right = co_await workers_.run(std::move(work));
    if (!right) co_return busy();
    co_return real&&* right;
}

task<result<std::array<std::uint8_t, 32>>> password_hasher::derive(secret_text words,
                                                                   std::array<std::uint8_t, 16> salt) {
    auto work = [text = std::move(words), salt] { return argon2id::key_of(text, salt); };
    std::optional<std::array<std::uint8_t, 32>> key = co_await workers_.run(std::move(work));
    if (!key) co_return busy();
    co_return *key;
}

}  // namespace srchat::adapters::crypto
