#include "srchat/services/emergency.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace srchat::services {

namespace {
using address_bytes = std::array<char, sizeof(std::uint64_t)>;
address_bytes bytes_of(std::uint64_t address) {
    address_bytes out;
    std::memcpy(out.data(), &address, sizeof address);
    return out;
}
}  // namespace

emergency::emergency(const emergency_rules& rules)
    : retry_{rules.retry},
      level_{std::clamp(rules.level, nobody_new, open)},
      registration_{rules.registration},
      guests_{rules.guests} {}

void emergency::set(int level) noexcept {
    level_.store(std::clamp(level, nobody_new, open), std::memory_order_relaxed);
}

refusal emergency::later(error_code code, const char* text) const {
    refusal why{code, text};
    why.retry_after = retry_;
    return why;
}

std::optional<refusal> emergency::visit() const {
    if (level() <= nobody_new) return later(error_code::emergency);
    if (!guests())
        return later(error_code::guests_closed,
                     "Guests are not let in just now. Log in with an account, or try again later.");
    return std::nullopt;
}

std::optional<refusal> emergency::log_in() const {
    if (level() <= nobody_new) return later(error_code::emergency);
    return std::nullopt;
}

std::optional<refusal> emergency::register_() const {
    if (level() <= nobody_new) return later(error_code::emergency);
    if (level() <= no_registration || !registration()) return later(error_code::registration_closed);
    return std::nullopt;
}

std::optional<refusal> emergency::open_room(bool guest) const {
    if (!guest || level() > no_guest_rooms) return std::nullopt;
    return later(error_code::guests_closed,
                 "Guests open no rooms just now. Join one, log in with an account, or try again later.");
}

std::optional<refusal> newcomers::visit(std::uint64_t address, const std::optional<protocol::proof>& proof,
                                        time_point now) {
    if (auto why = emergency_.visit()) return why;
    if (!rules_.proof_session && !emergency_.wants_proofs()) return std::nullopt;
    const address_bytes whose = bytes_of(address);
    return proofs_.require(proof_purpose::session, {whose.data(), whose.size()}, proof, now);
}

std::optional<refusal> newcomers::register_(std::uint64_t address, const std::optional<protocol::proof>& proof,
                                            time_point now) {
    if (auto why = emergency_.register_()) return why;
    if (!rules_.proof_register && !emergency_.wants_proofs()) return std::nullopt;
    const address_bytes whose = bytes_of(address);
    return proofs_.require(proof_purpose::register_, {whose.data(), whose.size()}, proof, now);
}

}  // namespace srchat::services
