#pragma once
// What is decided against accounts: suspensions, for a time or for good, where a second admin has to agree to the latter;
// warnings, which the person is told once; and resets. Lives on shard 0; its methods may be called from any shard.

#include <set>

#include "srchat/ports/accounts.hpp"
#include "srchat/ports/admins.hpp"
#include "srchat/ports/sanctions.hpp"
#include "srchat/protocol/admin_bodies.hpp"
#include "srchat/services/accounts.hpp"
#include "srchat/services/audit_log.hpp"
#include "srchat/services/rooms.hpp"
#include "srchat/services/sessions.hpp"

namespace srchat::services {

struct sanction_stores {
    ports::accounts& accounts;
    ports::sanctions& sanctions;
    ports::admins& admins;
};

class sanctions {
public:
    // All outlive it.
    sanctions(sanction_stores stores, accounts& accounts, sessions& sessions, rooms& rooms, audit_log& audit);
    void start();

    // Refusals of all: no_person, unavailable.
    task<result<protocol::subject_view>> find(std::string name);
    // Either what has become of the person, or the proposal that waits for another admin.
    struct outcome {
        std::optional<protocol::subject_view> person;
        std::optional<protocol::proposal_view> proposal;
    };
    task<result<outcome>> suspend(std::string admin, std::string name, protocol::suspend_request what);
    task<result<outcome>> suspend(std::string admin, person_id person, protocol::suspend_request what);
    task<result<protocol::subject_view>> unsuspend(std::string admin, std::string name, std::string reason);
    struct reset_result {
        protocol::subject_view person;
        secret_text recovery;  // if it is new
    };
    task<result<reset_result>> reset(std::string admin, std::string name, protocol::reset_request what);
    task<result<std::vector<protocol::proposal_view>>> proposals();
    // Refusals also: no_proposal, not_allowed.
    task<result<protocol::subject_view>> decide(std::string admin, std::string id, bool accept);
    // Tells the person, now or when they come, that they broke this rule. Refusal: unavailable.
    task<result<void>> warn(person_id person, std::string rule);

    // From sessions, on shard 0.
    void on_presence(const services::sessions::presence& now);

private:
    task<result<ports::account_record>> named(std::string name);
    task<result<protocol::subject_view>> view(ports::account_record account);
    task<result<outcome>> suspend_account(std::string admin, ports::account_record account,
                                          protocol::suspend_request what);
    // Ends everything that the account has open.
    task<result<void>> put_out(person_id person, ports::suspension what);
    task<void> tell(person_id person);
    task<void> load();
    task<void> sweep();

    sanction_stores stores_;
    accounts& accounts_;
    sessions& sessions_;
    rooms& rooms_;
    audit_log& audit_;
    std::set<person_id> warned_;  // whom a warning waits for
};

}  // namespace srchat::services
