// The decisions of members: coming, going, and messages.

#include <algorithm>

#include "room_drafts.hpp"
#include "srchat/core/emoji.hpp"
#include "srchat/core/room_state.hpp"

namespace srchat::core {

// Reads what the deciding functions need and nobody else may see.
struct decider {
    static member_no next_member(const room_state& room) noexcept { return room.next_m_; }
};

namespace {

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

namespace {

// What keeps somebody outside at the door; nullopt if nothing does.
std::optional<error_code> door(const room_state& room, const credentials& shown) {
    const room_settings& s = room.settings();
    if (shown.guest && !s.guests) return error_code::no_guests;
    if (s.locked) return error_code::locked;
    if (shown.admitted) return std::nullopt;
    switch (s.entry) {
        case protocol::room_entry::open: return std::nullopt;
        case protocol::room_entry::password:
            return shown.password ? std::nullopt : std::optional{error_code::password_wrong};
        case protocol::room_entry::knock: return error_code::knock_first;
        case protocol::room_entry::invite: return error_code::invite_only;
    }
    return std::nullopt;
}

// Back in a room that somebody is a member of already.
decision come_back(const room_state& room, const room_member& me, const protocol::person& who,
                   const credentials& shown) {
    const bool hidden = who.kind == protocol::person_kind::hidden;
    if (me.hidden() != hidden) return error_code::identity_differs;
    const bool known = room.settings().entry != protocol::room_entry::password || shown.password || shown.admitted ||
                       me.password_epoch == room.password_epoch() || me.role >= protocol::role::moderator;
    if (!known) return error_code::password_wrong;
    return std::vector<protocol::log_draft>{};
}

// The owner must not be told from a pseudonym: who was seen owning the room does not come back hidden, nor the reverse.
bool would_unmask_owner(const room_state& room, const person_id& actor, bool hidden) {
    if (actor != room.owner()) return false;
    const room_state::identity was = room.former_identity(actor);
    return was != room_state::identity::unknown && (was == room_state::identity::hidden) != hidden;
}

}  // namespace

decision decide_join(const room_state& room, const person_id& actor, const protocol::person& who,
                     const credentials& shown, time_point now) {
    if (room.closed()) return error_code::gone;
    if (room.is_banned(actor)) return error_code::banned;
    if (const room_member* me = room.member(actor)) return come_back(room, *me, who, shown);
    if (room.kind() != protocol::room_kind::room) return error_code::no_room;
    if (const auto until = room.kicked_until(actor, now)) return refusal_until(error_code::kicked, *until, now);
    const bool hidden = who.kind == protocol::person_kind::hidden;
    const bool owns = actor == room.owner();
    if (would_unmask_owner(room, actor, hidden)) return error_code::identity_differs;
    if (const auto why = owns ? std::nullopt : door(room, shown)) {
        return room.settings().listing == protocol::listing::unlisted ? error_code::no_room : *why;
    }
    if (room.is_official() && room.settings().official->opens_at.value_or(now) > now)
        return refusal_until(error_code::not_open, *room.settings().official->opens_at, now);
    if (room.count() >= room.capacity()) return error_code::room_full;
    const protocol::role role = owns ? protocol::role::owner : room.kept_role(actor, hidden);
    protocol::member me{decider::next_member(room), who, role, protocol::presence_state::here, std::nullopt};
    // A mute holds in any case, but it is shown only where it does not tell who is behind a pseudonym.
    const room_state::identity same = hidden ? room_state::identity::hidden : room_state::identity::shown;
    if (room.former_identity(actor) == same) me.muted_until = room.muted_until(actor, now);
    return one(actor, protocol::member_joined{std::move(me)});
}

decision decide_leave(const room_state& room, const person_id& actor, protocol::leave_reason reason) {
    const room_member* m = room.member(actor);
    if (m == nullptr) return error_code::not_member;
    if (room.kind() != protocol::room_kind::room) return error_code::not_allowed;
    // That a session ended would tell the same of the shown member of another room.
    const bool tells = m->hidden() && reason == protocol::leave_reason::session;
    std::vector<protocol::log_draft> drafts =
        one(actor, protocol::member_left{m->m, tells ? protocol::leave_reason::left : reason, std::nullopt});
    if (room.offer() && room.offer()->to == actor)
        drafts.push_back({actor, protocol::transfer_ended{protocol::offer_outcome::declined}});
    return drafts;
}

decision decide_rename(const room_state& room, const person_id& actor, const protocol::person& who) {
    const room_member* m = room.member(actor);
    if (m == nullptr || m->hidden() || m->who == who) return std::vector<protocol::log_draft>{};
    protocol::member changed = shown(*m);
    changed.who = who;
    return one(actor, protocol::member_changed{std::move(changed)});
}

namespace {

// Why a member may not write just now.
std::optional<refusal> silenced(const room_state& room, const room_member& m, time_point now) {
    if (const auto until = room.muted_until(m.person, now)) return refusal_until(error_code::muted, *until, now);
    const bool needs_voice = room.settings().speech == protocol::room_speech::voiced;
    if (needs_voice && m.role < protocol::role::voiced) return refusal{error_code::not_voiced};
    return std::nullopt;
}

std::optional<refusal> too_soon(const room_state& room, const room_member& m, time_point now) {
    const milliseconds slow = room.settings().slow;
    if (slow.count() == 0 || m.role >= protocol::role::moderator) return std::nullopt;
    const auto last = room.last_said(m.person);
    if (!last || *last + slow <= now) return std::nullopt;
    return refusal_until(error_code::rate_limited, *last + slow, now);
}

std::shared_ptr<const protocol::message_extras> extras_of(const protocol::say& what, const protocol::media* media) {
    if (what.reply_to == 0 && what.mentions.empty() && media == nullptr) return nullptr;
    auto more = std::make_shared<protocol::message_extras>();
    more->reply_to = what.reply_to;
    for (const member_no one : what.mentions) {
        if (std::ranges::find(more->mentions, one) == more->mentions.end()) more->mentions.push_back(one);
    }
    if (media != nullptr) more->media = *media;
    return more;
}

}  // namespace

decision decide(const room_state& room, const person_id& actor, const protocol::say& what, time_point now,
                const protocol::media* media) {
    const room_member* m = room.member(actor);
    if (m == nullptr) return error_code::not_member;
    if (room.kind() == protocol::room_kind::inbox) return error_code::not_allowed;
    // Its end is seen to a moment late; what was taken in that moment would be acknowledged and never shown.
    if (room.closed() || (room.expires_at() && *room.expires_at() <= now)) return error_code::gone;
    if (auto why = silenced(room, *m, now)) return std::move(*why);
    if (auto why = too_soon(room, *m, now)) return std::move(*why);
    if (what.reply_to != 0) {
        const live_message* target = room.history().message(what.reply_to);
        if (target == nullptr || target->expires_at <= now) return error_code::no_message;
    }
    for (const member_no one : what.mentions) {
        if (room.member(one) == nullptr) return error_code::no_member;
    }
    if (what.media && media == nullptr) return error_code::no_media;
    return one(actor,
               protocol::message{m->as_author, what.cid, what.content, message_end(room, now), extras_of(what, media)});
}

decision decide(const room_state& room, const person_id& actor, const protocol::edit& what, time_point now) {
    const result<const live_message*> target = living_message(room, actor, what.target, now);
    if (!target) return target.error();
    const bool own = (*target)->by_person == actor;
    if (!own || room.kind() == protocol::room_kind::inbox) return error_code::not_yours;
    const time_point sent_at = room.history().at(what.target).at;
    if (now - sent_at > room.rules().edit_window) return error_code::edit_window_over;
    // A new text is said like any other.
    if (auto why = silenced(room, *room.member(actor), now)) return std::move(*why);
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
    if (room.kind() == protocol::room_kind::inbox) return error_code::not_allowed;
    if (auto why = what.on ? silenced(room, *m, now) : std::nullopt) return std::move(*why);
    const live_message* target = room.history().message(what.target);
    if (target == nullptr || target->expires_at <= now) return error_code::no_message;
    if (!is_emoji(what.emoji)) return error_code::emoji_invalid;
    const auto kinds = target->reactions();
    const auto kind = std::ranges::find(kinds, what.emoji, &live_message::reaction::emoji);
    const bool known = kind != kinds.end();
    const bool mine = known && std::ranges::find(kind->who, actor) != kind->who.end();
    if (mine == what.on) return std::vector<protocol::log_draft>{};
    if (!known && kinds.size() >= room.rules().reaction_kinds_max) return error_code::reaction_limit;
    const std::size_t before = known ? kind->who.size() : 0;
    const auto count = static_cast<std::uint32_t>(what.on ? before + 1 : before - 1);
    return one(actor, protocol::reaction{what.target, what.emoji, m->m, what.on, count});
}

decision decide_close(const room_state& room, protocol::close_reason reason) {
    if (room.closed()) return error_code::gone;
    return one(room.owner(), protocol::room_closed{reason, {}});
}

}  // namespace srchat::core
