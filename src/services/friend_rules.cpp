#include "srchat/services/friend_rules.hpp"

namespace srchat::services {

namespace {

using ports::friend_pair;
using state = friend_pair::state;

friend_pair moved(friend_pair pair, state to, time_point now) {
    pair.is = to;
    pair.since = now;
    return pair;
}

refusal wait(milliseconds time, std::string text) {
    refusal why{error_code::rate_limited, std::move(text)};
    why.retry_after = time;
    return why;
}

}  // namespace

pair_rule ask(const friend_pair& pair, const ports::friend_counts& mine, bool requests_off, time_point now,
              const friend_limits& limits) {
    if (pair.blocked) return refusal{error_code::not_allowed, "You have blocked this person. Unblock them first."};
    if (pair.blocked_me) return error_code::no_person;
    if (pair.is == state::friends || pair.is == state::outgoing) return pair;
    if (pair.is == state::incoming) return moved(pair, state::friends, now);
    if (requests_off) return error_code::no_person;
    if (pair.declined_me && *pair.declined_me + limits.declined > now)
        return wait(*pair.declined_me + limits.declined - now, "Your last request was declined. Wait before the next.");
    if (mine.pending >= limits.pending) return error_code::friend_limit;
    constexpr std::chrono::hours later{1};
    if (mine.today >= limits.per_day) return wait(later, "That were many requests for one day. Try again later.");
    return moved(pair, state::outgoing, now);
}

pair_rule answer(const friend_pair& pair, bool accept, time_point now) {
    if (pair.is != state::incoming) return error_code::no_person;
    friend_pair after = moved(pair, accept ? state::friends : state::none, now);
    if (!accept) after.declined = now;
    return after;
}

pair_rule part(const friend_pair& pair, time_point now) {
    if (pair.is != state::outgoing && pair.is != state::friends) return error_code::no_person;
    return moved(pair, state::none, now);
}

pair_rule block(const friend_pair& pair, time_point now) {
    if (pair.blocked) return pair;
    friend_pair after = moved(pair, state::none, now);
    after.blocked = true;
    return after;
}

pair_rule unblock(const friend_pair& pair, time_point now) {
    if (!pair.blocked) return error_code::no_person;
    friend_pair after = moved(pair, state::none, now);
    after.blocked = false;
    return after;
}

}  // namespace srchat::services
