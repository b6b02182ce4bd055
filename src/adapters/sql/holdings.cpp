#include "holdings.hpp"

namespace srchat::adapters::sql {

namespace {

// Each answers how many there are, since when the oldest, and by when the last is gone; NULL: that is not known.
struct question {
    std::string_view what;
    std::string_view statement;
    bool endless;  // until somebody deletes them
};
constexpr question questions[] = {
    {"accounts", "SELECT count(*), min(created_at), NULL FROM accounts", true},
    {"logins", "SELECT count(*), NULL, max(ends_at) FROM logins", false},
    {"friendships", "SELECT count(*), min(since), NULL FROM friend_pairs", true},
    // Counted for a day (services/friend_rules); they go with the next sweep after it.
    {"friend_requests", "SELECT count(*), min(sent_at), NULL FROM friend_requests", true},
    {"complaints", "SELECT count(*), min(created_at), NULL FROM complaints", true},
    {"admins", "SELECT count(*), min(created_at), NULL FROM admins", true},
    {"audit_log", "SELECT count(*), min(at), NULL FROM audit_log", true},
    {"official_rooms", "SELECT count(*), min(created_at), NULL FROM official_rooms", true},
    {"announcements", "SELECT count(*), NULL, max(until_at) FROM announcements", false},
    {"suspensions", "SELECT count(*), min(since), NULL FROM suspensions", true},
};

protocol::held held_in_row(const question& asked, const row& found) {
    protocol::held out = protocol::none_held(asked.what, protocol::held_in::database);
    out.count = static_cast<std::uint64_t>(found[0].number());
    out.oldest_at = found[1].maybe_time();
    out.ends_by = found[2].maybe_time();
    out.endless = asked.endless;
    return out;
}

}  // namespace

std::vector<std::string_view> holdings::classes() const {
    std::vector<std::string_view> names;
    for (const question& one : questions) names.push_back(one.what);
    return names;
}

task<result<std::vector<protocol::held>>> holdings::count() {
    return workers_.run(access::look, [](session& s) -> result<std::vector<protocol::held>> {
        std::vector<protocol::held> out;
        for (const question& one : questions) out.push_back(held_in_row(one, s.run(one.statement).front()));
        return out;
    });
}

}  // namespace srchat::adapters::sql
