#pragma once
// Complaints as staff works on them: the queue, the thread, and what is done about it. Everything that is done is in the
// audit log first. Any shard may call it.

#include "srchat/services/audit_log.hpp"
#include "srchat/services/complaints.hpp"
#include "srchat/services/sanctions.hpp"

namespace srchat::services {

class cases {
public:
    // All outlive it.
    cases(complaint_stores stores, complaints& reporters, sanctions& sanctions, rooms& rooms, audit_log& audit);

    struct page {
        std::vector<protocol::case_view> all;
        bool more = false;
    };
    // Refusals of all: no_complaint, unavailable; of what changes something also complaint_closed and complaint_taken.
    task<result<page>> queue(ports::complaint_filter which);
    task<result<protocol::case_view>> find(std::string id);
    task<result<protocol::case_view>> claim(std::string admin, std::string id);
    task<result<protocol::case_view>> release(std::string admin, std::string id);
    task<result<protocol::case_view>> reply(std::string admin, std::string id, std::string text);
    task<result<protocol::case_view>> note(std::string admin, std::string id, std::string text);
    // Upheld: whom it is about is told which rule was broken.
    task<result<protocol::case_view>> resolve(std::string admin, std::string id, protocol::resolve_request what);
    // The name of the account that it is about, also behind a pseudonym. Refusal also: no_person.
    task<result<std::string>> reveal(std::string admin, std::string id, std::string reason);
    struct acted {
        protocol::case_view complaint;
        std::optional<protocol::proposal_view> proposal;
    };
    // Refusals also: no_person, no_member, no_room, official_room.
    task<result<acted>> act(std::string admin, std::string id, protocol::act_request what);

private:
    task<result<ports::complaint_record>> record(std::string id);
    task<protocol::case_view> view(ports::complaint_record c);
    // Notes the act and takes the step.
    task<result<ports::complaint_record>> change(std::string admin, std::string id, std::string act,
                                                 ports::complaints::rule step);
    task<result<protocol::case_view>> change_and_show(std::string admin, std::string id, std::string act,
                                                      ports::complaints::rule step, bool tell);
    task<result<std::optional<protocol::proposal_view>>> carry_out(std::string admin, ports::complaint_record c,
                                                                   protocol::act_request what);

    complaint_stores stores_;
    complaints& reporters_;
    sanctions& sanctions_;
    rooms& rooms_;
    audit_log& audit_;
};

}  // namespace srchat::services
