// The decisions of the owner, and what becomes of a room whose owner is gone. There is one owner at every moment: `to` takes
// over in the same entry in which the old one steps down.

#include <algorithm>

#include "room_drafts.hpp"
#include "srchat/core/room_state.hpp"

namespace srchat::core {

using protocol::role;

namespace {

std::optional<error_code> check_entry(const room_state& room, const protocol::room_set& what,
                                      protocol::room_entry entry) {
    const bool with_password = entry == protocol::room_entry::password;
    if (what.password && !with_password) return error_code::password_invalid;
    const bool has_one = what.password || !room.settings().verifier.empty();
    if (with_password && !has_one) return error_code::password_invalid;
    return std::nullopt;
}

bool same_settings(const protocol::card& a, const protocol::card& b) {
    return a.name == b.name && a.topic == b.topic && a.listing == b.listing && a.life == b.life &&
           a.message_life == b.message_life && a.entry == b.entry && a.speech == b.speech && a.guests == b.guests &&
           a.slow == b.slow;
}

protocol::owner_changed hand_over(const room_state& room, member_no to, protocol::succession reason) {
    const room_member* old = room.member(room.owner());
    return {old != nullptr ? std::optional{old->m} : std::nullopt, to, reason};
}

}  // namespace

decision decide(const room_state& room, const person_id& actor, const protocol::room_set& what, time_point now,
                const secret_text& verifier) {
    const result<role> by = rank_of(room, actor, role::owner);
    if (!by) return by.error();
    protocol::card c = room.card();
    if (what.name) c.name = *what.name;
    if (what.topic) c.topic = *what.topic;
    if (what.listing) c.listing = *what.listing;
    if (what.entry) c.entry = *what.entry;
    if (what.speech) c.speech = *what.speech;
    if (what.guests) c.guests = *what.guests;
    if (what.message_life) c.message_life = *what.message_life;
    if (what.slow_ms) c.slow = milliseconds{*what.slow_ms};
    if (const auto wrong = check_entry(room, what, c.entry)) return *wrong;
    if (what.life && *what.life != c.life) {
        c.life = *what.life;
        const milliseconds length = room.rules().length_of(c.life);
        c.expires_at = length.count() > 0 ? std::optional{now + length} : std::nullopt;
    }
    const milliseconds length = room.rules().length_of(c.life);
    if (length.count() > 0 && room.rules().length_of(c.message_life) > length) return error_code::bad_life;
    if (same_settings(c, room.card()) && !what.password) return std::vector<protocol::log_draft>{};
    std::vector<protocol::log_draft> drafts = one(actor, protocol::room_changed{std::move(c), *by});
    if (what.password) drafts.front().secret = verifier;
    return drafts;
}

decision decide(const room_state& room, const person_id& actor, const protocol::transfer& what, time_point now) {
    const result<role> by = rank_of(room, actor, role::owner);
    if (!by) return by.error();
    const room_member* to = room.member(what.m);
    if (to == nullptr || to->person == actor) return error_code::no_member;
    if (room.offer() && room.offer()->what.expires_at > now) return error_code::offer_pending;
    return one(actor, protocol::transfer_offered{{what.m, now + room.rules().offer}});
}

decision decide(const room_state& room, const person_id& actor, const protocol::transfer_answer& what, time_point now) {
    const room_member* m = room.member(actor);
    if (m == nullptr) return error_code::not_member;
    const auto& offer = room.offer();
    if (!offer || offer->to != actor || offer->what.expires_at <= now) return error_code::no_offer;
    if (!what.accept) return one(actor, protocol::transfer_ended{protocol::offer_outcome::declined});
    return one(actor, hand_over(room, m->m, protocol::succession::transfer));
}

decision decide(const room_state& room, const person_id& actor, const protocol::transfer_cancel&, time_point now) {
    const result<role> by = rank_of(room, actor, role::owner);
    if (!by) return by.error();
    if (!room.offer() || room.offer()->what.expires_at <= now) return error_code::no_offer;
    return one(actor, protocol::transfer_ended{protocol::offer_outcome::cancelled});
}

decision decide(const room_state& room, const person_id& actor, const protocol::successor& what, time_point) {
    const result<role> by = rank_of(room, actor, role::owner);
    if (!by) return by.error();
    const room_member* to = what.m == 0 ? nullptr : room.member(what.m);
    if (what.m != 0 && (to == nullptr || to->person == actor)) return error_code::no_member;
    if (room.successor() == what.m) return std::vector<protocol::log_draft>{};
    return one(actor, protocol::successor_named{what.m});
}

decision decide(const room_state& room, const person_id& actor, const protocol::close& what, time_point now) {
    const result<role> by = rank_of(room, actor, role::owner);
    if (!by) return by.error();
    if (room.closing()) return std::vector<protocol::log_draft>{};
    return one(actor, protocol::room_closing{{now + room.rules().countdown, what.reason}, *by});
}

bool is_due(const room_state& room, time_point now) {
    if (room.kind() != protocol::room_kind::room) return false;
    const bool offer_over = room.offer() && room.offer()->what.expires_at <= now;
    const bool owner_gone = room.owner_left_at() && *room.owner_left_at() + room.rules().owner_grace <= now;
    const bool closing = room.closing() && room.closing()->closes_at <= now;
    return !room.closed() && (offer_over || owner_gone || closing);
}

decision decide_time(const room_state& room, time_point now) {
    if (!is_due(room, now)) return std::vector<protocol::log_draft>{};
    if (room.closing() && room.closing()->closes_at <= now)
        return one(room.owner(), protocol::room_closed{protocol::close_reason::closed, room.closing()->text});
    std::vector<protocol::log_draft> drafts;
    if (room.offer() && room.offer()->what.expires_at <= now)
        drafts.push_back({room.owner(), protocol::transfer_ended{protocol::offer_outcome::expired}});
    if (!room.owner_left_at() || *room.owner_left_at() + room.rules().owner_grace > now) return drafts;

    const room_member* heir = room.member(room.successor());
    const auto staff = [](const room_member& m) { return m.role == role::moderator; };
    const auto anybody = [](const room_member&) { return true; };
    if (heir == nullptr) heir = room.longest_present(staff);
    if (heir == nullptr) heir = room.longest_present(anybody);
    if (heir == nullptr) {
        drafts.push_back({room.owner(), protocol::room_closed{protocol::close_reason::ownerless, {}}});
    } else {
        drafts.push_back({heir->person, hand_over(room, heir->m, protocol::succession::succession)});
    }
    return drafts;
}

}  // namespace srchat::core
