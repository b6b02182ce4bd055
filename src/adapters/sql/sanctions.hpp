#pragma once
// The port over sanctions for any engine.

#include "srchat/ports/sanctions.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class sanctions final : public ports::sanctions {
public:
    explicit sanctions(workers& on) : workers_{on} {}

    task<result<bool>> suspend(person_id person, ports::suspension what) override;
    task<result<bool>> lift(person_id person) override;
    task<result<std::optional<ports::suspension>>> find(person_id person, time_point now) override;
    task<result<void>> warn(person_id person, std::string rule, time_point at) override;
    task<result<std::vector<std::string>>> take_warnings(person_id person) override;
    task<result<std::vector<person_id>>> warned() override;
    task<result<void>> propose(ports::proposal what) override;
    task<result<std::vector<ports::proposal>>> proposals() override;
    task<result<ports::proposal>> decide(ports::proposal_id id, std::string by, bool accept) override;
    task<result<void>> sweep(time_point now, time_point old) override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
