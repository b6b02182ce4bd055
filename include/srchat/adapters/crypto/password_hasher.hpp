#pragma once
// argon2id on the worker pool. Any shard may call it.

#include "srchat/ports/password_hasher.hpp"
#include "srchat/runtime/worker_pool.hpp"

namespace srchat::adapters::crypto {

class password_hasher final : public ports::password_hasher {
public:
    explicit password_hasher(runtime::worker_pool& workers);

    task<result<secret_text>> make(secret_text password) override;
    task<result<bool>> verify(secret_text verifier, secret_text password) override;
    task<result<std::array<std::uint8_t, 32>>> derive(secret_text words, std::array<std::uint8_t, 16> salt) override;

private:
    runtime::worker_pool& workers_;
    secret_text nobodys_;  // compared with where there is no verifier, so that the answer takes as long
};

}  // namespace srchat::adapters::crypto
