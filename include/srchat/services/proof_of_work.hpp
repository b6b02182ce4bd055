#pragma once
// Proofs of work (docs/PROTOCOL.md, section 16): asks for them and checks them. A challenge is bound to what it is for, to
// whom and to when by a MAC, so nothing is kept until one is solved; a solved one counts once. Owner: whoever asks, one per
// shard, since a proof is checked where its challenge was made. Nothing here suspends.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "srchat/base/clock.hpp"
#include "srchat/base/result.hpp"
#include "srchat/ports/hasher.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::services {

struct proof_rules {
    unsigned bits = 0;  // leading zero bits of the hash; 0: no proof is ever asked for
    milliseconds valid{120'000};
};

enum class proof_purpose : char { session = 's', register_ = 'r', say = 'w' };

class proof_of_work {
public:
    // Both outlive it.
    proof_of_work(const ports::hasher& hasher, const proof_rules& rules);
    ~proof_of_work();
    proof_of_work(const proof_of_work&) = delete;
    proof_of_work& operator=(const proof_of_work&) = delete;

    bool is_on() const noexcept { return rules_.bits > 0; }
    // `subject`: the bytes of who is asked, a person or the hash of an address.
    std::shared_ptr<const proof_challenge> ask(proof_purpose what, std::string_view subject, time_point now) const;
    // True once: if the challenge was made here for this purpose and subject, not too long ago, and is solved. Costs a MAC
    // and a hash, and less if the form is wrong.
    bool accept(proof_purpose what, std::string_view subject, const protocol::proof& proof, time_point now);
    // nullopt: it may go on. Else the refusal that asks for a proof.
    std::optional<refusal> require(proof_purpose what, std::string_view subject,
                                   const std::optional<protocol::proof>& proof, time_point now);

private:
    std::string mac(std::string_view head, std::string_view subject) const;

    const ports::hasher& hasher_;
    const proof_rules& rules_;
    std::array<std::uint8_t, 32> key_{};
    // Used ones in two generations: the older is forgotten as a whole, once none of it could be valid any more.
    std::unordered_set<std::string> used_;
    std::unordered_set<std::string> used_before_;
    time_point used_since_{};
};

// How many bits of a hash are zero before the first that is not.
unsigned leading_zero_bits(const std::array<std::uint8_t, 32>& hash) noexcept;

}  // namespace srchat::services
