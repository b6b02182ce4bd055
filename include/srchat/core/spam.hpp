#pragma once
// The rules against spam, for one person in one room: what repeats, what holds a link too early, and what follows when
// somebody goes on although they were refused. Pure: the caller passes the time. Owner and shard: the room's home. None of
// it is in the log, and no text is kept: a message is remembered as a keyed hash.

#include <cstdint>
#include <string_view>
#include <vector>

#include "srchat/base/clock.hpp"

namespace srchat::core {

// Of each time: 0 turns the rule off.
struct spam_rules {
    milliseconds duplicate{0};    // the same text is refused for so long
    milliseconds guest_links{0};  // a guest sends no links for so long
    milliseconds strike{60'000};  // one strike is forgotten after so long
    std::uint32_t proof_at = 3;  // strikes from which each message needs a proof of work; of each of the three 0: never
    std::uint32_t mute_at = 6;
    std::uint32_t ban_at = 9;
    milliseconds mute{600'000};
};

// A text as it is compared: case, white space, invisible characters and letters that look alike make no difference.
struct folded_text {
    std::uint64_t hash = 0;  // keyed with a secret of the process
    std::size_t points = 0;  // without white space and invisible characters
};
folded_text fold(std::string_view text);

// Up to so many characters are no text but a nod, which may be repeated so often.
inline constexpr std::size_t nod_points = 3;
inline constexpr std::size_t nod_repeats = 3;

// What follows a strike.
enum class spam_step { warn, proof, mute, ban };

class spam_record {
public:
    // 0 if this may be said; else how long until it may.
    milliseconds repeated(const spam_rules& rules, const folded_text& text, time_point now) const;
    // It was said.
    void remember(const spam_rules& rules, const folded_text& text, time_point now);

    // A message was refused. A step is told once, when it is reached; in between it is a warning or the need of a proof.
    spam_step strike(const spam_rules& rules, time_point now);
    // Whether a message has to come with a proof of work now.
    bool wants_proof(const spam_rules& rules, time_point now) const noexcept;
    // A proof was asked for. True if that was too often in vain: who does not bring one is not waiting either.
    bool asked_in_vain() noexcept { return ++asked_ > asks_most; }
    void proven() noexcept { asked_ = 0; }
    // The mute that follows a strike lasts until then: nothing is forgotten meanwhile.
    void muted_until(time_point end) noexcept { counted_at_ = end; }
    // Somebody of the staff has forgiven.
    void forgive() noexcept {
        strikes_ = 0;
        asked_ = 0;
    }

    // A refused message names a time; one that comes before it was not waiting.
    bool is_impatient(time_point now) const noexcept { return now < asked_until_; }
    void ask_to_wait(time_point until) noexcept { asked_until_ = until; }

    // Nothing is left to remember.
    bool is_over(const spam_rules& rules, time_point now) const noexcept;

private:
    static constexpr unsigned asks_most = 5;
    struct said {
        std::uint64_t hash = 0;
        time_point at;
    };
    // What is left of the strikes; every begun one counts.
    double strikes_at(const spam_rules& rules, time_point now) const noexcept;

    std::vector<said> said_;  // oldest first, within rules.duplicate
    double strikes_ = 0;
    unsigned asked_ = 0;
    time_point counted_at_{};
    time_point asked_until_{};
};

}  // namespace srchat::core
