#pragma once
// The port over announcements for any engine.

#include "srchat/ports/announcements.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class announcements final : public ports::announcements {
public:
    explicit announcements(workers& on) : workers_{on} {}

    task<result<void>> add(protocol::announcement_view what) override;
    task<result<bool>> remove(std::string id) override;
    task<result<std::vector<protocol::announcement_view>>> list(time_point now) override;
    task<result<void>> sweep(time_point now) override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
