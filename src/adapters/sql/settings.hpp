#pragma once
// The port over run-time settings for any engine.

#include "srchat/ports/settings.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class settings final : public ports::settings {
public:
    explicit settings(workers& on) : workers_{on} {}

    task<result<std::map<std::string, std::string>>> all() override;
    task<result<void>> set(std::string key, std::string value) override;
    task<result<std::string>> find_or_set(std::string key, std::string value) override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
