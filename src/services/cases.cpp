#include "srchat/services/cases.hpp"

#include "srchat/protocol/admin_bodies.hpp"
#include "srchat/services/complaint_rules.hpp"

namespace srchat::services {

namespace {
using ports::complaint_record;
using protocol::admin_act;
constexpr std::uint32_t queue_page = 50;

const char* word_of(admin_act act) {
    switch (act) {
        case admin_act::warn: return "warn";
        case admin_act::mute: return "mute";
        case admin_act::suspend: return "suspend_by_complaint";
        case admin_act::close_room: return "close_room";
    }
    return "";
}

const char* kind_word(protocol::person_kind kind) {
    switch (kind) {
        case protocol::person_kind::guest: return "guest";
        case protocol::person_kind::user: return "user";
        case protocol::person_kind::hidden: return "hidden";
    }
    return "";
}
}  // namespace

cases::cases(complaint_stores stores, complaints& reporters, sanctions& sanctions, rooms& rooms, audit_log& audit)
    : stores_{stores}, reporters_{reporters}, sanctions_{sanctions}, rooms_{rooms}, audit_{audit} {}

task<protocol::case_view> cases::view(complaint_record c) {
    protocol::case_view v;
    v.complaint = reporters_.view(c);
    v.complaint.posts = c.posts;  // with notes and names
    v.assigned = c.head.assigned;
    v.by_user = c.reporter.has_value();
    v.room = c.room;
    if (c.room) v.room_there = co_await rooms_.is_there(*c.room);
    if (const std::optional<protocol::author> member = protocol::member_in(c.evidence)) {
        v.about =
            protocol::case_view::subject{member->who.name, kind_word(member->who.kind), member->m, c.about.has_value()};
    }
    co_return v;
}

task<result<cases::page>> cases::queue(ports::complaint_filter which) {
    result<std::vector<complaint_record>> found = co_await stores_.complaints.queue(std::move(which), queue_page + 1);
    if (!found) co_return found.error();
    page out;
    out.more = found->size() > queue_page;
    if (out.more) found->pop_back();
    for (complaint_record& c : *found) {
        protocol::case_view v = co_await view(std::move(c));
        out.all.push_back(std::move(v));
    }
    co_return out;
}

task<result<complaint_record>> cases::record(std::string id) {
    const std::optional<ports::complaint_id> parsed = complaint_id_from(id);
    if (!parsed) co_return error_code::no_complaint;
    result<std::optional<complaint_record>> found = co_await stores_.complaints.find(*parsed);
    if (!found) co_return found.error();
    if (!*found) co_return error_code::no_complaint;
    co_return std::move(**found);
}

task<result<protocol::case_view>> cases::find(std::string id) {
    result<complaint_record> c = co_await record(std::move(id));
    if (!c) co_return c.error();
    protocol::case_view v = co_await view(std::move(*c));
    co_return v;
}

task<result<complaint_record>> cases::change(std::string admin, std::string id, std::string act,
                                             ports::complaints::rule step) {
    result<complaint_record> c = co_await record(id);
    if (!c) co_return c.error();
    const result<ports::complaints::step> possible = step(*c);
    if (!possible) co_return possible.error();
    result<void> noted = co_await audit_.note(std::move(admin), std::move(act), std::move(id));
    if (!noted) co_return noted.error();
    result<complaint_record> changed = co_await stores_.complaints.change(c->id, std::move(step));
    co_return changed;
}

task<result<protocol::case_view>> cases::change_and_show(std::string admin, std::string id, std::string act,
                                                         ports::complaints::rule step, bool tell) {
    result<complaint_record> c = co_await change(std::move(admin), std::move(id), std::move(act), std::move(step));
    if (!c) co_return c.error();
    if (tell) reporters_.tell_reporter(*c);
    protocol::case_view v = co_await view(std::move(*c));
    co_return v;
}

task<result<protocol::case_view>> cases::claim(std::string admin, std::string id) {
    ports::complaints::rule step = [admin, now = server_clock::now()](const complaint_record& c) {
        return services::claim(c, admin, now);
    };
    return change_and_show(std::move(admin), std::move(id), "claim", std::move(step), false);
}

task<result<protocol::case_view>> cases::release(std::string admin, std::string id) {
    ports::complaints::rule step = [admin, now = server_clock::now()](const complaint_record& c) {
        return services::release(c, admin, now);
    };
    return change_and_show(std::move(admin), std::move(id), "release", std::move(step), false);
}

task<result<protocol::case_view>> cases::reply(std::string admin, std::string id, std::string text) {
    ports::complaints::rule step = [admin, text = std::move(text), now = server_clock::now()](
                                       const complaint_record& c) { return services::reply(c, admin, text, now); };
    return change_and_show(std::move(admin), std::move(id), "reply", std::move(step), true);
}

task<result<protocol::case_view>> cases::note(std::string admin, std::string id, std::string text) {
    ports::complaints::rule step = [admin, text = std::move(text), now = server_clock::now()](
                                       const complaint_record& c) { return services::note(c, admin, text, now); };
    return change_and_show(std::move(admin), std::move(id), "note", std::move(step), false);
}

task<result<protocol::case_view>> cases::resolve(std::string admin, std::string id, protocol::resolve_request what) {
    const bool upheld = what.outcome == protocol::complaint_outcome::upheld;
    ports::complaints::rule step = [admin, what = std::move(what),
                                    now = server_clock::now()](const complaint_record& c) {
        return services::resolve(c, admin, what.outcome, what.text, now);
    };
    result<complaint_record> c = co_await change(std::move(admin), std::move(id), "resolve", std::move(step));
    if (!c) co_return c.error();
    reporters_.tell_reporter(*c);
    if (upheld && c->about) {
        result<void> told = co_await sanctions_.warn(*c->about, c->rule);
        if (!told) co_return told.error();
    }
    protocol::case_view v = co_await view(std::move(*c));
    co_return v;
}

task<result<std::string>> cases::reveal(std::string admin, std::string id, std::string reason) {
    result<complaint_record> c = co_await record(id);
    if (!c) co_return c.error();
    if (c->head.state == protocol::complaint_state::resolved) co_return error_code::complaint_closed;
    if (!c->about) co_return refusal{error_code::no_person, "There is no account behind it."};
    result<void> noted = co_await audit_.note(std::move(admin), "reveal", std::move(id), std::move(reason));
    if (!noted) co_return noted.error();
    result<std::optional<ports::account_record>> account = co_await stores_.accounts.find(*c->about);
    if (!account) co_return account.error();
    if (!*account) co_return refusal{error_code::no_person, "The account is gone."};
    co_return std::move((*account)->name);
}

task<result<std::optional<protocol::proposal_view>>> cases::carry_out(std::string admin, complaint_record c,
                                                                      protocol::act_request what) {
    const refusal no_account{error_code::no_person, "There is no account behind it."};
    std::optional<protocol::proposal_view> proposal;
    switch (what.act) {
        case admin_act::warn: {
            if (!c.about) co_return no_account;
            result<void> told = co_await sanctions_.warn(*c.about, c.rule);
            if (!told) co_return told.error();
            break;
        }
        case admin_act::mute: {
            if (!c.room) co_return error_code::no_room;
            const milliseconds length = std::chrono::minutes{what.minutes};
            result<void> muted = co_await rooms_.mute_by_server(*c.room, c.m, length);
            if (!muted) co_return muted.error();
            break;
        }
        case admin_act::suspend: {
            if (!c.about) co_return no_account;
            protocol::suspend_request asked{c.rule, std::move(what.reason), what.minutes};
            result<sanctions::outcome> done = co_await sanctions_.suspend(std::move(admin), *c.about, std::move(asked));
            if (!done) co_return done.error();
            proposal = std::move(done->proposal);
            break;
        }
        case admin_act::close_room: {
            if (!c.room) co_return error_code::no_room;
            result<void> closed = co_await rooms_.close_by_admin(*c.room, false);
            if (!closed) co_return closed.error();
            break;
        }
    }
    co_return proposal;
}

task<result<cases::acted>> cases::act(std::string admin, std::string id, protocol::act_request what) {
    result<complaint_record> c = co_await record(id);
    if (!c) co_return c.error();
    const complaint_step possible = services::claim(*c, admin, server_clock::now());
    if (!possible) co_return possible.error();
    std::string act = word_of(what.act);
    result<void> noted = co_await audit_.note(admin, std::move(act), id, what.reason);
    if (!noted) co_return noted.error();
    result<std::optional<protocol::proposal_view>> done = co_await carry_out(std::move(admin), *c, std::move(what));
    if (!done) co_return done.error();
    acted out;
    out.complaint = co_await view(std::move(*c));
    out.proposal = std::move(*done);
    co_return out;
}

}  // namespace srchat::services
