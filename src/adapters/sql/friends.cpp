#include "friends.hpp"

#include <utility>

namespace srchat::adapters::sql {

namespace {

using ports::friend_pair;
using std::chrono::hours;
constexpr auto a_day = hours{24};
constexpr auto a_month = hours{24 * 30};

enum stored_state : std::int64_t { nothing = 0, lower_asked = 1, higher_asked = 2, both = 3 };

// Two people as their row has them.
struct two {
    two(const person_id& me, const person_id& other)
        : mine{me < other}, lower{mine ? me : other}, higher{mine ? other : me} {}
    bool mine;  // I am the lower one
    person_id lower;
    person_id higher;
};

friend_pair::state seen(std::int64_t state, bool i_am_lower) {
    switch (state) {
        case lower_asked: return i_am_lower ? friend_pair::state::outgoing : friend_pair::state::incoming;
        case higher_asked: return i_am_lower ? friend_pair::state::incoming : friend_pair::state::outgoing;
        case both: return friend_pair::state::friends;
        default: return friend_pair::state::none;
    }
}

std::int64_t stored(friend_pair::state is, bool i_am_lower) {
    switch (is) {
        case friend_pair::state::none: return nothing;
        case friend_pair::state::outgoing: return i_am_lower ? lower_asked : higher_asked;
        case friend_pair::state::incoming: return i_am_lower ? higher_asked : lower_asked;
        case friend_pair::state::friends: return both;
    }
    return nothing;
}

friend_pair pair_in(const row& r, std::size_t from, bool i_am_lower) {
    friend_pair p;
    p.is = seen(r[from].number(), i_am_lower);
    p.since = r[from + 1].time();
    p.blocked = r[from + 2].flag();
    p.blocked_me = r[from + 3].flag();
    p.declined = r[from + 4].maybe_time();
    p.declined_me = r[from + 5].maybe_time();
    if (!i_am_lower) {
        std::swap(p.blocked, p.blocked_me);
        std::swap(p.declined, p.declined_me);
    }
    return p;
}

bool is_empty(const friend_pair& p) {
    return p.is == friend_pair::state::none && !p.blocked && !p.blocked_me && !p.declined && !p.declined_me;
}

friend_pair pair_of(session& s, const friend_statements& say, const two& t) {
    const rows found = s.run(say.find, {t.lower.bytes, t.higher.bytes});
    return found.empty() ? friend_pair{} : pair_in(found.front(), 0, t.mine);
}

std::uint32_t counted(const rows& found) { return static_cast<std::uint32_t>(found.front()[0].number()); }

void put_pair(session& s, const friend_statements& say, const two& t, const friend_pair& p) {
    if (is_empty(p)) {
        s.run(say.drop, {t.lower.bytes, t.higher.bytes});
        return;
    }
    s.run(say.put, {t.lower.bytes, t.higher.bytes, stored(p.is, t.mine), p.since, t.mine ? p.blocked : p.blocked_me,
                    t.mine ? p.blocked_me : p.blocked, t.mine ? p.declined : p.declined_me,
                    t.mine ? p.declined_me : p.declined});
}

result<friend_pair> change_in(session& s, const friend_statements& say, const person_id& me, const person_id& other,
                              time_point now, const ports::friends::rule& decide) {
    const two t{me, other};
    if (s.run(say.hold, {t.lower.bytes, t.higher.bytes}).all.size() != 2) return error_code::no_person;
    const friend_pair before = pair_of(s, say, t);
    ports::friend_counts counts;
    counts.pending = counted(s.run(say.pending, {me.bytes}));
    counts.today = counted(s.run(say.today, {me.bytes, now - a_day}));
    result<friend_pair> after = decide(before, counts);
    if (!after.has_value()) return after;
    if (is_empty(*after)) after = friend_pair{};  // as it will be found
    if (*after == before) return after;
    put_pair(s, say, t, *after);
    if (after->is == friend_pair::state::outgoing && before.is != friend_pair::state::outgoing) {
        s.run(say.forget_own, {me.bytes, now - a_day});
        s.run(say.sent, {me.bytes, after->since});
    }
    return after;
}

}  // namespace

task<result<friend_pair>> friends::find(person_id me, person_id other) {
    return workers_.run(access::look, [&say = say_, t = two{me, other}](session& s) -> result<friend_pair> {
        return pair_of(s, say, t);
    });
}

task<result<friend_pair>> friends::change(person_id me, person_id other, time_point now, rule decide) {
    return workers_.run(access::change, [&say = say_, me, other, now, rule = std::move(decide)](session& s) {
        return change_in(s, say, me, other, now, rule);
    });
}

task<result<std::vector<ports::friend_entry>>> friends::list(person_id me) {
    return workers_.run(access::look, [&say = say_, me](session& s) -> result<std::vector<ports::friend_entry>> {
        constexpr std::size_t profile = 2, pair = 13, i_am_lower = 19;
        std::vector<ports::friend_entry> entries;
        for (const row& r : s.run(say.list, {me.bytes}).all) {
            ports::friend_entry e;
            e.person.bytes = r[0].bytes<16>();
            e.name = r[1].text();
            e.profile = profile_in(r, profile);
            e.pair = pair_in(r, pair, r[i_am_lower].flag());
            const bool only_theirs = e.pair.is == friend_pair::state::none && e.pair.blocked_me && !e.pair.blocked;
            if (!only_theirs) entries.push_back(std::move(e));
        }
        return entries;
    });
}

task<result<void>> friends::forget(time_point now) {
    return workers_.run(access::change, [&say = say_, now](session& s) -> result<void> {
        s.run(say.forget_sent, {now - a_day});
        s.run(say.forget_lower, {now - a_month});
        s.run(say.forget_higher, {now - a_month});
        s.run(say.drop_empty);
        return {};
    });
}

}  // namespace srchat::adapters::sql
