#include <algorithm>

#include "srchat/core/emoji.hpp"
#include "srchat/core/room_state.hpp"

namespace srchat::core {

// Reads what the deciding functions need and nobody else may see.
struct decider {
    static member_no next_member(const room_state& room) noexcept { return room.next_m_; }
};

namespace {

std::vector<protocol::log_draft> one(const person_id& actor, protocol::room_event what) {
    std::vector<protocol::log_draft> drafts;
    drafts.push_back({actor, std::move(what)});
    return drafts;
}

protocol::member shown(const room_member& m) { return {m.m, m.who, m.role, protocol::presence_state::here}; }

// The living message at `target`, for an act of a member.
result<const live_message*> living_message(const room_state& room, const person_id& actor, seq_no target,
                                           time_point now) {
    if (room.member(actor) == nullptr) return error_code::not_member;
    const live_message* m = room.history().message(target);
    if (m == nullptr || m->expires_at <= now) return error_code::no_message;
    return m;
}

}  // namespace

time_point message_end(const room_state& room, time_point now) {
    const time_point end = now + room.rules().length_of(room.settings().message_life);
    return room.expires_at() ? std::min(end, *room.expires_at()) : end;
}

decision decide_join(const room_state& room, const person_id& actor, const protocol::person& who) {
    if (room.closed()) return error_code::gone;
    if (room.member(actor) != nullptr) return std::vector<protocol::log_draft>{};
    if (room.count() >= room.rules().members_max) return error_code::room_full;
    const protocol::role role = actor == room.owner() ? protocol::role::owner : protocol::role::member;
    return one(actor, protocol::member_joined{{decider::next_member(room), who, role, protocol::presence_state::here}});
}

decision decide_leave(const room_state& room, const person_id& actor, protocol::leave_reason reason) {
    const room_member* m = room.member(actor);
    if (m == nullptr) return error_code::not_member;
    return one(actor, protocol::member_left{m->m, reason});
}

decision decide_rename(const room_state& room, const person_id& actor, const protocol::person& who) {
    const room_member* m = room.member(actor);
    if (m == nullptr || m->who == who) return std::vector<protocol::log_draft>{};
    protocol::member changed = shown(*m);
    changed.who = who;
    return one(actor, protocol::member_changed{std::move(changed)});
}

decision decide(const room_state& room, const person_id& actor, const protocol::say& what, time_point now) {
    const room_member* m = room.member(actor);
    if (m == nullptr) return error_code::not_member;
    // Its end is seen to a moment late; what was taken in that moment would be acknowledged and never shown.
    if (room.closed() || (room.expires_at() && *room.expires_at() <= now)) return error_code::gone;
    return one(actor,
               protocol::message{m->as_author, what.cid, what.content, message_end(room, now), std::nullopt, {}});
}

decision decide(const room_state& room, const person_id& actor, const protocol::edit& what, time_point now) {
    const result<const live_message*> target = living_message(room, actor, what.target, now);
    if (!target) return target.error();
    if ((*target)->by_person != actor) return error_code::not_yours;
    const time_point sent_at = room.history().at(what.target).at;
    if (now - sent_at > room.rules().edit_window) return error_code::edit_window_over;
    if ((*target)->content == what.content) return std::vector<protocol::log_draft>{};
    return one(actor, protocol::message_edited{what.target, what.content, now});
}

decision decide(const room_state& room, const person_id& actor, const protocol::delete_& what, time_point now) {
    const result<const live_message*> target = living_message(room, actor, what.target, now);
    if (!target) return target.error();
    if ((*target)->by_person == actor) return one(actor, protocol::message_deleted{what.target, std::nullopt});
    const protocol::role role = room.member(actor)->role;
    if (role < protocol::role::moderator) return error_code::not_yours;
    return one(actor, protocol::message_deleted{what.target, role});
}

decision decide(const room_state& room, const person_id& actor, const protocol::react& what, time_point now) {
    const room_member* m = room.member(actor);
    if (m == nullptr) return error_code::not_member;
    const live_message* target = room.history().message(what.target);
    if (target == nullptr || target->expires_at <= now) return error_code::no_message;
    if (!is_emoji(what.emoji)) return error_code::emoji_invalid;
    const auto kind = std::ranges::find(target->reactions, what.emoji, &live_message::reaction::emoji);
    const bool known = kind != target->reactions.end();
    const bool mine = known && std::ranges::find(kind->who, actor) != kind->who.end();
    if (mine == what.on) return std::vector<protocol::log_draft>{};
    if (!known && target->reactions.size() >= room.rules().reaction_kinds_max) return error_code::reaction_limit;
    const std::size_t before = known ? kind->who.size() : 0;
    const auto count = static_cast<std::uint32_t>(what.on ? before + 1 : before - 1);
    return one(actor, protocol::reaction{what.target, what.emoji, m->m, what.on, count});
}

decision decide_close(const room_state& room, protocol::close_reason reason) {
    if (room.closed()) return error_code::gone;
    return one(room.owner(), protocol::room_closed{reason});
}

}  // namespace srchat::core
