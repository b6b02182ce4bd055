#include "srchat/services/proof_of_work.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <vector>

#include "srchat/adapters/crypto/hasher.hpp"

using namespace srchat;
using namespace srchat::services;
using namespace std::chrono_literals;

namespace {

const time_point t0 = from_ms(1'800'000'000'000);
const adapters::crypto::hasher sha;

protocol::proof solve(const proof_challenge& asked) {
    for (std::uint64_t n = 0;; ++n) {
        const std::string nonce = std::to_string(n);
        if (leading_zero_bits(sha.sha256(asked.challenge + nonce)) >= asked.bits) return {asked.challenge, nonce};
    }
}

protocol::proof unsolved(const proof_challenge& asked) {
    for (std::uint64_t n = 0;; ++n) {
        const std::string nonce = std::to_string(n);
        if (leading_zero_bits(sha.sha256(asked.challenge + nonce)) < asked.bits) return {asked.challenge, nonce};
    }
}

struct fixture {
    proof_rules rules{8, 120s};
    proof_of_work proofs{sha, rules};
    bool accepts(const protocol::proof& p, time_point now, std::string_view whose = "ann",
                 proof_purpose what = proof_purpose::say) {
        return proofs.accept(what, whose, p, now);
    }
};

}  // namespace

TEST_CASE("proof of work: leading zero bits are counted over bytes") {
    std::array<std::uint8_t, 32> hash{};
    CHECK(leading_zero_bits(hash) == 256);
    hash[0] = 0x80;
    CHECK(leading_zero_bits(hash) == 0);
    hash[0] = 0x01;
    CHECK(leading_zero_bits(hash) == 7);
    hash[0] = 0;
    hash[1] = 0x10;
    CHECK(leading_zero_bits(hash) == 11);
}

TEST_CASE("proof of work: a solved challenge counts once") {
    fixture f;
    const auto asked = f.proofs.ask(proof_purpose::say, "ann", t0);
    CHECK(asked->bits == 8);
    const protocol::proof proof = solve(*asked);
    CHECK(f.accepts(proof, t0 + 1s));
    CHECK_FALSE(f.accepts(proof, t0 + 1s));
    protocol::proof other = solve(*asked);
    other.nonce += "x";
    while (leading_zero_bits(sha.sha256(other.challenge + other.nonce)) < 8) other.nonce += "x";
    CHECK_FALSE(f.accepts(other, t0 + 1s));  // another solution of the same challenge
    CHECK_FALSE(f.accepts(proof, t0 + 119s));
}

TEST_CASE("proof of work: one that is used stays used while others come and go") {
    fixture f;
    const protocol::proof proof = solve(*f.proofs.ask(proof_purpose::say, "ann", t0));
    CHECK(f.accepts(proof, t0 + 1s));
    for (int i = 1; i < 119; ++i) {
        const time_point now = t0 + i * 1s;
        CHECK(f.accepts(solve(*f.proofs.ask(proof_purpose::say, "ann", now)), now));
        CHECK_FALSE(f.accepts(proof, now));
    }
}

TEST_CASE("proof of work: it is bound to purpose and person") {
    fixture f;
    const protocol::proof proof = solve(*f.proofs.ask(proof_purpose::say, "ann", t0));
    CHECK_FALSE(f.accepts(proof, t0, "bob"));
    CHECK_FALSE(f.accepts(proof, t0, "ann", proof_purpose::session));
    protocol::proof renamed = proof;
    renamed.challenge[0] = static_cast<char>(proof_purpose::session);
    CHECK_FALSE(f.accepts(renamed, t0, "ann", proof_purpose::session));
    CHECK(f.accepts(proof, t0));
}

TEST_CASE("proof of work: it ends two minutes after it was asked for, to the millisecond") {
    fixture f;
    const protocol::proof early = solve(*f.proofs.ask(proof_purpose::say, "ann", t0));
    const protocol::proof late = solve(*f.proofs.ask(proof_purpose::say, "ann", t0));
    CHECK(f.accepts(early, t0 + 119'999ms));
    CHECK_FALSE(f.accepts(late, t0 + 120s));
    CHECK_FALSE(f.accepts(late, t0 - 1ms));  // from the future
}

TEST_CASE("proof of work: what is not solved, altered or of another start is refused") {
    fixture f;
    const auto asked = f.proofs.ask(proof_purpose::say, "ann", t0);
    CHECK_FALSE(f.accepts(unsolved(*asked), t0));
    const protocol::proof good = solve(*asked);
    for (std::size_t i = 0; i < good.challenge.size(); ++i) {
        proof_challenge altered = *asked;
        altered.challenge[i] = altered.challenge[i] == '0' ? '1' : '0';
        CHECK_FALSE(f.accepts(solve(altered), t0));
    }
    for (const char* nonsense : {"", "w", "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww"})
        CHECK_FALSE(f.accepts({nonsense, "0"}, t0));
    proof_of_work another_start{sha, f.rules};
    CHECK_FALSE(another_start.accept(proof_purpose::say, "ann", good, t0));
    CHECK(f.accepts(good, t0));
}

TEST_CASE("proof of work: none is asked for while it is off, and a wrong one gets another challenge") {
    fixture f;
    CHECK(f.proofs.require(proof_purpose::say, "ann", {}, t0)->code == error_code::proof_needed);
    const auto again = f.proofs.require(proof_purpose::say, "ann", protocol::proof{"x", "y"}, t0);
    REQUIRE(again);
    REQUIRE(again->proof);
    CHECK_FALSE(f.proofs.require(proof_purpose::say, "ann", solve(*again->proof), t0));
    f.rules.bits = 0;
    CHECK_FALSE(f.proofs.is_on());
    CHECK_FALSE(f.proofs.require(proof_purpose::say, "ann", {}, t0));
}

TEST_CASE("proof of work: challenge and a long nonce fit into one block of the hash") {
    fixture f;
    CHECK(f.proofs.ask(proof_purpose::say, "ann", t0)->challenge.size() + 16 <= 55);
}

TEST_CASE("proof of work: checking costs microseconds", "[.][measure]") {
    fixture f;
    constexpr int rounds = 20'000;
    const auto asked = f.proofs.ask(proof_purpose::say, "ann", t0);
    const protocol::proof wrong = unsolved(*asked);
    const auto begin = std::chrono::steady_clock::now();
    int accepted = 0;
    for (int i = 0; i < rounds; ++i) accepted += f.accepts(wrong, t0) ? 1 : 0;
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    std::cout << "verify: " << took.count() / rounds << " us\n";
    CHECK(accepted == 0);
}
