#pragma once
// Keeps callers from waiting for a database that does not answer: after one failure everybody is refused at once, but for
// one probe every now and then; the first that succeeds lets everybody in again. Any thread.

#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>

namespace srchat::adapters::sql {

class breaker {
public:
    using clock = std::chrono::steady_clock;
    // Stands for one call that was let through. What is said of a ticket from before the last change of state is ignored.
    struct ticket {
        std::uint64_t round;
        bool probe;
    };

    explicit breaker(std::chrono::milliseconds probe_every) : probe_every_{probe_every} {}

    // nullopt: refused.
    std::optional<ticket> admit(clock::time_point now);
    // False if the state has changed since: who still waits with this ticket need not be let through any more.
    bool valid(ticket of);
    // Each true if that has changed whether calls are let through.
    bool succeeded(ticket of);
    bool failed(ticket of, clock::time_point now);
    // The call was never made: nothing is known.
    void withdrawn(ticket of);

private:
    const std::chrono::milliseconds probe_every_;
    std::mutex lock_;
    std::uint64_t round_ = 0;
    bool open_ = false;
    bool probing_ = false;
    clock::time_point next_probe_;
};

}  // namespace srchat::adapters::sql
