// The fold: what each entry of the log does to a room. Nothing here refuses; what is in the log has happened.

#include <algorithm>

#include "srchat/core/room_state.hpp"

namespace srchat::core {

namespace {
protocol::author_ptr author_of(const protocol::member& m) {
    return std::make_shared<const protocol::author>(protocol::author{m.m, m.who});
}
}  // namespace

void room_state::apply(protocol::log_entry e) {
    if (protocol::changes_state(e.what)) ++version_;
    std::visit([&](auto& what) { fold(e, what); }, e.what);
}

void room_state::fold(const protocol::log_entry& e, protocol::message& what) {
    auto m = std::make_unique<live_message>();
    m->by_person = e.actor;
    m->by = std::move(what.by);
    m->cid = what.cid;
    m->content = std::move(what.content);
    m->expires_at = what.expires_at;
    m->more = std::move(what.more);
    cids_[key_of(e.actor, what.cid)] = e.seq;
    if (settings_.slow.count() > 0) said_[e.actor] = e.at;
    active_at_ = e.at;
    history_.append(e.at, std::move(m));
}

void room_state::fold(const protocol::log_entry& e, protocol::message_edited& what) {
    if (live_message* m = history_.message(what.target)) {
        const std::size_t before = m->bytes();
        m->content = std::move(what.content);  // the old text is overwritten
        m->changed().edited_at = what.edited_at;
        history_.resized(before, m->bytes());
    }
    protocol::message_edited without_text{what.target, {}, what.edited_at};
    keep(e, without_text);
}

void room_state::fold(const protocol::log_entry& e, protocol::message_deleted& what) {
    history_.bury(what.target, room_history::tombstone::deleted);
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::reaction& what) {
    if (live_message* m = history_.message(what.target)) {
        std::vector<live_message::reaction>& kinds = m->changed().reactions;
        auto kind = std::ranges::find(kinds, what.emoji, &live_message::reaction::emoji);
        if (kind == kinds.end()) kind = kinds.insert(kind, {what.emoji, {}});
        std::erase(kind->who, e.actor);
        if (what.on) kind->who.push_back(e.actor);
        if (kind->who.empty()) kinds.erase(kind);
    }
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::member_joined& what) {
    const protocol::member& m = what.who;
    members_[e.actor] = {m.m, e.actor, m.role, author_of(m), m.who, m.muted_until, password_epoch_};
    by_number_[m.m] = e.actor;
    next_m_ = std::max(next_m_, m.m + 1);
    if (e.actor == owner_) owner_left_at_.reset();
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::member_left& what) {
    const bool sent_out =
        what.reason == protocol::leave_reason::kicked || what.reason == protocol::leave_reason::banned;
    if (const auto found = members_.find(e.actor); found != members_.end() && found->second.m == what.m) {
        const room_member& m = found->second;
        const protocol::role kept = sent_out ? protocol::role::member : m.role;
        former_[m.m] = {e.actor, m.who, kept, e.at};
        members_.erase(found);
        by_number_.erase(what.m);
    }
    if (what.reason == protocol::leave_reason::kicked) kicked_[e.actor] = e.at + rules_->kick;
    if (what.reason == protocol::leave_reason::banned) {
        const former_member* was = former(what.m);
        bans_[next_ban_++] = {e.actor, was != nullptr ? was->who : protocol::person{}, *what.by, e.at};
    }
    if (sent_out && successor_ == e.actor) successor_.reset();
    if (e.actor == owner_) owner_left_at_ = e.at;
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::member_changed& what) {
    const auto found = members_.find(e.actor);
    if (found != members_.end()) {
        room_member& m = found->second;
        const bool unmuted = what.by && !what.who.muted_until && m.role == what.who.role;
        if (unmuted) muted_.erase(e.actor);
        m.who = what.who.who;
        m.role = what.who.role;
        m.as_author = author_of(what.who);
        if (m.muted_until != what.who.muted_until) {
            muted_.erase(e.actor);
            if (what.who.muted_until) muted_[e.actor] = *what.who.muted_until;
        }
        m.muted_until = what.who.muted_until;
    }
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::room_closed& what) {
    closed_ = true;
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::room_changed& what) {
    const protocol::card& c = what.room_info;
    const bool sooner = (c.expires_at && (!expires_at_ || *c.expires_at < *expires_at_)) ||
                        rules_->length_of(c.message_life) < rules_->length_of(settings_.message_life);
    settings_.name = c.name;
    settings_.topic = c.topic;
    settings_.listing = c.listing;
    settings_.life = c.life;
    settings_.message_life = c.message_life;
    settings_.entry = c.entry;
    settings_.speech = c.speech;
    settings_.guests = c.guests;
    settings_.locked = c.locked;
    settings_.slow = c.slow;
    settings_.official = c.official;
    expires_at_ = c.expires_at;
    if (!e.secret.empty()) {
        settings_.verifier = e.secret;
        ++password_epoch_;
    }
    if (c.entry != protocol::room_entry::password) settings_.verifier = secret_text{};
    if (sooner) history_.shorten(rules_->length_of(c.message_life), c.expires_at);
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::pinned& what) {
    pinned_ = what.target;
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::unbanned& what) {
    bans_.erase(what.ban);
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::transfer_offered& what) {
    if (const auto to = by_number_.find(what.what.m); to != by_number_.end()) offer_ = {to->second, what.what};
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::transfer_ended& what) {
    offer_.reset();
    keep(e, what);
}

void room_state::set_role(const person_id& person, protocol::role role) {
    if (const auto found = members_.find(person); found != members_.end()) found->second.role = role;
}

void room_state::fold(const protocol::log_entry& e, protocol::owner_changed& what) {
    const auto to = by_number_.find(what.to);
    if (to != by_number_.end()) {
        set_role(owner_, protocol::role::moderator);
        for (auto& [m, gone] : former_) {
            if (gone.person == owner_ && gone.role == protocol::role::owner) gone.role = protocol::role::moderator;
        }
        owner_ = to->second;
        set_role(owner_, protocol::role::owner);
        owner_left_at_.reset();
        if (successor_ == owner_) successor_.reset();
    }
    offer_.reset();
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::successor_named& what) {
    successor_.reset();
    if (const auto found = by_number_.find(what.m); found != by_number_.end()) successor_ = found->second;
    keep(e, what);
}

void room_state::fold(const protocol::log_entry& e, protocol::room_closing& what) {
    closing_ = what.what;
    keep(e, what);
}

}  // namespace srchat::core
