#include "sanctions.hpp"

namespace srchat::adapters::sql {

namespace {

using ports::proposal;

#define SRCHAT_PROPOSALS                                                                                          \
    "SELECT proposals.id, proposals.person, accounts.name, proposals.rule, proposals.reason, proposals.made_by, " \
    "proposals.at FROM proposals JOIN accounts ON accounts.person = proposals.person "

proposal proposal_in(const row& r) {
    proposal p;
    p.id.bytes = r[0].bytes<16>();
    p.person.bytes = r[1].bytes<16>();
    p.account = r[2].text();
    p.rule = r[3].text();
    p.reason = r[4].text();
    p.by = r[5].text();
    p.at = r[6].time();
    return p;
}

}  // namespace

task<result<bool>> sanctions::suspend(person_id person, ports::suspension what) {
    return workers_.run(access::change, [person, w = std::move(what)](session& s) -> result<bool> {
        const rows done = s.run(
            "INSERT INTO suspensions (person, until_at, rule, since) SELECT person, $1, $2, $3 FROM accounts "
            "WHERE person = $4 ON CONFLICT (person) DO UPDATE SET until_at = excluded.until_at, rule = excluded.rule, "
            "since = excluded.since",
            {w.until, w.rule, w.since, person.bytes});
        if (done.changed == 0) return false;
        s.run("DELETE FROM logins WHERE person = $1", {person.bytes});
        return true;
    });
}

task<result<bool>> sanctions::lift(person_id person) {
    return workers_.run(access::change, [person](session& s) -> result<bool> {
        return s.run("DELETE FROM suspensions WHERE person = $1", {person.bytes}).changed == 1;
    });
}

task<result<std::optional<ports::suspension>>> sanctions::find(person_id person, time_point now) {
    return workers_.run(access::look, [person, now](session& s) -> result<std::optional<ports::suspension>> {
        const rows found = s.run(
            "SELECT until_at, rule, since FROM suspensions WHERE person = $1 AND (until_at IS NULL OR until_at > $2)",
            {person.bytes, now});
        if (found.empty()) return std::optional<ports::suspension>{};
        const row& r = found.front();
        return std::optional{ports::suspension{r[0].maybe_time(), r[1].text(), r[2].time()}};
    });
}

task<result<void>> sanctions::warn(person_id person, std::string rule, time_point at) {
    return workers_.run(access::change, [person, rule = std::move(rule), at](session& s) -> result<void> {
        s.run("INSERT INTO warnings (person, rule, at) SELECT person, $1, $2 FROM accounts WHERE person = $3",
              {rule, at, person.bytes});
        return {};
    });
}

task<result<std::vector<std::string>>> sanctions::take_warnings(person_id person) {
    return workers_.run(access::change, [person](session& s) -> result<std::vector<std::string>> {
        std::vector<std::string> rules;
        for (const row& r : s.run("DELETE FROM warnings WHERE person = $1 RETURNING rule", {person.bytes}).all)
            rules.push_back(r[0].text());
        return rules;
    });
}

task<result<std::vector<person_id>>> sanctions::warned() {
    return workers_.run(access::look, [](session& s) -> result<std::vector<person_id>> {
        std::vector<person_id> people;
        for (const row& r : s.run("SELECT DISTINCT person FROM warnings").all) {
            person_id person;
            person.bytes = r[0].bytes<16>();
            people.push_back(person);
        }
        return people;
    });
}

task<result<void>> sanctions::propose(proposal what) {
    return workers_.run(access::change, [p = std::move(what)](session& s) -> result<void> {
        s.run("INSERT INTO proposals (id, person, rule, reason, made_by, at) VALUES ($1, $2, $3, $4, $5, $6)",
              {p.id.bytes, p.person.bytes, p.rule, p.reason, p.by, p.at});
        return {};
    });
}

task<result<std::vector<proposal>>> sanctions::proposals() {
    return workers_.run(access::look, [](session& s) -> result<std::vector<proposal>> {
        std::vector<proposal> all;
        for (const row& r : s.run(SRCHAT_PROPOSALS "ORDER BY proposals.at, proposals.id").all)
            all.push_back(proposal_in(r));
        return all;
    });
}

task<result<proposal>> sanctions::decide(ports::proposal_id id, std::string by, bool accept) {
    return workers_.run(access::change, [id, by = std::move(by), accept](session& s) -> result<proposal> {
        const rows found = s.run(SRCHAT_PROPOSALS "WHERE proposals.id = $1", {id.bytes});
        if (found.empty()) return error_code::no_proposal;
        proposal p = proposal_in(found.front());
        if (accept && p.by == by) return error_code::not_allowed;
        // Of two who decide at once the second finds nothing to take away.
        if (s.run("DELETE FROM proposals WHERE id = $1", {id.bytes}).changed == 0) return error_code::no_proposal;
        return p;
    });
}

task<result<void>> sanctions::sweep(time_point now, time_point old) {
    return workers_.run(access::change, [now, old](session& s) -> result<void> {
        s.run("DELETE FROM suspensions WHERE until_at <= $1", {now});
        s.run("DELETE FROM proposals WHERE at <= $1", {old});
        s.run("DELETE FROM warnings WHERE at <= $1", {old});
        return {};
    });
}

}  // namespace srchat::adapters::sql
