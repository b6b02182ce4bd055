// The contract of ports/complaints.hpp.
#include "people_under_test.hpp"
#include "srchat/services/complaint_rules.hpp"

using namespace contract;
using ports::complaint_record;
using ports::complaints;
using protocol::complaint_kind;
using protocol::complaint_outcome;
using protocol::complaint_state;
using protocol::post_by;

namespace {

const std::string strange =
    "{\"text\":\"'; DROP TABLE complaints; -- \\\\ \\u0000 % _ $1 ?1 \xF0\x9F\xA6\x86 \xE2\x80\xAE \xEF\xBF\xBD \xD0\x81\"}\n\t\r";

template <class Adapter>
struct complaints_under_test : people_under_test<Adapter> {
    ports::complaints& store() { return *this->adapter.store.complaints; }

    complaint_record one(time_point at) {
        complaint_record c;
        c.id.bytes = client_id::random().bytes;
        c.kind = complaint_kind::message;
        c.rule = "spam";
        c.created_at = c.head.changed_at = at;
        c.room = *room_id::parse("abcdefghijklmnopq");
        c.m = 7;
        c.evidence = strange;
        c.posts.push_back({1, at, post_by::reporter, {}, strange});
        return c;
    }
    complaint_record added(time_point at, std::optional<ports::receipt_hash> receipt = std::nullopt) {
        complaint_record c = one(at);
        this->get(store().add(c, receipt));
        return c;
    }
    std::optional<complaint_record> find(const ports::complaint_id& id) { return this->get(store().find(id)); }
    std::vector<complaint_record> queue(ports::complaint_filter which = {}, std::uint32_t most = 50) {
        return this->get(store().queue(which, most));
    }
    complaint_record change(const ports::complaint_id& id, complaints::rule decide) {
        return this->get(store().change(id, std::move(decide)));
    }
    complaint_record resolved(const ports::complaint_id& id, time_point at) {
        return change(id, [at](const complaint_record& c) {
            return services::resolve(c, "root", complaint_outcome::rejected, "", at);
        });
    }
};

void same_but_posts(const complaint_record& a, const complaint_record& b) {
    CHECK(a.id == b.id);
    CHECK(a.kind == b.kind);
    CHECK(a.rule == b.rule);
    CHECK(a.created_at == b.created_at);
    CHECK(a.head == b.head);
    CHECK(a.reporter == b.reporter);
    CHECK(a.about == b.about);
    CHECK(a.room == b.room);
    CHECK(a.m == b.m);
}

}  // namespace

TEMPLATE_TEST_CASE("complaints: evidence and thread come back byte for byte", "", ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    complaint_record c = t.one(t.now);
    c.reporter = t.somebody("ann");
    c.about = t.somebody("bob");
    c.evidence.append(60'000, 'x');
    t.get(t.store().add(c, std::nullopt));
    const auto found = t.find(c.id);
    REQUIRE(found.has_value());
    same_but_posts(*found, c);
    CHECK(found->evidence == c.evidence);
    CHECK(found->posts == c.posts);
    CHECK_FALSE(t.find(t.one(t.now).id).has_value());
}

TEMPLATE_TEST_CASE("complaints: a receipt finds its complaint and no other", "", ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    const ports::receipt_hash mine{1, 2, 3}, others{4};
    const complaint_record c = t.added(t.now, mine);
    t.added(t.now, others);
    const auto found = t.get(t.store().find_by_receipt(mine));
    REQUIRE(found.has_value());
    CHECK(found->id == c.id);
    CHECK(found->evidence == c.evidence);
    CHECK_FALSE(t.get(t.store().find_by_receipt(ports::receipt_hash{9})).has_value());
}

TEMPLATE_TEST_CASE("complaints: the queue is the newest first, by page and by filter", "", ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    std::vector<ports::complaint_id> ids;
    for (int i = 0; i < 6; ++i) ids.push_back(t.added(t.now + i / 2 * 1ms).id);  // two at each moment
    t.change(ids[0], [&](const complaint_record& c) { return services::claim(c, "root", t.now); });
    t.resolved(ids[1], t.now);
    std::vector<complaint_record> all = t.queue();
    REQUIRE(all.size() == 6);
    for (std::size_t i = 1; i < all.size(); ++i) CHECK(all[i].created_at <= all[i - 1].created_at);
    CHECK(all[0].posts.empty());
    // Page by page: each once, in the same order.
    std::vector<ports::complaint_id> paged;
    ports::complaint_filter next;
    for (int page = 0; page < 4; ++page) {
        for (const complaint_record& c : t.queue(next, 2)) paged.push_back(c.id);
        next.before = paged.back();
    }
    REQUIRE(paged.size() == 6);
    for (std::size_t i = 0; i < 6; ++i) CHECK(paged[i] == all[i].id);

    ports::complaint_filter which;
    which.state = complaint_state::assigned;
    REQUIRE(t.queue(which).size() == 1);
    CHECK(t.queue(which)[0].id == ids[0]);
    which = {};
    which.assigned = "root";
    CHECK(t.queue(which).size() == 2);
    which.assigned = "";
    CHECK(t.queue(which).size() == 4);
    which = {};
    which.kind = complaint_kind::bug;
    CHECK(t.queue(which).empty());
}

TEMPLATE_TEST_CASE("complaints: of two admins who claim one at once one has it", "", ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    const complaint_record c = t.added(t.now);
    std::vector<task<result<complaint_record>>> asked;
    for (const std::string admin : {"root1", "root2", "root3", "root4"}) {
        asked.push_back(t.store().change(
            c.id, [admin, now = t.now](const complaint_record& r) { return services::claim(r, admin, now); }));
    }
    int claimed = 0;
    for (const auto& answer : t.at_once(std::move(asked))) {
        claimed += answer.has_value() ? 1 : 0;
        if (!answer) CHECK(answer.error().code == error_code::complaint_taken);
    }
    CHECK(claimed == 1);
    CHECK(t.find(c.id)->head.state == complaint_state::assigned);
}

TEMPLATE_TEST_CASE("complaints: a thread grows by one at a time, and what a rule refuses changes nothing", "",
                   ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    const complaint_record c = t.added(t.now);
    std::vector<task<result<complaint_record>>> asked;
    for (int i = 0; i < 8; ++i) {
        asked.push_back(t.store().change(
            c.id, [i, now = t.now](const complaint_record& r) { return services::answer(r, std::to_string(i), now); }));
    }
    for (const auto& answer : t.at_once(std::move(asked))) CHECK(answer.has_value());
    const auto found = t.find(c.id);
    REQUIRE(found->posts.size() == 9);
    for (std::size_t i = 0; i < 9; ++i) CHECK(found->posts[i].n == i + 1);
    const auto no = t.loop.run(t.store().change(
        c.id, [](const complaint_record&) -> result<complaints::step> { return error_code::not_allowed; }));
    CHECK(no.error().code == error_code::not_allowed);
    CHECK(t.find(c.id)->posts.size() == 9);
    const auto none = t.loop.run(t.store().change(t.one(t.now).id, [](const complaint_record& r) {
        return result<complaints::step>{{r.head, std::nullopt}};
    }));
    CHECK(none.error().code == error_code::no_complaint);
}

TEMPLATE_TEST_CASE("complaints: they are purged at their time to the millisecond, and the silent ones closed", "",
                   ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    const ports::receipt_hash receipt{5};
    const complaint_record old = t.added(t.now, receipt);
    const complaint_record young = t.added(t.now);
    const complaint_record silent = t.added(t.now);
    const complaint_record waiting = t.added(t.now);
    t.resolved(old.id, t.now);
    t.resolved(young.id, t.now + 1ms);
    const auto reply = [&](const complaint_record& c, time_point at) {
        t.change(c.id, [at](const complaint_record& r) { return services::reply(r, "root", "?", at); });
    };
    reply(silent, t.now);
    reply(waiting, t.now + 1ms);
    const auto later = t.now + 30 * 24h;
    const auto done = t.get(t.store().purge(t.now, t.now, later));
    CHECK(done.first == 1);
    CHECK(done.second == 1);
    CHECK_FALSE(t.find(old.id).has_value());
    CHECK_FALSE(t.get(t.store().find_by_receipt(receipt)).has_value());
    CHECK(t.find(young.id).has_value());
    const auto closed = t.find(silent.id);
    CHECK(closed->head.state == complaint_state::resolved);
    CHECK_FALSE(closed->head.outcome.has_value());
    CHECK(closed->head.decided_at == later);
    CHECK(t.find(waiting.id)->head.state == complaint_state::waiting_reporter);
    const auto again = t.get(t.store().purge(t.now, t.now, later));
    CHECK(again.first + again.second == 0);
    CHECK(t.adapter.rows().at("complaint_posts") == 5);  // of three complaints, two of which were replied to
}

TEMPLATE_TEST_CASE("complaints: they outlive the accounts of both, without them", "", ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    complaint_record c = t.one(t.now);
    const person_id ann = t.somebody("ann"), bob = t.somebody("bob");
    c.reporter = ann;
    c.about = bob;
    t.get(t.store().add(c, std::nullopt));
    REQUIRE(t.get(t.store().of(ann, 10)).size() == 1);
    REQUIRE(t.get(t.accounts().erase(ann)));
    REQUIRE(t.get(t.accounts().erase(bob)));
    const auto found = t.find(c.id);
    REQUIRE(found.has_value());
    CHECK_FALSE(found->reporter.has_value());
    CHECK_FALSE(found->about.has_value());
    CHECK(t.get(t.store().of(ann, 10)).empty());
    // Sent in the moment in which the account ended.
    complaint_record late = t.one(t.now);
    late.reporter = ann;
    t.get(t.store().add(late, std::nullopt));
    CHECK_FALSE(t.find(late.id)->reporter.has_value());
}

TEMPLATE_TEST_CASE("complaints: they are counted by state, with the oldest that is open", "", ALL_PEOPLE) {
    complaints_under_test<TestType> t;
    CHECK_FALSE(t.get(t.store().counts()).oldest_open.has_value());
    t.resolved(t.added(t.now - 2h).id, t.now);
    t.added(t.now - 1h);
    t.added(t.now);
    const auto counts = t.get(t.store().counts());
    CHECK(counts.by_state == std::array<std::uint64_t, 5>{2, 0, 0, 0, 1});
    CHECK(counts.oldest_open == t.now - 1h);
}
