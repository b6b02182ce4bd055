// The decisions of moderators and the owner about members and the room's order. Rank is judged here, when the act is applied.

#include <algorithm>

#include "room_drafts.hpp"
#include "srchat/core/room_state.hpp"

namespace srchat::core {

using protocol::role;

result<role> rank_of(const room_state& room, const person_id& actor, role least) {
    const room_member* m = room.member(actor);
    if (m == nullptr) return error_code::not_member;
    if (m->role < least) return error_code::not_allowed;
    return m->role;
}

namespace {

// The acting member's rank and the member acted upon, who is of a lower rank.
struct pair_of_members {
    role by;
    const room_member* target;
};

result<pair_of_members> over_member(const room_state& room, const person_id& actor, member_no m) {
    const result<role> by = rank_of(room, actor, role::moderator);
    if (!by) return by.error();
    const room_member* target = room.member(m);
    if (target == nullptr) return error_code::no_member;
    if (target->role >= *by) return error_code::not_allowed;
    return pair_of_members{*by, target};
}

std::vector<protocol::log_draft> send_out(const room_state& room, const person_id& person, member_no m,
                                          protocol::leave_reason reason, role by) {
    std::vector<protocol::log_draft> drafts = one(person, protocol::member_left{m, reason, by});
    if (room.offer() && room.offer()->to == person)
        drafts.push_back({person, protocol::transfer_ended{protocol::offer_outcome::cancelled}});
    return drafts;
}

// A ban takes along the messages that show pictures, but only those written as `m`: what the same person did under another
// number must not vanish with them, or everybody could see whose it was.
void take_pictures(const room_state& room, const person_id& actor, member_no m, role by,
                   std::vector<protocol::log_draft>& drafts) {
    const room_history& history = room.history();
    for (seq_no seq = history.first(); seq <= history.top(); ++seq) {
        const live_message* one = history.message(seq);
        const bool theirs = one != nullptr && one->picture() != nullptr && one->by->m == m;
        if (theirs) drafts.push_back({actor, protocol::message_deleted{seq, by}});
    }
}

// The room's card with one thing changed.
template <class Change>
decision change_card(const room_state& room, const person_id& actor, role by, Change change) {
    protocol::room_changed what{room.card(), by};
    change(what.room_info);
    return one(actor, std::move(what));
}

}  // namespace

decision decide(const room_state& room, const person_id& actor, const protocol::kick& what, time_point) {
    const result<pair_of_members> both = over_member(room, actor, what.m);
    if (!both) return both.error();
    return send_out(room, both->target->person, what.m, protocol::leave_reason::kicked, both->by);
}

decision decide(const room_state& room, const person_id& actor, const protocol::mute& what, time_point now) {
    const result<pair_of_members> both = over_member(room, actor, what.m);
    if (!both) return both.error();
    protocol::member changed = shown(*both->target);
    changed.muted_until.reset();
    if (what.for_ms > 0) changed.muted_until = now + milliseconds{what.for_ms};
    const bool nothing = !changed.muted_until && !room.muted_until(both->target->person, now);
    if (nothing) return std::vector<protocol::log_draft>{};
    return one(both->target->person, protocol::member_changed{std::move(changed), both->by});
}

decision decide(const room_state& room, const person_id& actor, const protocol::ban& what, time_point) {
    const result<role> by = rank_of(room, actor, role::moderator);
    if (!by) return by.error();
    const person_id* person = room.person_of(what.m);
    if (person == nullptr) return error_code::no_member;
    const room_member* here = room.member(what.m);
    const former_member* gone = room.former(what.m);
    // The same person may be here again under another number and rank.
    const room_member* again = room.member(*person);
    const role was = here != nullptr ? here->role : gone->role;
    const bool out_of_reach = was >= *by || *person == room.owner() || (again != nullptr && again->role >= *by);
    if (out_of_reach) return error_code::not_allowed;
    if (room.is_banned(*person)) return std::vector<protocol::log_draft>{};
    const bool elsewhere = here == nullptr && again != nullptr;
    std::vector<protocol::log_draft> drafts = send_out(room, *person, what.m, protocol::leave_reason::banned, *by);
    // Under a number of their own, so that nobody learns that the two are one.
    if (elsewhere) drafts.push_back({*person, protocol::member_left{again->m, protocol::leave_reason::left}});
    take_pictures(room, actor, what.m, *by, drafts);
    return drafts;
}

decision decide_mute_by_server(const room_state& room, const person_id& person, milliseconds length, time_point now) {
    const room_member* target = room.member(person);
    if (target == nullptr) return error_code::not_member;
    const auto before = room.muted_until(person, now);
    protocol::member changed = shown(*target);
    changed.muted_until = before ? std::max(*before, now + length) : now + length;
    return one(person, protocol::member_changed{std::move(changed), role::server});
}

decision decide_redefine(const room_state& room, const room_settings& anew) {
    protocol::card c = room.card();
    c.name = anew.name;
    c.topic = anew.topic;
    c.official = anew.official;
    c.expires_at = anew.closes_at;
    return one(room.owner(), protocol::room_changed{std::move(c), role::server});
}

decision decide_ban_by_server(const room_state& room, const person_id& person) {
    const room_member* target = room.member(person);
    if (target == nullptr) return error_code::not_member;
    if (target->role > role::member || person == room.owner()) return error_code::not_allowed;
    if (room.is_banned(person)) return std::vector<protocol::log_draft>{};
    std::vector<protocol::log_draft> drafts =
        send_out(room, person, target->m, protocol::leave_reason::banned, role::server);
    take_pictures(room, person, target->m, role::server, drafts);
    return drafts;
}

decision decide(const room_state& room, const person_id& actor, const protocol::unban& what, time_point) {
    const result<role> by = rank_of(room, actor, role::moderator);
    if (!by) return by.error();
    const auto found = room.bans().find(what.ban);
    if (found == room.bans().end()) return error_code::no_ban;
    return one(actor, protocol::unbanned{what.ban, found->second.who.name, *by});
}

decision decide(const room_state& room, const person_id& actor, const protocol::set_role& what, time_point) {
    const result<pair_of_members> both = over_member(room, actor, what.m);
    if (!both) return both.error();
    if (what.role >= both->by) return error_code::not_allowed;
    if (both->target->role == what.role) return std::vector<protocol::log_draft>{};
    protocol::member changed = shown(*both->target);
    changed.role = what.role;
    return one(both->target->person, protocol::member_changed{std::move(changed), both->by});
}

decision decide(const room_state& room, const person_id& actor, const protocol::lock& what, time_point) {
    const result<role> by = rank_of(room, actor, role::moderator);
    if (!by) return by.error();
    if (room.settings().locked == what.on) return std::vector<protocol::log_draft>{};
    return change_card(room, actor, *by, [&](protocol::card& c) { c.locked = what.on; });
}

decision decide(const room_state& room, const person_id& actor, const protocol::slow& what, time_point) {
    const result<role> by = rank_of(room, actor, role::moderator);
    if (!by) return by.error();
    const milliseconds slow{what.slow_ms};
    if (room.settings().slow == slow) return std::vector<protocol::log_draft>{};
    return change_card(room, actor, *by, [&](protocol::card& c) { c.slow = slow; });
}

decision decide(const room_state& room, const person_id& actor, const protocol::pin& what, time_point now) {
    const result<role> by = rank_of(room, actor, role::moderator);
    if (!by) return by.error();
    const live_message* target = room.history().message(what.target);
    if (what.target != 0 && (target == nullptr || target->expires_at <= now)) return error_code::no_message;
    if (room.pinned() == what.target) return std::vector<protocol::log_draft>{};
    return one(actor, protocol::pinned{what.target, *by});
}

}  // namespace srchat::core
