#include "srchat/services/complaint_rules.hpp"

namespace srchat::services {

namespace {

using ports::complaint_record;
using protocol::complaint_post;
using protocol::complaint_state;
using protocol::post_by;
using step = ports::complaints::step;

bool is_open(const complaint_record& c) { return c.head.state != complaint_state::resolved; }

// Why this admin may not work on it; nullopt: go on.
std::optional<refusal> kept_from(const complaint_record& c, const std::string& admin) {
    if (!is_open(c)) return error_code::complaint_closed;
    if (!c.head.assigned.empty() && c.head.assigned != admin) return error_code::complaint_taken;
    return std::nullopt;
}

complaint_post post(post_by by, const std::string& admin, const std::string& text, time_point now) {
    return {0, now, by, admin, text};
}

}  // namespace

complaint_step claim(const complaint_record& c, const std::string& admin, time_point now) {
    if (auto why = kept_from(c, admin)) return std::move(*why);
    step next{c.head, std::nullopt};
    if (next.head.assigned == admin) return next;
    next.head.assigned = admin;
    next.head.changed_at = now;
    if (next.head.state == complaint_state::new_) next.head.state = complaint_state::assigned;
    return next;
}

complaint_step release(const complaint_record& c, const std::string& admin, time_point now) {
    if (auto why = kept_from(c, admin)) return std::move(*why);
    step next{c.head, std::nullopt};
    next.head.assigned.clear();
    next.head.changed_at = now;
    if (next.head.state == complaint_state::assigned) next.head.state = complaint_state::new_;
    return next;
}

complaint_step reply(const complaint_record& c, const std::string& admin, const std::string& text, time_point now) {
    if (auto why = kept_from(c, admin)) return std::move(*why);
    step next{c.head, post(post_by::staff, admin, text, now)};
    next.head.assigned = admin;
    next.head.state = complaint_state::waiting_reporter;
    next.head.changed_at = now;
    return next;
}

complaint_step note(const complaint_record& c, const std::string& admin, const std::string& text, time_point now) {
    // A note is no sign of life towards the reporter, so the times that count stay.
    return step{c.head, post(post_by::note, admin, text, now)};
}

complaint_step resolve(const complaint_record& c, const std::string& admin, protocol::complaint_outcome outcome,
                       const std::string& text, time_point now) {
    if (auto why = kept_from(c, admin)) return std::move(*why);
    step next{c.head, std::nullopt};
    if (!text.empty()) next.post = post(post_by::staff, admin, text, now);
    next.head.assigned = admin;
    next.head.state = complaint_state::resolved;
    next.head.outcome = outcome;
    next.head.changed_at = now;
    next.head.decided_at = now;
    return next;
}

complaint_step answer(const complaint_record& c, const std::string& text, time_point now) {
    if (!is_open(c)) return error_code::complaint_closed;
    constexpr std::size_t most_posts = 200;
    if (c.posts.size() >= most_posts) return error_code::not_allowed;
    step next{c.head, post(post_by::reporter, {}, text, now)};
    next.head.changed_at = now;
    if (next.head.state == complaint_state::waiting_reporter) next.head.state = complaint_state::waiting_staff;
    return next;
}

}  // namespace srchat::services
