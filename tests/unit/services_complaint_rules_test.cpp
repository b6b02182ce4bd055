#include "srchat/services/complaint_rules.hpp"

#include <catch2/catch.hpp>

using namespace srchat;
using namespace srchat::services;
using namespace std::chrono_literals;
using protocol::complaint_outcome;
using protocol::complaint_state;
using protocol::post_by;

namespace {

const time_point now = from_ms(1'800'000'000'000);

ports::complaint_record in(complaint_state state, const std::string& assigned = {}) {
    ports::complaint_record c;
    c.created_at = c.head.changed_at = now - 1h;
    c.head.state = state;
    c.head.assigned = assigned;
    if (state == complaint_state::resolved) c.head.decided_at = now - 1min;
    return c;
}

std::string outcome(const complaint_step& step) {
    if (!step) return std::string{name_of(step.error().code)};
    constexpr const char* words[]{"new", "assigned", "waiting_reporter", "waiting_staff", "resolved"};
    return words[static_cast<int>(step->head.state)];
}

}  // namespace

TEST_CASE("complaint rules: what each act makes of each state") {
    struct row {
        complaint_state state;
        const char *claim, *release, *reply, *note, *resolve, *answer;
    };
    using s = complaint_state;
    const char* shut = "complaint_closed";
    for (const row& r : {row{s::new_, "assigned", "new", "waiting_reporter", "new", "resolved", "new"},
                         row{s::assigned, "assigned", "new", "waiting_reporter", "assigned", "resolved", "assigned"},
                         row{s::waiting_reporter, "waiting_reporter", "waiting_reporter", "waiting_reporter",
                             "waiting_reporter", "resolved", "waiting_staff"},
                         row{s::waiting_staff, "waiting_staff", "waiting_staff", "waiting_reporter", "waiting_staff",
                             "resolved", "waiting_staff"},
                         row{s::resolved, shut, shut, shut, "resolved", shut, shut}}) {
        INFO(static_cast<int>(r.state));
        for (const std::string& assigned : {std::string{}, std::string{"root"}}) {
            if (r.state == s::new_ && !assigned.empty()) continue;  // whoever has it has taken it on
            const auto c = in(r.state, assigned);
            CHECK(outcome(claim(c, "root", now)) == r.claim);
            CHECK(outcome(release(c, "root", now)) == r.release);
            CHECK(outcome(reply(c, "root", "text", now)) == r.reply);
            CHECK(outcome(note(c, "root", "text", now)) == r.note);
            CHECK(outcome(resolve(c, "root", complaint_outcome::upheld, "text", now)) == r.resolve);
            CHECK(outcome(answer(c, "text", now)) == r.answer);
        }
    }
}

TEST_CASE("complaint rules: what another admin has can only be noted on") {
    const auto c = in(complaint_state::assigned, "ann");
    CHECK(outcome(claim(c, "root", now)) == "complaint_taken");
    CHECK(outcome(release(c, "root", now)) == "complaint_taken");
    CHECK(outcome(reply(c, "root", "text", now)) == "complaint_taken");
    CHECK(outcome(resolve(c, "root", complaint_outcome::rejected, "", now)) == "complaint_taken");
    CHECK(outcome(note(c, "root", "text", now)) == "assigned");
}

TEST_CASE("complaint rules: posts say who wrote them, and a note is no sign of life") {
    const auto c = in(complaint_state::assigned, "root");
    const auto replied = reply(c, "root", "text", now);
    CHECK(replied->post->by == post_by::staff);
    CHECK(replied->post->admin == "root");
    CHECK(replied->head.changed_at == now);
    const auto noted = note(c, "ann", "text", now);
    CHECK(noted->post->by == post_by::note);
    CHECK(noted->head == c.head);
    const auto answered = answer(in(complaint_state::waiting_reporter), "text", now);
    CHECK(answered->post->by == post_by::reporter);
    CHECK(answered->post->admin == "");
    const auto decided = resolve(c, "root", complaint_outcome::duplicate, "", now);
    CHECK_FALSE(decided->post.has_value());
    CHECK(decided->head.decided_at == now);
    CHECK(decided->head.outcome == complaint_outcome::duplicate);
}

TEST_CASE("complaint rules: a thread of two hundred posts takes no more of its reporter's") {
    auto c = in(complaint_state::waiting_staff);
    c.posts.resize(199);
    CHECK(answer(c, "text", now).has_value());
    c.posts.resize(200);
    CHECK(answer(c, "text", now).error().code == error_code::not_allowed);
    CHECK(reply(c, "root", "text", now).has_value());
}
