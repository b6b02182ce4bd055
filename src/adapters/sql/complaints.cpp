#include "complaints.hpp"

namespace srchat::adapters::sql {

namespace {

using ports::complaint_head;
using ports::complaint_id;
using ports::complaint_record;
using protocol::complaint_state;

// Parameters are named in the order of their numbers, which is what both engines number them by.
#define SRCHAT_COMPLAINT_COLUMNS \
    "id, kind, rule, created_at, state, outcome, changed_at, decided_at, assigned, reporter, about, room, m"
constexpr std::size_t evidence_column = 13;

template <class Enum>
std::int64_t number_of(Enum value) {
    return static_cast<std::int64_t>(value);
}

std::optional<person_id> maybe_person(const column& c) {
    if (c.is_null()) return std::nullopt;
    person_id person;
    person.bytes = c.bytes<16>();
    return person;
}

complaint_record complaint_in(const row& r) {
    complaint_record c;
    c.id.bytes = r[0].bytes<16>();
    c.kind = static_cast<protocol::complaint_kind>(r[1].number());
    c.rule = r[2].text();
    c.created_at = r[3].time();
    c.head.state = static_cast<complaint_state>(r[4].number());
    if (!r[5].is_null()) c.head.outcome = static_cast<protocol::complaint_outcome>(r[5].number());
    c.head.changed_at = r[6].time();
    c.head.decided_at = r[7].maybe_time();
    c.head.assigned = r[8].text();
    c.reporter = maybe_person(r[9]);
    c.about = maybe_person(r[10]);
    c.room = room_id::parse(r[11].text());
    c.m = static_cast<member_no>(r[12].number());
    return c;
}

std::vector<protocol::complaint_post> posts_of(session& s, const complaint_id& id) {
    std::vector<protocol::complaint_post> posts;
    const rows found =
        s.run("SELECT n, at, author, admin, text FROM complaint_posts WHERE complaint = $1 ORDER BY n", {id.bytes});
    for (const row& r : found.all) {
        posts.push_back({static_cast<std::uint32_t>(r[0].number()), r[1].time(),
                         static_cast<protocol::post_by>(r[2].number()), r[3].text(), r[4].text()});
    }
    return posts;
}

std::optional<complaint_record> whole(session& s, const rows& found) {
    if (found.empty()) return std::nullopt;
    complaint_record c = complaint_in(found.front());
    c.evidence = found.front()[evidence_column].text();
    c.posts = posts_of(s, c.id);
    return c;
}

std::vector<complaint_record> all_in(const rows& found) {
    std::vector<complaint_record> all;
    for (const row& r : found.all) {
        all.push_back(complaint_in(r));
        if (r.size() > evidence_column) all.back().evidence = r[evidence_column].text();
    }
    return all;
}

void put_post(session& s, const complaint_id& id, const protocol::complaint_post& p) {
    s.run("INSERT INTO complaint_posts (complaint, n, at, author, admin, text) VALUES ($1, $2, $3, $4, $5, $6)",
          {id.bytes, std::int64_t{p.n}, p.at, number_of(p.by), p.admin, p.text});
}

std::optional<std::array<std::uint8_t, 16>> bytes_of(const std::optional<person_id>& person) {
    if (!person) return std::nullopt;
    return person->bytes;
}

std::optional<std::int64_t> number_of(const std::optional<protocol::complaint_outcome>& outcome) {
    if (!outcome) return std::nullopt;
    return static_cast<std::int64_t>(*outcome);
}

result<complaint_record> change_in(session& s, const complaint_id& id, const ports::complaints::rule& decide) {
    // Nobody else gets it until this is done.
    const rows held = s.run("UPDATE complaints SET state = state WHERE id = $1", {id.bytes});
    if (held.changed == 0) return error_code::no_complaint;
    complaint_record c =
        *whole(s, s.run("SELECT " SRCHAT_COMPLAINT_COLUMNS ", evidence FROM complaints WHERE id = $1", {id.bytes}));
    result<ports::complaints::step> next = decide(c);
    if (!next) {
        s.undo();
        return next.error();
    }
    c.head = next->head;
    const complaint_head& h = c.head;
    s.run(
        "UPDATE complaints SET state = $1, outcome = $2, changed_at = $3, decided_at = $4, assigned = $5 WHERE id = $6",
        {number_of(h.state), number_of(h.outcome), h.changed_at, h.decided_at, h.assigned, id.bytes});
    if (next->post) {
        next->post->n = c.posts.empty() ? 1 : c.posts.back().n + 1;
        put_post(s, id, *next->post);
        c.posts.push_back(std::move(*next->post));
    }
    return c;
}

}  // namespace

task<result<void>> complaints::add(complaint_record what, std::optional<ports::receipt_hash> receipt) {
    return workers_.run(access::change, [c = std::move(what), receipt](session& s) -> result<void> {
        const std::string room = c.room ? c.room->str() : std::string{};
        const auto reporter = bytes_of(c.reporter);
        const auto about = bytes_of(c.about);
        // An account that has ended in this moment is nobody's any more.
        s.run(
            "INSERT INTO complaints (id, receipt, reporter, about, kind, rule, state, outcome, created_at, changed_at, "
            "decided_at, assigned, room, m, evidence) VALUES ($1, $2, (SELECT person FROM accounts WHERE person = $3), "
            "(SELECT person FROM accounts WHERE person = $4), $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            {c.id.bytes, receipt, reporter, about, number_of(c.kind), c.rule, number_of(c.head.state),
             number_of(c.head.outcome), c.created_at, c.head.changed_at, c.head.decided_at, c.head.assigned, room,
             std::int64_t{c.m}, c.evidence});
        for (const protocol::complaint_post& p : c.posts) put_post(s, c.id, p);
        return {};
    });
}

task<result<std::optional<complaint_record>>> complaints::find(complaint_id id) {
    return workers_.run(access::change, [id](session& s) -> result<std::optional<complaint_record>> {
        return whole(s,
                     s.run("SELECT " SRCHAT_COMPLAINT_COLUMNS ", evidence FROM complaints WHERE id = $1", {id.bytes}));
    });
}

task<result<std::optional<complaint_record>>> complaints::find_by_receipt(ports::receipt_hash receipt) {
    return workers_.run(access::change, [receipt](session& s) -> result<std::optional<complaint_record>> {
        return whole(
            s, s.run("SELECT " SRCHAT_COMPLAINT_COLUMNS ", evidence FROM complaints WHERE receipt = $1", {receipt}));
    });
}

task<result<std::vector<complaint_record>>> complaints::of(person_id reporter, std::uint32_t most) {
    return workers_.run(access::look, [reporter, most](session& s) -> result<std::vector<complaint_record>> {
        return all_in(s.run("SELECT " SRCHAT_COMPLAINT_COLUMNS
                            " FROM complaints WHERE reporter = $1 ORDER BY created_at DESC, id DESC LIMIT $2",
                            {reporter.bytes, std::int64_t{most}}));
    });
}

task<result<std::vector<complaint_record>>> complaints::queue(ports::complaint_filter which, std::uint32_t most) {
    return workers_.run(
        access::look, [f = std::move(which), most](session& s) -> result<std::vector<complaint_record>> {
            constexpr std::int64_t any = -1;
            // No id is empty, so an empty one is before nothing.
            const parameter before = f.before ? parameter{f.before->bytes} : parameter{std::array<std::uint8_t, 0>{}};
            return all_in(
                s.run("SELECT " SRCHAT_COMPLAINT_COLUMNS
                      ", evidence FROM complaints WHERE ($1 = -1 OR state = $1) AND ($2 = -1 OR kind = $2) AND "
                      "($3 = -1 OR assigned = $4) AND ($5 = -1 OR (created_at, id) < "
                      "(SELECT created_at, id FROM complaints WHERE id = $6)) "
                      "ORDER BY created_at DESC, id DESC LIMIT $7",
                      {f.state ? number_of(*f.state) : any, f.kind ? number_of(*f.kind) : any,
                       f.assigned ? std::int64_t{1} : any, f.assigned.value_or(std::string{}),
                       f.before ? std::int64_t{1} : any, before, std::int64_t{most}}));
        });
}

task<result<complaint_record>> complaints::change(complaint_id id, rule decide) {
    return workers_.run(access::change, [id, rule = std::move(decide)](session& s) { return change_in(s, id, rule); });
}

task<result<ports::complaint_counts>> complaints::counts() {
    return workers_.run(access::look, [](session& s) -> result<ports::complaint_counts> {
        ports::complaint_counts out;
        constexpr auto done = static_cast<std::size_t>(complaint_state::resolved);
        for (const row& r : s.run("SELECT state, count(*), min(created_at) FROM complaints GROUP BY state").all) {
            const auto state = static_cast<std::size_t>(r[0].number());
            out.by_state.at(state) = static_cast<std::uint64_t>(r[1].number());
            if (state != done) out.oldest_open = std::min(out.oldest_open.value_or(r[2].time()), r[2].time());
        }
        return out;
    });
}

task<result<std::pair<std::uint64_t, std::uint64_t>>> complaints::purge(time_point decided, time_point silent,
                                                                        time_point now) {
    return workers_.run(
        access::change, [decided, silent, now](session& s) -> result<std::pair<std::uint64_t, std::uint64_t>> {
            s.scrub();
            const rows gone = s.run("DELETE FROM complaints WHERE state = $1 AND decided_at <= $2",
                                    {number_of(complaint_state::resolved), decided});
            const rows closed = s.run(
                "UPDATE complaints SET state = $1, decided_at = $2, changed_at = $2 WHERE state = $3 AND changed_at <= $4",
                {number_of(complaint_state::resolved), now, number_of(complaint_state::waiting_reporter), silent});
            return std::pair{gone.changed, closed.changed};
        });
}

}  // namespace srchat::adapters::sql
