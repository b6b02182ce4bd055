#pragma once
// What becomes of a complaint, step by step: new -> assigned -> waiting_reporter <-> waiting_staff -> resolved. Pure; each
// returns the step to store, or refuses with complaint_closed, complaint_taken or not_allowed.

#include "srchat/ports/complaints.hpp"

namespace srchat::services {

using complaint_step = result<ports::complaints::step>;

// By an admin. What somebody else has is taken by nobody until it is released, but everybody may note.
complaint_step claim(const ports::complaint_record& c, const std::string& admin, time_point now);
complaint_step release(const ports::complaint_record& c, const std::string& admin, time_point now);
complaint_step reply(const ports::complaint_record& c, const std::string& admin, const std::string& text,
                     time_point now);
complaint_step note(const ports::complaint_record& c, const std::string& admin, const std::string& text,
                    time_point now);
complaint_step resolve(const ports::complaint_record& c, const std::string& admin, protocol::complaint_outcome outcome,
                       const std::string& text, time_point now);
// By the reporter.
complaint_step answer(const ports::complaint_record& c, const std::string& text, time_point now);

}  // namespace srchat::services
