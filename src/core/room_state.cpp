#include "srchat/core/room_state.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "srchat/base/random.hpp"

namespace srchat::core {

// Clients choose their cids, so the hash has a secret: without it, one could make all of them fall into one bucket.
// Multiplications of 64 x 64 bits, folded, over all 256 bits.
room_state::cid_key room_state::key_of(const person_id& person, const client_id& cid) noexcept {
    struct secret_words {
        std::array<std::uint64_t, 8> words;
        secret_words() { random_bytes({reinterpret_cast<std::uint8_t*>(words.data()), sizeof words}); }
    };
    static const secret_words secret;
    const auto& s = secret.words;
    std::array<std::uint64_t, 4> in;
    std::memcpy(in.data(), cid.bytes.data(), 16);
    std::memcpy(in.data() + 2, person.bytes.data(), 16);
    __extension__ using wide = unsigned __int128;
    const auto fold = [](std::uint64_t a, std::uint64_t b) {
        const wide product = static_cast<wide>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    return {fold(in[0] ^ s[0], in[1] ^ s[1]) ^ fold(in[2] ^ s[2], in[3] ^ s[3]),
            fold(in[0] ^ s[4], in[2] ^ s[5]) ^ fold(in[1] ^ s[6], in[3] ^ s[7])};
}

namespace {
protocol::author_ptr author_of(const protocol::member& m) {
    return std::make_shared<const protocol::author>(protocol::author{m.m, m.who});
}
}  // namespace

result<void> room_state::check(const room_settings& settings, const room_rules& rules) {
    const milliseconds room_time = rules.length_of(settings.life);
    if (room_time.count() > 0 && rules.length_of(settings.message_life) > room_time) return error_code::bad_life;
    return {};
}

room_state::room_state(room_id id, epoch_no epoch, person_id owner, room_settings settings, const room_rules& rules,
                       time_point now)
    : id_{id},
      epoch_{epoch},
      owner_{owner},
      settings_{std::move(settings)},
      rules_{&rules},
      created_at_{now},
      active_at_{now},
      cids_since_{now} {
    const milliseconds length = rules.length_of(settings_.life);
    if (length.count() > 0) expires_at_ = now + length;
}

const room_member* room_state::member(const person_id& person) const noexcept {
    const auto found = members_.find(person);
    return found == members_.end() ? nullptr : &found->second;
}

const room_member* room_state::member(member_no m) const noexcept {
    const auto found = by_number_.find(m);
    return found == by_number_.end() ? nullptr : member(found->second);
}

std::vector<const room_member*> room_state::members(member_no after, std::size_t limit) const {
    std::vector<const room_member*> some;
    for (auto it = by_number_.upper_bound(after); it != by_number_.end() && some.size() < limit; ++it)
        some.push_back(member(it->second));
    return some;
}

protocol::card room_state::card() const {
    protocol::card c;
    c.id = id_;
    c.name = settings_.name;
    c.topic = settings_.topic;
    c.count = count();
    c.listing = settings_.listing;
    c.life = settings_.life;
    c.message_life = settings_.message_life;
    c.created_at = created_at_;
    c.expires_at = expires_at_;
    c.active_at = std::chrono::floor<std::chrono::minutes>(active_at_);  // a directory must not tell who types when
    return c;
}

std::optional<seq_no> room_state::seq_of(const person_id& person, const client_id& cid) const {
    const cid_key key = key_of(person, cid);
    if (const auto found = cids_.find(key); found != cids_.end()) return found->second;
    if (older_cids_.empty()) return std::nullopt;
    const auto found = older_cids_.find(key);
    return found == older_cids_.end() ? std::nullopt : std::optional{found->second};
}

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
    cids_[key_of(e.actor, what.cid)] = e.seq;
    active_at_ = e.at;
    history_.append(e.at, std::move(m));
}

void room_state::fold(const protocol::log_entry& e, protocol::message_edited& what) {
    if (live_message* m = history_.message(what.target)) {
        const std::size_t before = m->bytes();
        m->content = std::move(what.content);  // the old text is overwritten
        m->edited_at = what.edited_at;
        history_.resized(before, m->bytes());
    }
    history_.append(e.at,
                    std::make_unique<protocol::room_event>(protocol::message_edited{what.target, {}, what.edited_at}));
}

void room_state::fold(const protocol::log_entry& e, protocol::message_deleted& what) {
    history_.bury(what.target, room_history::tombstone::deleted);
    history_.append(e.at, std::make_unique<protocol::room_event>(what));
}

void room_state::fold(const protocol::log_entry& e, protocol::reaction& what) {
    if (live_message* m = history_.message(what.target)) {
        auto kind = std::ranges::find(m->reactions, what.emoji, &live_message::reaction::emoji);
        if (kind == m->reactions.end()) kind = m->reactions.insert(kind, {what.emoji, {}});
        std::erase(kind->who, e.actor);
        if (what.on) kind->who.push_back(e.actor);
        if (kind->who.empty()) m->reactions.erase(kind);
    }
    history_.append(e.at, std::make_unique<protocol::room_event>(what));
}

void room_state::fold(const protocol::log_entry& e, protocol::member_joined& what) {
    members_[e.actor] = {what.who.m, e.actor, what.who.who, what.who.role, author_of(what.who)};
    by_number_[what.who.m] = e.actor;
    next_m_ = std::max(next_m_, what.who.m + 1);
    history_.append(e.at, std::make_unique<protocol::room_event>(std::move(what)));
}

void room_state::fold(const protocol::log_entry& e, protocol::member_left& what) {
    members_.erase(e.actor);
    by_number_.erase(what.m);
    history_.append(e.at, std::make_unique<protocol::room_event>(what));
}

void room_state::fold(const protocol::log_entry& e, protocol::member_changed& what) {
    const auto found = members_.find(e.actor);
    if (found != members_.end()) {
        found->second.who = what.who.who;
        found->second.role = what.who.role;
        found->second.as_author = author_of(what.who);
    }
    history_.append(e.at, std::make_unique<protocol::room_event>(std::move(what)));
}

void room_state::fold(const protocol::log_entry& e, protocol::room_closed& what) {
    closed_ = true;
    history_.append(e.at, std::make_unique<protocol::room_event>(what));
}

void room_state::expire(time_point now) {
    history_.expire(now, rules_->length_of(settings_.message_life), *rules_);
    if (now - cids_since_ < rules_->remember_cid) return;
    older_cids_ = std::exchange(cids_, {});
    cids_since_ = now;
}

}  // namespace srchat::core
