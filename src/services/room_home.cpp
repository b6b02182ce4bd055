#include "srchat/services/room_home.hpp"

#include <algorithm>

#include "live_room.hpp"
#include "room_commit.hpp"
#include "srchat/core/room_view.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr std::size_t page_bytes = 131'072;
constexpr core::view_budget newest_budget{100, page_bytes};
constexpr std::size_t crowd_roster = 32;  // members shown at a join to a large room
constexpr std::size_t roster_page = 200;
constexpr auto typing_period = 3s;

time_point now() { return server_clock::now(); }
}  // namespace

room_home::room_home(runtime::shard& shard, std::size_t shards, ports::room_log& log, fan_out& out,
                     const core::room_rules& rules, const room_rates& rates, const room_hashers& hashers,
                     room_media media, listeners tell)
    : shard_{shard},
      shards_{shards},
      log_{log},
      out_{out},
      rules_{rules},
      rates_{rates},
      hashers_{hashers},
      door_{rates_.door},
      proofs_{hashers_.fast, rates_.proof},
      media_{media},
      tell_{std::move(tell)} {
    log_.attach(*this);
}

room_home::~room_home() = default;

live_room* room_home::find(const room_id& id) noexcept {
    // One command looks its room up four times, and each time may follow a suspension.
    if (last_found_ != nullptr && last_found_->state.id() == id) return last_found_;
    const auto found = rooms_.find(id);
    last_found_ = found == rooms_.end() ? nullptr : found->second.get();
    if (last_found_ != nullptr) last_found_->prefetch();
    return last_found_;
}

refusal room_home::missing(const room_id& id) const {
    return refusal{gone_.contains(id) ? error_code::gone : error_code::no_room};
}

task<result<protocol::card>> room_home::create(room_id id, person_id owner, core::room_settings settings) {
    result<epoch_no> epoch = co_await log_.open(id);
    if (!epoch) co_return epoch.error();
    core::room_state state{id, *epoch, owner, std::move(settings), rules_, now()};
    auto room = std::make_unique<live_room>(std::move(state), shards_, media_.rules);
    room->empty_since = now();
    room->told_at = now();
    protocol::card card = room->state.card();
    rooms_[id] = std::move(room);
    shard_.counters().rooms.add();
    co_return card;
}

task<result<void>> room_home::join(caller from, protocol::join what, arrival arrive) {
    result<core::credentials> shown = co_await check_credentials(from, what);
    if (!shown) co_return shown.error();
    const time_point at = now();
    live_room* room = find(what.room);
    if (room == nullptr) co_return missing(what.room);
    const core::room_member* before = room->state.member(from.person);
    const bool by_default = before != nullptr ? before->hidden() : from.hides;
    const bool hidden = !room->own() && what.hidden.value_or(by_default);
    const protocol::person who = hidden ? pseudonym(*room, from.person) : from.who;
    auto decide = [&from, &who, &shown, at](const core::room_state& state) {
        return core::decide_join(state, from.person, who, *shown, at);
    };
    result<ports::log_ack> ack = co_await commit(what.room, std::move(decide), at);
    if (!ack) co_return ack.error();
    room = find(what.room);
    if (room == nullptr) co_return missing(what.room);
    door_.remove(what.room, from.person);
    if (what.invite && ack->first != 0) use_invitation(*room, *what.invite);

    protocol::joined reply;
    reply.resumed = what.resume && what.resume->epoch == room->state.epoch() && what.resume->seq <= room->told_top();
    core::view_page page =
        reply.resumed ? core::replay(room->state, from.person, what.resume->seq, room->told_top(), at, page_bytes)
                      : core::messages_before(room->state, from.person, 0, at, newest_budget);
    reply.more = reply.resumed && page.more;
    reply.older = !reply.resumed && page.more;
    reply.events = std::move(page.events);
    reply.epoch = room->state.epoch();
    reply.seq = reply.resumed ? page.seq : room->told_top();
    attach(*room, from);
    reply.room = room->state.card();
    reply.you = room->shown(*room->state.member(from.person));
    if (!reply.more) reply.members = shown_members(*room, from.person);
    reply.count = room->state.count();
    reply.at = at;
    reply.pinned = room->state.pinned();
    if (room->state.offer()) reply.offer = room->state.offer()->what;
    reply.successor = room->state.successor();
    reply.closing = room->state.closing();
    reply.hidden = hidden;
    reply.reads = reads_of(*room);
    // Posted from here, and not from where the caller resumes: posts of one shard to another keep their order, so the answer
    // comes before every event that is delivered after this line.
    out_.run_on(from.socket.shard,
                [arrive = std::move(arrive), answer = std::move(reply)]() mutable { arrive(std::move(answer)); });
    tell_knocks(*room, from.person);
    co_return result<void>{};
}

std::vector<protocol::member> room_home::shown_members(const live_room& room, const person_id& viewer) const {
    std::vector<protocol::member> shown;
    if (!room.state.crowded()) {
        for (const core::room_member* m : room.state.members(0, roster_page + rules_.crowd_above))
            shown.push_back(room.shown(*m));
        return shown;
    }
    const core::room_member* me = room.state.member(viewer);
    const core::room_member* owner = room.state.member(room.state.owner());
    for (const core::room_member* m : room.state.members(0, crowd_roster)) {
        if (m != me && m != owner) shown.push_back(room.shown(*m));
    }
    if (owner != nullptr && owner != me) shown.push_back(room.shown(*owner));
    shown.push_back(room.shown(*me));
    return shown;
}

task<result<protocol::left>> room_home::leave(caller from, protocol::leave what) {
    auto decide = [&from](const core::room_state& room) {
        return core::decide_leave(room, from.person, protocol::leave_reason::left);
    };
    result<ports::log_ack> ack = co_await commit(what.room, std::move(decide), now());
    if (!ack) co_return ack.error();
    co_return protocol::left{what.room};
}

task<result<protocol::said>> room_home::say(speaker from, protocol::say what) {
    const time_point at = now();
    const person_id by = from.person;
    live_room* room = find(what.room);
    if (room == nullptr) co_return missing(what.room);
    if (room->state.member(by) == nullptr) co_return error_code::not_member;
    if (const auto first = room->state.seq_of(by, what.cid)) {
        const core::room_history& history = room->state.history();
        const core::live_message* m = history.message(*first);
        const time_point said_at = *first >= history.first() ? history.at(*first).at : at;
        co_return protocol::said{
            what.room, room->state.epoch(), *first, said_at, m != nullptr ? m->expires_at : said_at, true};
    }
    const bool compared = !what.media;  // the same words with another picture are something else
    if (auto verdict = judge(*room, from, what.content, compared, what.proof, at)) {
        task<refusal> following = follow_up(what.room, by, std::move(*verdict), at);
        refusal why = co_await std::move(following);
        co_return why;
    }
    const std::optional<protocol::media> picture = take_picture(*room, by, what);
    time_point expires_at;
    auto decide = [by, &what, &picture, &expires_at, at](const core::room_state& state) {
        expires_at = core::message_end(state, at);
        return core::decide(state, by, what, at, picture ? &*picture : nullptr);
    };
    result<ports::log_ack> ack = co_await commit(what.room, std::move(decide), at);
    if (!ack) {
        if (picture) give_picture_back(what.room, picture->id);
        co_return ack.error();
    }
    shard_.counters().messages.add();
    room = find(what.room);
    if (compared && room != nullptr) was_said(*room, by, what.content, at);
    co_return protocol::said{what.room, ack->epoch, ack->first, ack->at, expires_at, false};
}

template <class Reply, class Command>
task<result<Reply>> room_home::act(person_id by, Command what) {
    const time_point at = now();
    auto decide = [by, &what, at](const core::room_state& state) { return core::decide(state, by, what, at); };
    result<ports::log_ack> ack = co_await commit(what.room, std::move(decide), at);
    if (!ack) co_return ack.error();
    co_return Reply{what.room, ack->first};
}

namespace {
// Mending the case or the spaces of a message does not repeat it.
bool says_something_else(const live_room& room, const protocol::edit& what) {
    const core::live_message* before = room.state.history().message(what.target);
    const auto* old_text = before != nullptr ? std::get_if<protocol::text_body>(&before->content) : nullptr;
    const auto* new_text = std::get_if<protocol::text_body>(&what.content);
    if (old_text == nullptr || new_text == nullptr) return true;
    return core::fold(old_text->text.reveal()).hash != core::fold(new_text->text.reveal()).hash;
}
}  // namespace

task<result<protocol::edited>> room_home::edit(speaker from, protocol::edit what) {
    const time_point at = now();
    live_room* room = find(what.room);
    if (room == nullptr) co_return missing(what.room);
    const core::decision possible = core::decide(room->state, from.person, what, at);
    if (!possible) co_return possible.error();
    const bool anew = !possible->empty() && says_something_else(*room, what);
    if (!possible->empty()) {
        if (auto verdict = judge(*room, from, what.content, anew, what.proof, at)) {
            task<refusal> following = follow_up(what.room, from.person, std::move(*verdict), at);
            refusal why = co_await std::move(following);
            co_return why;
        }
    }
    protocol::edit asked = what;
    result<protocol::edited> done = co_await act<protocol::edited>(from.person, std::move(asked));
    room = find(what.room);
    if (done && room != nullptr && anew) was_said(*room, from.person, what.content, at);
    co_return done;
}
task<result<protocol::deleted>> room_home::delete_(person_id by, protocol::delete_ what) {
    return act<protocol::deleted>(by, std::move(what));
}
task<result<protocol::reacted>> room_home::react(person_id by, protocol::react what) {
    return act<protocol::reacted>(by, std::move(what));
}

result<protocol::ok> room_home::typing(const caller& from, const protocol::typing& what) {
    live_room* room = find(what.room);
    if (room == nullptr) return missing(what.room);
    const core::room_member* m = room->state.member(from.person);
    if (m == nullptr) return error_code::not_member;
    if (room->state.muted_until(from.person, now())) return protocol::ok{};  // nothing will come of it
    live_room::presence& p = room->people[from.person];
    if (now() - p.typed_at < typing_period) return protocol::ok{};
    p.typed_at = now();
    tell(*room, encode(what.room, protocol::typing_event{m->m}), runtime::outbox::urgency::drop_first);
    return protocol::ok{};
}

result<protocol::roster_reply> room_home::roster(const caller& from, const protocol::roster& what) {
    live_room* room = find(what.room);
    if (room == nullptr) return missing(what.room);
    if (room->state.member(from.person) == nullptr) return error_code::not_member;
    protocol::roster_reply reply{what.room, {}, room->state.count(), std::nullopt};
    for (const core::room_member* m : room->state.members(what.after, roster_page))
        reply.members.push_back(room->shown(*m));
    if (reply.members.size() == roster_page && !room->state.members(reply.members.back().m, 1).empty())
        reply.next = reply.members.back().m;
    return reply;
}

result<protocol::history_reply> room_home::history(const caller& from, const protocol::history& what) {
    live_room* room = find(what.room);
    if (room == nullptr) return missing(what.room);
    if (room->state.member(from.person) == nullptr) return error_code::not_member;
    core::view_page page =
        core::messages_before(room->state, from.person, what.before, now(), {what.limit, page_bytes});
    return protocol::history_reply{what.room, std::move(page.events), page.more};
}

std::optional<protocol::card> room_home::any_card(const room_id& id) const {
    const auto found = rooms_.find(id);
    if (found == rooms_.end()) return std::nullopt;
    return found->second->state.card();
}

result<protocol::card> room_home::card(const room_id& id) const {
    const auto found = rooms_.find(id);
    if (found == rooms_.end()) return missing(id);
    const protocol::card card = found->second->state.card();
    const bool anybodys = card.listing == protocol::listing::public_ ||
                          (card.entry == protocol::room_entry::open && !card.locked && card.guests);
    if (!anybodys) return error_code::no_room;
    return card;
}

}  // namespace srchat::services
