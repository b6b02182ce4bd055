#include "srchat/services/emergency.hpp"

#include <catch2/catch.hpp>

#include <chrono>
#include <iostream>

#include <string>

#include "srchat/adapters/crypto/hasher.hpp"

using namespace srchat;
using namespace srchat::services;
using namespace std::chrono_literals;

namespace {

const time_point t0 = from_ms(1'800'000'000'000);

std::string told(const std::optional<refusal>& why) { return why ? std::string{name_of(why->code)} : "yes"; }

struct fixture {
    emergency how_far{emergency_rules{}};
    adapters::crypto::hasher sha;
    proof_rules rules{4, 120s};
    proof_of_work proofs{sha, rules};
    newcomer_rules wanted;
    newcomers door{how_far, proofs, wanted};
};

}  // namespace

TEST_CASE("emergency: each level refuses what it names and what those above it refuse") {
    struct row {
        int level;
        const char *visit, *log_in, *register_, *guest_room;
    };
    for (const row& r : {row{5, "yes", "yes", "yes", "yes"}, row{4, "yes", "yes", "registration_closed", "yes"},
                         row{3, "yes", "yes", "registration_closed", "guests_closed"},
                         row{2, "proof_needed", "yes", "registration_closed", "guests_closed"},
                         row{1, "emergency", "emergency", "emergency", "guests_closed"}}) {
        INFO(r.level);
        fixture f;
        f.how_far.set(r.level);
        CHECK(f.how_far.level() == r.level);
        CHECK(told(f.door.visit(1, {}, t0)) == r.visit);
        CHECK(told(f.door.log_in()) == r.log_in);
        CHECK(told(f.door.register_(1, {}, t0)) == r.register_);
        CHECK(told(f.how_far.open_room(true)) == r.guest_room);
        CHECK(told(f.how_far.open_room(false)) == "yes");
    }
}

TEST_CASE("emergency: a level beyond the ends is the nearest one") {
    emergency how_far{emergency_rules{}};
    how_far.set(0);
    CHECK(how_far.level() == 1);
    how_far.set(9);
    CHECK(how_far.level() == 5);
}

TEST_CASE("emergency: registration and guests can be switched off and on by themselves") {
    fixture f;
    f.how_far.set_registration(false);
    CHECK(told(f.door.register_(1, {}, t0)) == "registration_closed");
    CHECK(told(f.door.visit(1, {}, t0)) == "yes");
    f.how_far.set_registration(true);
    CHECK(told(f.door.register_(1, {}, t0)) == "yes");
    f.how_far.set_guests(false);
    CHECK(told(f.door.visit(1, {}, t0)) == "guests_closed");
    CHECK(told(f.door.log_in()) == "yes");
}

TEST_CASE("emergency: each refusal says when to come back and what to do") {
    fixture f;
    f.how_far.set(1);
    for (const auto& why :
         {f.door.visit(1, {}, t0), f.door.log_in(), f.door.register_(1, {}, t0), f.how_far.open_room(true)}) {
        REQUIRE(why);
        CHECK(why->retry_after > 0ms);
        const std::string text = why->text.empty() ? std::string{text_of(why->code)} : why->text;
        CHECK(text.find("later") != std::string::npos);
    }
}

TEST_CASE("newcomers: proofs are bound to the address and to what they are for") {
    fixture f;
    f.wanted = {true, true};
    const auto asked = f.door.visit(7, {}, t0);
    REQUIRE(asked);
    REQUIRE(asked->proof);
    protocol::proof proof{asked->proof->challenge, "0"};
    for (int n = 0; leading_zero_bits(f.sha.sha256(proof.challenge + proof.nonce)) < 4; ++n)
        proof.nonce = std::to_string(n);
    CHECK(told(f.door.visit(8, proof, t0)) == "proof_needed");
    CHECK(told(f.door.register_(7, proof, t0)) == "proof_needed");
    CHECK(told(f.door.visit(7, proof, t0)) == "yes");
    CHECK(told(f.door.visit(7, proof, t0)) == "proof_needed");
}

TEST_CASE("emergency: a door that is open costs some nanoseconds", "[.][measure]") {
    fixture f;
    constexpr int rounds = 1'000'000;
    const auto begin = std::chrono::steady_clock::now();
    int refused = 0;
    for (int i = 0; i < rounds; ++i) {
        refused += f.door.visit(static_cast<std::uint64_t>(i), {}, t0) ? 1 : 0;
        refused += f.how_far.open_room(true) ? 1 : 0;
    }
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
    std::cout << "open door and open room: " << took.count() / rounds << " ns\n";
    CHECK(refused == 0);
    CHECK(took.count() / rounds < 1'000);
}
