#include "srchat/services/friends.hpp"

#include <algorithm>
#include <memory>

#include "account_view.hpp"

namespace srchat::services {

namespace {

using namespace std::chrono_literals;
using ports::friend_pair;
using protocol::friend_state;
using protocol::notice_kind;
using state = friend_pair::state;
constexpr auto notice_life = std::chrono::hours{24 * 7};

friend_state seen(const friend_pair& pair) {
    if (pair.blocked) return friend_state::blocked;
    switch (pair.is) {
        case state::none: return friend_state::none;
        case state::outgoing: return friend_state::outgoing;
        case state::incoming: return friend_state::incoming;
        case state::friends: return friend_state::friend_;
    }
    return friend_state::none;
}

// The same pair from the other side.
friend_pair turned(friend_pair pair) {
    if (pair.is == state::outgoing || pair.is == state::incoming)
        pair.is = pair.is == state::outgoing ? state::incoming : state::outgoing;
    std::swap(pair.blocked, pair.blocked_me);
    std::swap(pair.declined, pair.declined_me);
    return pair;
}

std::string folded(std::string name) {
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
}

protocol::notice of_account(notice_kind kind, const std::string& name) {
    protocol::notice n;
    n.kind = kind;
    n.name = name;
    return n;
}

core::notice_filter told_of(notice_kind kind, const std::string& name) {
    core::notice_filter which;
    which.kind = kind;
    which.name = name;
    return which;
}

}  // namespace

friends::friends(friend_stores stores, services::sessions& sessions, services::rooms& rooms,
                 const friend_limits& limits)
    : stores_{stores}, sessions_{sessions}, rooms_{rooms}, limits_{limits} {}

void friends::start() {
    sessions_.home().every(60s, [this] {
        const core::bucket_rate rate{static_cast<double>(limits_.per_day), limits_.per_day / 86'400.0};
        std::erase_if(requests_, [&](auto& b) { return b.second.is_full(rate, server_clock::now()); });
    });
}

// --- from any shard ---

task<result<std::vector<protocol::friend_view>>> friends::list(session who) {
    auto work = [this, who] { return list_here(who); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<protocol::friend_view>> friends::request(session who, whom other) {
    auto work = [this, who, other] { return request_here(who, other); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<protocol::friend_view>> friends::answer(session who, std::string name, bool accept) {
    auto work = [this, who, name, accept] {
        rule_for decide = [accept](const ports::account_record*) -> rule {
            return [accept, now = server_clock::now()](const friend_pair& pair, const ports::friend_counts&) {
                return services::answer(pair, accept, now);
            };
        };
        return change(who, whom{name}, std::move(decide));
    };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<protocol::friend_view>> friends::remove(session who, std::string name) {
    return change_plainly(std::move(who), whom{std::move(name)}, &services::part);
}

task<result<protocol::friend_view>> friends::block(session who, whom other) {
    return change_plainly(std::move(who), std::move(other), &services::block);
}

task<result<protocol::friend_view>> friends::unblock(session who, std::string name) {
    return change_plainly(std::move(who), whom{std::move(name)}, &services::unblock);
}

task<result<protocol::friend_view>> friends::change_plainly(session who, whom other, plain_rule decide) {
    auto work = [this, who, other, decide] {
        rule_for make = [decide](const ports::account_record*) -> rule {
            return [decide, now = server_clock::now()](const friend_pair& pair, const ports::friend_counts&) {
                return decide(pair, now);
            };
        };
        return change(who, other, std::move(make));
    };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<protocol::direct_reply>> friends::direct(session who, std::string name) {
    auto work = [this, who, name] { return direct_here(who, name); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<friends::found_friend>> friends::find_friend(session who, std::string name) {
    const whom named{std::move(name)};
    result<two> t = co_await find_two(std::move(who), named);
    if (!t) co_return t.error();
    result<friend_pair> pair = co_await stores_.friends.find(t->me.person, t->other_person());
    if (!pair) co_return pair.error();
    if (pair->is != state::friends) co_return error_code::no_person;
    co_return found_friend{t->other_person(), t->me.name};
}

task<result<friends::glimpse>> friends::look_at(session who, person_id other) {
    glimpse seen_as;
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find(other);
    if (!found) co_return found.error();
    if (!*found) co_return seen_as;
    const ports::account_record& account = **found;
    if (!account.profile.hide_profile) seen_as.more = {account.name, account.profile.about};
    if (!who.is_user() || who.person == other) co_return seen_as;
    result<friend_pair> pair = co_await stores_.friends.find(who.person, other);
    if (!pair) co_return pair.error();
    seen_as.state = seen(*pair);
    co_return seen_as;
}

task<result<friends::leaving>> friends::before_farewell(session who) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::optional<ports::account_record>> me = co_await stores_.accounts.find(who.person);
    if (!me) co_return me.error();
    if (!*me) co_return error_code::no_account;
    leaving l;
    l.person = who.person;
    l.name = (*me)->name;
    l.profile = (*me)->profile;
    result<std::vector<ports::friend_entry>> entries = co_await stores_.friends.list(who.person);
    if (!entries) co_return entries.error();
    l.entries = std::move(*entries);
    co_return l;
}

// --- on shard 0 ---

task<result<friends::two>> friends::find_two(session who, whom other) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::optional<ports::account_record>> me = co_await stores_.accounts.find(who.person);
    if (!me) co_return me.error();
    if (!*me) co_return error_code::no_account;
    two t;
    t.me = std::move(**me);
    const person_id* person = std::get_if<person_id>(&other);
    const std::string* name = std::get_if<std::string>(&other);
    task<result<std::optional<ports::account_record>>> look =
        person != nullptr ? stores_.accounts.find(*person)
                          : stores_.accounts.find_named(name != nullptr ? folded(*name) : std::string{});
    result<std::optional<ports::account_record>> found = co_await std::move(look);
    if (!found) co_return found.error();
    t.other = std::move(*found);
    co_return t;
}

task<result<protocol::friend_view>> friends::change(session who, whom other, rule_for make) {
    result<two> t = co_await find_two(std::move(who), std::move(other));
    if (!t) co_return t.error();
    const auto before = std::make_shared<friend_pair>();
    ports::friends::rule noted = [before, decide = make(t->other ? &*t->other : nullptr)](
                                     const friend_pair& pair, const ports::friend_counts& counts) {
        *before = pair;
        return decide(pair, counts);
    };
    const person_id me = t->me.person;
    const time_point now = server_clock::now();
    result<friend_pair> after = co_await stores_.friends.change(me, t->other_person(), now, std::move(noted));
    if (!after) co_return after.error();
    tell_change(*t, *before, *after);
    co_return view(me, t->other->person, t->other->name, t->other->profile, *after);
}

task<result<protocol::friend_view>> friends::request_here(session who, whom other) {
    const core::bucket_rate rate{static_cast<double>(limits_.per_day), limits_.per_day / 86'400.0};
    const milliseconds pause = requests_[who.person].try_take(rate, server_clock::now());
    if (pause.count() > 0) {
        refusal slow{error_code::rate_limited, "That were many requests for one day. Try again later."};
        slow.retry_after = pause;
        co_return slow;
    }
    rule_for decide = [this](const ports::account_record* to) -> rule {
        const bool off = to != nullptr && to->profile.requests_off;
        return [off, now = server_clock::now(), limits = limits_](const friend_pair& pair,
                                                                  const ports::friend_counts& mine) {
            return ask(pair, mine, off, now, limits);
        };
    };
    co_return co_await change(std::move(who), std::move(other), std::move(decide));
}

void friends::tell_change(const two& t, const friend_pair& before, const friend_pair& after) {
    if (after == before) return;
    const ports::account_record& me = t.me;
    const ports::account_record& other = *t.other;
    const auto met = [this](const ports::account_record& watcher, const ports::account_record& person) {
        if (sessions_.is_online(watcher.person)) watch_.add(watcher.person, person.person, person.name);
    };
    if (before.is != after.is) {
        rooms_.withdraw(other.person, told_of(notice_kind::friend_request, me.name));
        rooms_.withdraw(me.person, told_of(notice_kind::friend_request, other.name));
    }
    if (before.is == state::friends && after.is != state::friends) {
        rooms_.close_direct(me.person, other.person);
        watch_.remove(me.person, other.person);
        watch_.remove(other.person, me.person);
        rooms_.withdraw(other.person, told_of(notice_kind::friend_accepted, me.name));
        rooms_.withdraw(me.person, told_of(notice_kind::friend_accepted, other.name));
        rooms_.withdraw(other.person, told_of(notice_kind::invite, me.name));
        rooms_.withdraw(me.person, told_of(notice_kind::invite, other.name));
    }
    const time_point ends = after.since + notice_life;
    const protocol::person my_looks = shown(me.profile);
    if (before.is == state::none && after.is == state::outgoing)
        rooms_.notify(other.person, {of_account(notice_kind::friend_request, me.name), my_looks, ends});
    if (before.is == state::incoming && after.is == state::friends)
        rooms_.notify(other.person, {of_account(notice_kind::friend_accepted, me.name), my_looks, ends});
    if (before.is != state::friends && after.is == state::friends) {
        met(me, other);
        met(other, me);
    }
    const protocol::friend_view mine = view(me.person, other.person, other.name, other.profile, after);
    rooms_.tell_person(me.person, encode(protocol::friend_changed{mine}));
    // That somebody has blocked them is not told to people to whom nothing else changes.
    if (before.is == after.is) return;
    const protocol::friend_view theirs = view(other.person, me.person, me.name, me.profile, turned(after));
    rooms_.tell_person(other.person, encode(protocol::friend_changed{theirs}));
}

bool friends::seems_online(const person_id& person, const ports::account_profile& profile) const {
    return sessions_.is_online(person) && !profile.invisible;
}

protocol::friend_view friends::view(const person_id& viewer, const person_id& person, const std::string& name,
                                    const ports::account_profile& profile, const friend_pair& pair) const {
    protocol::friend_view v;
    v.name = name;
    v.display = profile.display;
    v.avatar = profile.avatar;
    v.state = seen(pair);
    v.since = pair.since;
    if (v.state == friend_state::friend_) {
        std::string about = profile.hide_profile ? std::string{} : profile.about;
        v.near = {std::move(about), seems_online(person, profile), rooms_.direct_of(viewer, person)};
    }
    return v;
}

task<result<std::vector<protocol::friend_view>>> friends::list_here(session who) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::vector<ports::friend_entry>> found = co_await stores_.friends.list(who.person);
    if (!found) co_return found.error();
    const bool here = sessions_.is_online(who.person);
    std::vector<protocol::friend_view> all;
    for (const ports::friend_entry& e : *found) {
        protocol::friend_view v = view(who.person, e.person, e.name, e.profile, e.pair);
        if (v.state == friend_state::none) continue;
        if (here && v.near) watch_.add(who.person, e.person, e.name);
        all.push_back(std::move(v));
    }
    co_return all;
}

task<result<protocol::direct_reply>> friends::direct_here(session who, std::string name) {
    const whom named{std::move(name)};
    result<two> t = co_await find_two(std::move(who), named);
    if (!t) co_return t.error();
    const person_id me = t->me.person;
    const person_id other = t->other_person();
    result<friend_pair> pair = co_await stores_.friends.find(me, other);
    if (!pair) co_return pair.error();
    if (!t->other || pair->is != state::friends) co_return error_code::no_person;
    room_home::direct_member mine{me, shown(t->me.profile), t->me.name};
    room_home::direct_member theirs{other, shown(t->other->profile), t->other->name};
    result<room_id> room = co_await rooms_.open_direct(std::move(mine), std::move(theirs));
    if (!room) co_return room.error();
    // One of them may have ended the friendship meanwhile, and with it a room that was not there yet.
    pair = co_await stores_.friends.find(me, other);
    if (!pair || pair->is != state::friends) rooms_.close_direct(me, other);
    if (!pair) co_return pair.error();
    if (pair->is != state::friends) co_return error_code::no_person;
    protocol::friend_view seen_as = view(me, other, t->other->name, t->other->profile, *pair);
    co_return protocol::direct_reply{*room, std::move(seen_as)};
}

void friends::farewell(leaving who) {
    sessions_.home().post([this, l = std::move(who)] {
        watch_.forget_watcher(l.person);
        invisible_.erase(l.person);
        core::notice_filter from_me;
        from_me.name = l.name;
        const friend_pair nothing;
        for (const ports::friend_entry& e : l.entries) {
            if (e.pair.is == state::none) continue;
            watch_.remove(e.person, l.person);
            rooms_.close_direct(l.person, e.person);
            rooms_.withdraw(e.person, from_me);
            const protocol::friend_view gone = view(e.person, l.person, l.name, l.profile, nothing);
            rooms_.tell_person(e.person, encode(protocol::friend_changed{gone}));
        }
    });
}

void friends::tell_watchers(const person_id& person, bool online) {
    const friend_watch::watched* w = watch_.find(person);
    if (w == nullptr) return;
    const std::string frame = encode(protocol::friend_presence{w->name, online});
    for (const person_id& watcher : w->by) {
        rooms_.tell_person(watcher, frame, runtime::outbox::urgency::drop_first);
    }
}

void friends::on_presence(const services::sessions::presence& now) {
    if (now.online && now.invisible) invisible_.insert(now.person);
    const bool was_seen = !invisible_.contains(now.person);
    if (was_seen) tell_watchers(now.person, now.online);
    if (now.online) return;
    invisible_.erase(now.person);
    watch_.forget_watcher(now.person);
}

void friends::on_invisible(const person_id& person, bool invisible) {
    if (invisible == invisible_.contains(person) || !sessions_.is_online(person)) return;
    if (invisible) {
        invisible_.insert(person);
    } else {
        invisible_.erase(person);
    }
    tell_watchers(person, !invisible);
    rooms_.be_quiet(person, invisible);
}

}  // namespace srchat::services
