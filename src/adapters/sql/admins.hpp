#pragma once
// The port over admins for any engine. The statements are the same in all of them.

#include "srchat/ports/admins.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class admins final : public ports::admins {
public:
    explicit admins(workers& on) : workers_{on} {}

    task<result<bool>> create(ports::admin_record who) override;
    task<result<std::optional<ports::admin_record>>> find(std::string name) override;
    task<result<std::vector<ports::admin_record>>> list() override;
    task<result<bool>> change_secrets(std::string name, secret_text password, secret_text totp) override;
    task<result<bool>> remove(std::string name) override;
    task<result<bool>> use_step(std::string name, std::uint64_t step) override;
    task<result<void>> log_in(ports::token_hash token, ports::admin_login login) override;
    task<result<std::optional<ports::admin_login>>> find_login(ports::token_hash token) override;
    task<result<void>> touch(ports::token_hash token, time_point seen, std::optional<time_point> confirmed) override;
    task<result<void>> log_out(ports::token_hash token) override;
    task<result<void>> sweep(time_point seen) override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
