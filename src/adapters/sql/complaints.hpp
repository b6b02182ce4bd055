#pragma once
// The port over complaints for any engine. The statements are the same in all of them.

#include "srchat/ports/complaints.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class complaints final : public ports::complaints {
public:
    explicit complaints(workers& on) : workers_{on} {}

    task<result<void>> add(ports::complaint_record what, std::optional<ports::receipt_hash> receipt) override;
    task<result<std::optional<ports::complaint_record>>> find(ports::complaint_id id) override;
    task<result<std::optional<ports::complaint_record>>> find_by_receipt(ports::receipt_hash receipt) override;
    task<result<std::vector<ports::complaint_record>>> of(person_id reporter, std::uint32_t most) override;
    task<result<std::vector<ports::complaint_record>>> queue(ports::complaint_filter which,
                                                             std::uint32_t most) override;
    task<result<ports::complaint_record>> change(ports::complaint_id id, rule decide) override;
    task<result<ports::complaint_counts>> counts() override;
    task<result<std::pair<std::uint64_t, std::uint64_t>>> purge(time_point decided, time_point silent,
                                                                time_point now) override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
