#include "srchat/core/inbox.hpp"

#include <algorithm>

#include "room_drafts.hpp"

namespace srchat::core {

namespace {

using protocol::notice_kind;

room_settings own(protocol::room_kind kind, protocol::message_life life) {
    room_settings s;
    s.kind = kind;
    s.listing = protocol::listing::unlisted;
    s.entry = protocol::room_entry::invite;
    s.message_life = life;
    return s;
}

// The living notices, the oldest first.
template <class F>
void each_notice(const room_state& inbox, time_point now, F f) {
    const room_history& history = inbox.history();
    for (seq_no seq = history.first(); seq <= history.top(); ++seq) {
        const live_message* m = history.message(seq);
        if (m == nullptr || m->expires_at <= now) continue;
        if (const auto* body = std::get_if<protocol::notice_body>(&m->content)) f(seq, *body->what);
    }
}

// What the new one stands for as well. Of a mention's message there is one notice, of everything else one per place or name.
bool replaces(const protocol::notice& fresh, const protocol::notice& old) {
    const bool same = fresh.kind == old.kind && fresh.name == old.name;
    const bool same_place =
        fresh.room.has_value() == old.room.has_value() && (!fresh.room || fresh.room->id == old.room->id);
    const bool by_message = fresh.kind == notice_kind::mention;
    return same && same_place && (!by_message || fresh.target == old.target);
}

}  // namespace

room_settings direct_settings() { return own(protocol::room_kind::direct, protocol::message_life::day); }
room_settings inbox_settings() { return own(protocol::room_kind::inbox, protocol::message_life::week); }

std::vector<protocol::log_draft> decide_members(const std::vector<std::pair<person_id, protocol::person>>& members) {
    std::vector<protocol::log_draft> drafts;
    member_no m = 0;
    for (const auto& [person, who] : members) {
        const protocol::member one{++m, who, protocol::role::member, protocol::presence_state::away, std::nullopt};
        drafts.push_back({person, protocol::member_joined{one}});
    }
    return drafts;
}

bool notice_filter::fits(const protocol::notice& told) const {
    return (!kind || *kind == told.kind) && (!room || (told.room && told.room->id == *room)) &&
           (name.empty() || name == told.name) && (target == 0 || target == told.target);
}

decision decide_notice(const room_state& inbox, const person_id& owner, const protocol::person& about,
                       const protocol::notice& what, time_point expires_at, const client_id& cid, time_point now) {
    if (inbox.member(owner) == nullptr) return error_code::not_member;
    std::vector<protocol::log_draft> drafts;
    const auto take_away = [&](seq_no seq) { drafts.push_back({owner, protocol::message_deleted{seq, std::nullopt}}); };
    std::vector<seq_no> kept;
    each_notice(inbox, now, [&](seq_no seq, const protocol::notice& old) {
        if (replaces(what, old)) {
            take_away(seq);
        } else {
            kept.push_back(seq);
        }
    });
    if (kept.size() >= most_notices) take_away(kept.front());
    const auto by = std::make_shared<const protocol::author>(protocol::author{0, about});
    const protocol::notice_body body{std::make_shared<const protocol::notice>(what)};
    drafts.push_back({owner, protocol::message{by, cid, body, std::min(expires_at, message_end(inbox, now))}});
    return drafts;
}

decision decide_withdraw(const room_state& inbox, const person_id& owner, const notice_filter& which, time_point now) {
    std::vector<protocol::log_draft> drafts;
    each_notice(inbox, now, [&](seq_no seq, const protocol::notice& told) {
        if (which.fits(told)) drafts.push_back({owner, protocol::message_deleted{seq, std::nullopt}});
    });
    return drafts;
}

unread unread_of(const room_state& room, const person_id& reader, seq_no read, time_point now) {
    unread found;
    const room_history& history = room.history();
    for (seq_no seq = std::max(read + 1, history.first()); seq <= history.top(); ++seq) {
        const live_message* m = history.message(seq);
        if (m == nullptr || m->expires_at <= now || m->by_person == reader) continue;
        ++found.count;
        found.newest = seq;
        found.ends_at = std::max(found.ends_at, m->expires_at);
        found.by = m->by;
    }
    return found;
}

}  // namespace srchat::core
