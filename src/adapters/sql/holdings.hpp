#pragma once
// The port over holdings for any engine. The statements are the same in all of them.

#include "srchat/ports/holdings.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class holdings final : public ports::holdings {
public:
    explicit holdings(workers& on) : workers_{on} {}

    std::vector<std::string_view> classes() const override;
    task<result<std::vector<protocol::held>>> count() override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
