#pragma once
// How far this server is closed just now: a level from 5 (open) to 1 (nobody new), each including those above it, and two
// switches. May be read and set from any shard; whoever keeps the values over a restart sets them again. And the door for
// newcomers, on shard 0, which also asks them for proofs of work.

#include <atomic>
#include <cstdint>
#include <optional>

#include "srchat/services/proof_of_work.hpp"

namespace srchat::services {

struct emergency_rules {
    int level = 5;
    bool registration = true;     // new accounts are made
    bool guests = true;           // visitors without an account come in
    milliseconds retry{300'000};  // when to try again; nobody knows better
};

class emergency {
public:
    static constexpr int open = 5, no_registration = 4, no_guest_rooms = 3, proofs = 2, nobody_new = 1;

    explicit emergency(const emergency_rules& rules);

    int level() const noexcept { return level_.load(std::memory_order_relaxed); }
    // Anything beyond 1 to 5 is taken for the nearest of them.
    void set(int level) noexcept;
    bool registration() const noexcept { return registration_.load(std::memory_order_relaxed); }
    void set_registration(bool on) noexcept { registration_.store(on, std::memory_order_relaxed); }
    bool guests() const noexcept { return guests_.load(std::memory_order_relaxed); }
    void set_guests(bool on) noexcept { guests_.store(on, std::memory_order_relaxed); }

    // nullopt: it may be done. Who is in already is never asked.
    std::optional<refusal> visit() const;                // emergency, guests_closed
    std::optional<refusal> log_in() const;               // emergency
    std::optional<refusal> register_() const;            // emergency, registration_closed
    std::optional<refusal> open_room(bool guest) const;  // guests_closed
    bool wants_proofs() const noexcept { return level() <= proofs; }

private:
    refusal later(error_code code, const char* text = "") const;

    const milliseconds retry_;
    std::atomic<int> level_;
    std::atomic<bool> registration_;
    std::atomic<bool> guests_;
};

struct newcomer_rules {
    bool proof_session = false;   // of every new visitor, not only from level 2 on
    bool proof_register = false;  // of every new account
};

class newcomers {
public:
    // All outlive it.
    newcomers(const emergency& how_far, proof_of_work& proofs, const newcomer_rules& rules)
        : emergency_{how_far}, proofs_{proofs}, rules_{rules} {}

    // On shard 0; nullopt: come in. `address` is the keyed hash. Refusals: those of emergency, and proof_needed.
    std::optional<refusal> visit(std::uint64_t address, const std::optional<protocol::proof>& proof, time_point now);
    std::optional<refusal> log_in() const { return emergency_.log_in(); }
    std::optional<refusal> register_(std::uint64_t address, const std::optional<protocol::proof>& proof,
                                     time_point now);

private:
    const emergency& emergency_;
    proof_of_work& proofs_;
    const newcomer_rules& rules_;
};

}  // namespace srchat::services
