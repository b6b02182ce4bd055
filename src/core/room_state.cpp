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

result<void> room_state::check(const room_settings& settings, const room_rules& rules) {
    const milliseconds room_time = rules.length_of(settings.life);
    if (room_time.count() > 0 && rules.length_of(settings.message_life) > room_time) return error_code::bad_life;
    return {};
}

room_state::room_state(room_id id, epoch_no epoch, person_id owner, room_settings settings, const room_rules& rules,
                       time_point now)
    : id_{id},
      epoch_{epoch},
      active_at_{now},
      rules_{&rules},
      settings_{std::move(settings)},
      owner_{owner},
      created_at_{now},
      owner_left_at_{now},
      cids_since_{now} {
    const milliseconds length = rules.length_of(settings_.life);
    if (length.count() > 0) expires_at_ = now + length;
    if (!is_official()) return;
    expires_at_ = settings_.closes_at;
    owner_left_at_.reset();  // there is none to come back
}

std::uint32_t room_state::capacity() const noexcept {
    const std::uint32_t own = is_official() ? settings_.official->capacity : 0;
    return own > 0 ? own : rules_->members_max;
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
    c.kind = settings_.kind;
    c.name = settings_.name;
    c.topic = settings_.topic;
    c.count = count();
    c.listing = settings_.listing;
    c.life = settings_.life;
    c.official = settings_.official;
    c.message_life = settings_.message_life;
    c.created_at = created_at_;
    c.expires_at = expires_at_;
    c.entry = settings_.entry;
    c.speech = settings_.speech;
    c.guests = settings_.guests;
    c.locked = settings_.locked;
    c.slow = settings_.slow;
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

member_no room_state::successor() const noexcept {
    const room_member* m = successor_ ? member(*successor_) : nullptr;
    return m != nullptr ? m->m : 0;
}

bool room_state::is_banned(const person_id& person) const noexcept {
    return std::ranges::any_of(bans_, [&](const auto& ban) { return ban.second.person == person; });
}

namespace {
std::optional<time_point> end_of(const flat_map<person_id, time_point>& ends, const person_id& person, time_point now) {
    const auto found = ends.find(person);
    return found != ends.end() && found->second > now ? std::optional{found->second} : std::nullopt;
}
}  // namespace

std::optional<time_point> room_state::kicked_until(const person_id& person, time_point now) const noexcept {
    return end_of(kicked_, person, now);
}

std::optional<time_point> room_state::muted_until(const person_id& person, time_point now) const noexcept {
    return end_of(muted_, person, now);
}

std::optional<time_point> room_state::last_said(const person_id& person) const noexcept {
    const auto found = said_.find(person);
    return found != said_.end() ? std::optional{found->second} : std::nullopt;
}

const person_id* room_state::person_of(member_no m) const noexcept {
    if (const auto here = by_number_.find(m); here != by_number_.end()) return &here->second;
    const former_member* gone = former(m);
    return gone != nullptr ? &gone->person : nullptr;
}

const former_member* room_state::former(member_no m) const noexcept {
    const auto found = former_.find(m);
    return found != former_.end() ? &found->second : nullptr;
}

room_state::identity room_state::former_identity(const person_id& person) const noexcept {
    for (auto it = former_.rbegin(); it != former_.rend(); ++it) {
        if (it->second.person != person) continue;
        return it->second.who.kind == protocol::person_kind::hidden ? identity::hidden : identity::shown;
    }
    return identity::unknown;
}

protocol::role room_state::kept_role(const person_id& person, bool hidden) const noexcept {
    // Back under another identity one is nobody: a rank would tell who that is.
    for (auto it = former_.rbegin(); it != former_.rend(); ++it) {
        const bool was_hidden = it->second.who.kind == protocol::person_kind::hidden;
        if (it->second.person == person && was_hidden == hidden) return it->second.role;
    }
    return protocol::role::member;
}

void room_state::expire(time_point now) {
    // A shortened lifetime also forgets sooner; the longest that any living message may still have is the bound.
    const milliseconds keep = rules_->length_of(settings_.message_life);
    if (settings_.kind == protocol::room_kind::inbox) history_.bury_expired(now);
    history_.expire(now, keep, *rules_);
    std::erase_if(former_,
                  [&](const auto& f) { return f.second.left_at + std::max(keep, rules_->owner_grace) <= now; });
    const auto over = [now](const auto& entry) { return entry.second <= now; };
    erase_if(kicked_, over);
    erase_if(muted_, over);
    erase_if(said_, [&](const auto& entry) { return entry.second + settings_.slow <= now; });
    if (now - cids_since_ < rules_->remember_cid) return;
    older_cids_ = std::exchange(cids_, {});
    cids_since_ = now;
}

}  // namespace srchat::core
