// The part of room_home that keeps what belongs to its members: directs of two friends, and inboxes.

#include <algorithm>

#include "live_room.hpp"
#include "room_commit.hpp"
#include "srchat/services/live_ids.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

task<result<void>> room_home::open_own(room_id id, core::room_settings settings, std::vector<direct_member> members) {
    if (find(id) != nullptr) co_return result<void>{};
    result<epoch_no> epoch = co_await log_.open(id);
    if (!epoch) co_return epoch.error();
    if (find(id) != nullptr) co_return result<void>{};  // made by another call meanwhile
    const time_point at = server_clock::now();
    core::room_state state{id, *epoch, {}, std::move(settings), rules_, at};
    auto room = std::make_unique<live_room>(std::move(state), shards_, media_.rules);
    room->told_at = at;
    std::vector<std::pair<person_id, protocol::person>> people;
    for (direct_member& m : members) {
        people.emplace_back(m.person, std::move(m.who));
        live_room::presence& p = room->people[m.person];
        p.away_since = at;
        p.account = std::move(m.account);
    }
    rooms_[id] = std::move(room);
    last_found_ = nullptr;
    auto decide = [&people](const core::room_state& fresh) {
        return fresh.count() == 0 ? core::decide_members(people) : core::decision{std::vector<protocol::log_draft>{}};
    };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), at);
    if (!ack) co_return ack.error();
    co_return result<void>{};
}

task<result<void>> room_home::open_direct(room_id id, std::vector<direct_member> two) {
    return open_own(id, core::direct_settings(), std::move(two));
}

task<result<bool>> room_home::open_inbox(person_id person, protocol::person who) {
    std::vector<direct_member> one;
    one.push_back({person, who, {}});
    const room_id id = inbox_of(hashers_.fast, person);
    const bool fresh = find(id) == nullptr;
    result<void> opened = co_await open_own(id, core::inbox_settings(), std::move(one));
    if (!opened) co_return opened.error();
    if (who.name.empty()) co_return fresh;
    // A notice may have opened it, which does not know how its owner is shown.
    auto decide = [person, &who](const core::room_state& inbox) { return core::decide_rename(inbox, person, who); };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), server_clock::now());
    if (!ack) co_return ack.error();
    co_return fresh;
}

void room_home::close_direct(const room_id& id) {
    if (find(id) != nullptr) shard_.spawn(close(id, protocol::close_reason::unfriended));
}

void room_home::note_use(live_room& room, time_point now) {
    const auto looks = [](const auto& p) { return !p.second.sockets.empty(); };
    const bool used = std::ranges::any_of(room.people, looks) || room.state.next_expiry();
    if (used) {
        room.empty_since.reset();
    } else if (!room.empty_since) {
        room.empty_since = now;
    }
}

void room_home::notify(const person_id& person, told what) { enqueue({person, std::move(what), {}}); }

void room_home::withdraw(const person_id& person, const core::notice_filter& which) {
    enqueue({person, std::nullopt, which});
}

void room_home::enqueue(inbox_work work) {
    inbox_work_.push_back(std::move(work));
    if (std::exchange(inbox_busy_, true)) return;
    shard_.spawn(work_on_inboxes());
}

task<void> room_home::work_on_inboxes() {
    while (!inbox_work_.empty()) {
        inbox_work next = std::move(inbox_work_.front());
        inbox_work_.pop_front();
        co_await run(std::move(next));
    }
    inbox_busy_ = false;
}

task<void> room_home::run(inbox_work work) {
    const person_id owner = work.person;
    const room_id id = inbox_of(hashers_.fast, owner);
    const time_point at = server_clock::now();
    if (work.put) {
        const protocol::person nobody;
        result<bool> opened = co_await open_inbox(owner, nobody);
        if (!opened) co_return;  // a notice is a courtesy: what it speaks of is there
        const client_id cid = client_id::random();
        auto decide = [&work, owner, cid, at](const core::room_state& inbox) {
            const told& t = *work.put;
            return core::decide_notice(inbox, owner, t.about, t.what, t.expires_at, cid, at);
        };
        result<ports::log_ack> ack = co_await commit(id, std::move(decide), at);
        (void)ack;
        co_return;
    }
    if (find(id) == nullptr) co_return;
    auto decide = [&work, owner, at](const core::room_state& inbox) {
        return core::decide_withdraw(inbox, owner, work.withdraw, at);
    };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), at);
    (void)ack;
}

void room_home::tell_person(const person_id& person, std::string frame, runtime::outbox::urgency u) {
    if (live_room* inbox = find(inbox_of(hashers_.fast, person))) tell(*inbox, std::move(frame), u);
}

result<protocol::ok> room_home::read(const person_id& by, const protocol::read& what) {
    live_room* room = find(what.room);
    if (room == nullptr) return missing(what.room);
    const core::room_member* m = room->state.member(by);
    if (m == nullptr) return error_code::not_member;
    if (!room->own()) return error_code::not_allowed;
    live_room::presence& p = room->people[by];
    const seq_no upto = std::min(what.target, room->state.top());
    if (upto <= p.read) return protocol::ok{};
    p.read = upto;
    tell(*room, encode(what.room, protocol::read_mark{m->m, upto}));
    refresh_unread(*room, by);
    return protocol::ok{};
}

std::vector<protocol::read_mark> room_home::reads_of(const live_room& room) const {
    std::vector<protocol::read_mark> marks;
    if (!room.own()) return marks;
    for (const auto& [person, presence] : room.people) {
        const core::room_member* m = room.state.member(person);
        if (m != nullptr) marks.push_back({m->m, presence.read});
    }
    std::ranges::sort(marks, {}, &protocol::read_mark::m);
    return marks;
}

void room_home::be_quiet(const person_id& person, bool quiet) {
    using protocol::presence_state;
    for (auto& [id, room] : rooms_) {
        if (room->state.kind() != protocol::room_kind::direct) continue;
        const auto found = room->people.find(person);
        if (found == room->people.end() || found->second.quiet == quiet) continue;
        found->second.quiet = false;  // so that the change is told
        const bool here = !quiet && !found->second.sockets.empty();
        tell_presence(*room, person, here ? presence_state::here : presence_state::away);
        found->second.quiet = quiet;
    }
}

result<room_home::seen_member> room_home::look_at(const person_id& by, const room_id& id, member_no m) const {
    const auto found = rooms_.find(id);
    if (found == rooms_.end() || found->second->state.member(by) == nullptr) return error_code::not_member;
    const core::room_member* seen = found->second->state.member(m);
    if (seen == nullptr) return error_code::no_member;
    return seen_member{seen->person, seen->who};
}

}  // namespace srchat::services
