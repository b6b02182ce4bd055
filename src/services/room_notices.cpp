// The part of room_home that lets people know what concerns them: mentions, offers, knocks, invitations, unread messages of
// friends. Notices go to inboxes, whose homes may be other shards, and leave them with what they speak of.

#include <algorithm>

#include "live_room.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

using protocol::notice_kind;

namespace {

protocol::notice here(const live_room& room, notice_kind kind) {
    protocol::notice n;
    n.kind = kind;
    n.room = protocol::notice::place{room.state.id(), room.state.settings().name};
    return n;
}

core::notice_filter about(const live_room& room, std::optional<notice_kind> kind) {
    core::notice_filter which;
    which.kind = kind;
    which.room = room.state.id();
    return which;
}

const protocol::message_extras* mentions_of(const core::live_message* m) {
    return m != nullptr && m->more && !m->more->mentions.empty() ? m->more.get() : nullptr;
}

}  // namespace

void room_home::notify_of(live_room& room, const person_id& person, told what) {
    room.noticed.insert(person);
    tell_.notify(person, std::move(what));
}

void room_home::notify_mentions(live_room& room, const protocol::message_extras& more, const person_id& by, told what) {
    for (const member_no m : more.mentions) {
        const person_id* person = room.state.person_of(m);
        if (person != nullptr && *person != by) notify_of(room, *person, what);
    }
}

void room_home::withdraw_mentions(live_room& room, seq_no target) {
    const protocol::message_extras* more = mentions_of(room.state.history().message(target));
    if (more == nullptr) return;
    core::notice_filter which = about(room, notice_kind::mention);
    which.target = target;
    for (const member_no m : more->mentions) {
        if (const person_id* person = room.state.person_of(m)) tell_.withdraw(*person, which);
    }
}

// A message's end has moved; so has that of what tells of it.
void room_home::notify_mentions_again(live_room& room) {
    const core::room_history& history = room.state.history();
    for (seq_no seq = history.first(); seq <= history.top(); ++seq) {
        const core::live_message* m = history.message(seq);
        const protocol::message_extras* more = mentions_of(m);
        if (more == nullptr) continue;
        told what{here(room, notice_kind::mention), m->by->who, m->expires_at};
        what.what.target = seq;
        notify_mentions(room, *more, m->by_person, std::move(what));
    }
}

void room_home::withdraw_from_all(live_room& room, std::optional<notice_kind> kind) {
    for (const person_id& person : room.noticed) tell_.withdraw(person, about(room, kind));
}

room_home::aftermath room_home::notice_before(live_room& room, const protocol::log_entry& entry) {
    const bool direct = room.state.kind() == protocol::room_kind::direct;
    const aftermath told_later = direct ? aftermath::unread : aftermath::none;
    if (const auto* said = std::get_if<protocol::message>(&entry.what)) {
        if (said->more && !said->more->mentions.empty() && !room.own()) {
            told what{here(room, notice_kind::mention), said->by->who, said->expires_at};
            what.what.target = entry.seq;
            notify_mentions(room, *said->more, entry.actor, std::move(what));
        }
        return told_later;
    }
    if (const auto* deleted = std::get_if<protocol::message_deleted>(&entry.what)) {
        withdraw_mentions(room, deleted->target);
        return told_later;
    }
    if (room.own()) return aftermath::none;
    if (const auto* changed = std::get_if<protocol::room_changed>(&entry.what)) {
        const bool shorter =
            rules_.length_of(changed->room_info.message_life) < rules_.length_of(room.state.settings().message_life) ||
            changed->room_info.expires_at != room.state.expires_at();
        return shorter ? aftermath::shorter : aftermath::none;
    }
    if (const auto* offered = std::get_if<protocol::transfer_offered>(&entry.what)) {
        const core::room_member* owner = room.state.member(room.state.owner());
        const person_id* to = room.state.person_of(offered->what.m);
        const protocol::person by = owner != nullptr ? owner->who : protocol::person{};
        if (to != nullptr) notify_of(room, *to, {here(room, notice_kind::offer), by, offered->what.expires_at});
    }
    const bool answered = std::holds_alternative<protocol::transfer_ended>(entry.what) ||
                          std::holds_alternative<protocol::owner_changed>(entry.what);
    if (answered && room.state.offer()) tell_.withdraw(room.state.offer()->to, about(room, notice_kind::offer));
    const bool joined = std::holds_alternative<protocol::member_joined>(entry.what);
    if (joined && room.noticed.contains(entry.actor)) tell_.withdraw(entry.actor, about(room, notice_kind::invite));
    return aftermath::none;
}

void room_home::notice_after(live_room& room, aftermath what) {
    if (what == aftermath::shorter) notify_mentions_again(room);
    if (what != aftermath::unread) return;
    for (const auto& [person, presence] : room.people) refresh_unread(room, person);
}

void room_home::notify_staff_of_knocks(live_room& room) {
    const std::vector<protocol::knocker> waiting = door_.waiting(room.state.id());
    const auto staff = [](const core::room_member& m) { return m.role >= protocol::role::moderator; };
    std::vector<person_id> people;
    // Visits everybody: nobody is the one that is looked for.
    room.state.longest_present([&](const core::room_member& m) {
        if (staff(m)) people.push_back(m.person);
        return false;
    });
    for (const person_id& person : people) {
        if (waiting.empty()) {
            tell_.withdraw(person, about(room, notice_kind::knock));
            continue;
        }
        told what{here(room, notice_kind::knock), waiting.back().who, waiting.back().expires_at};
        what.what.count = static_cast<std::uint32_t>(waiting.size());
        notify_of(room, person, std::move(what));
    }
}

void room_home::refresh_unread(live_room& room, const person_id& reader) {
    if (room.state.kind() != protocol::room_kind::direct) return;
    live_room::presence& p = room.people[reader];
    const core::unread missed = core::unread_of(room.state, reader, p.read, server_clock::now());
    if (!p.sockets.empty() || missed.count == 0) {
        if (std::exchange(p.awaited, false)) tell_.withdraw(reader, about(room, notice_kind::direct));
        return;
    }
    told what{here(room, notice_kind::direct), missed.by->who, missed.ends_at};
    what.what.count = missed.count;
    for (const auto& [person, other] : room.people) {
        if (person != reader) what.what.name = other.account;
    }
    p.awaited = true;
    notify_of(room, reader, std::move(what));
}

result<protocol::ok> room_home::invite_friend(const caller& by, const std::string& account, const room_id& id,
                                              const person_id& to) {
    live_room* room = find(id);
    if (room == nullptr) return missing(id);
    if (room->own()) return error_code::not_allowed;
    const core::room_settings& s = room->state.settings();
    // Anybody may pass on a link that lets anybody in.
    const bool anybodys = s.entry == protocol::room_entry::open && !s.locked;
    const protocol::role least = anybodys ? protocol::role::member : protocol::role::moderator;
    const result<protocol::role> rank = core::rank_of(room->state, by.person, least);
    if (!rank) return rank.error();
    told what{here(*room, notice_kind::invite), by.who, server_clock::now() + rules_.day};
    what.what.name = account;
    if (!anybodys) {
        result<protocol::invite_reply> made = new_invitation(*room, 1, protocol::invite_life::day);
        if (!made) return made.error();
        what.what.token = std::move(made->token);
        what.expires_at = made->expires_at;
    }
    notify_of(*room, to, std::move(what));
    return protocol::ok{};
}

}  // namespace srchat::services
