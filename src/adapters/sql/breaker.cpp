#include "breaker.hpp"

namespace srchat::adapters::sql {

std::optional<breaker::ticket> breaker::admit(clock::time_point now) {
    const std::lock_guard hold{lock_};
    if (!open_) return ticket{round_, false};
    if (probing_ || now < next_probe_) return std::nullopt;
    probing_ = true;
    return ticket{round_, true};
}

bool breaker::valid(ticket of) {
    const std::lock_guard hold{lock_};
    return of.round == round_;
}

bool breaker::succeeded(ticket of) {
    const std::lock_guard hold{lock_};
    if (of.round != round_ || !of.probe) return false;
    open_ = probing_ = false;
    ++round_;
    return true;
}

bool breaker::failed(ticket of, clock::time_point now) {
    const std::lock_guard hold{lock_};
    if (of.round != round_) return false;
    const bool changed = !open_;
    open_ = true;
    probing_ = false;
    next_probe_ = now + probe_every_;
    ++round_;
    return changed;
}

void breaker::withdrawn(ticket of) {
    const std::lock_guard hold{lock_};
    if (of.round == round_ && of.probe) probing_ = false;
}

}  // namespace srchat::adapters::sql
