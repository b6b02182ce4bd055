#pragma once
// What admins did, and why. Written before the act, so that nothing is done without its entry.

#include "srchat/ports/audit.hpp"

namespace srchat::services {

class audit_log {
public:
    explicit audit_log(ports::audit& store) : store_{store} {}

    // Any shard. `subject` is an account's name, a room's or a complaint's id; never what somebody wrote.
    // Refusal: unavailable.
    task<result<void>> note(std::string admin, std::string act, std::string subject,
                            std::string reason = std::string{});
    struct page {
        std::vector<protocol::audit_view> entries;
        bool more = false;
    };
    task<result<page>> read(std::uint64_t before);

private:
    ports::audit& store_;
};

}  // namespace srchat::services
