#pragma once
// The port over the audit log for any engine.

#include "srchat/ports/audit.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class audit final : public ports::audit {
public:
    explicit audit(workers& on) : workers_{on} {}

    task<result<void>> add(protocol::audit_view entry) override;
    task<result<std::vector<protocol::audit_view>>> page(std::uint64_t before, std::uint32_t most) override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
