#pragma once
// A room as the fold over its log, and the two pure functions that make it: decide() says what a command would append, or
// why not; apply() folds an appended entry. No I/O, no clock, no randomness. Owner and shard: the room's home.

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "srchat/base/flat_map.hpp"
#include "srchat/base/result.hpp"
#include "srchat/protocol/log_entry.hpp"
#include "srchat/core/room_history.hpp"
#include "srchat/core/room_rules.hpp"
#include "srchat/protocol/commands.hpp"
#include "srchat/protocol/replies.hpp"

namespace srchat::core {

struct room_member {
    member_no m = 0;
    person_id person;
    protocol::role role = protocol::role::member;
    protocol::author_ptr as_author;
    protocol::person who;
    std::optional<time_point> muted_until;  // as shown; whether one may write follows from the person
    std::uint32_t password_epoch = 0;       // of the password that let the member in

    bool hidden() const noexcept { return who.kind == protocol::person_kind::hidden; }
};

// What a room is created with.
struct room_settings {
    std::string name;
    std::string topic;
    protocol::listing listing = protocol::listing::public_;
    protocol::room_life life = protocol::room_life::until_empty;
    protocol::message_life message_life = protocol::message_life::hour;
    protocol::room_entry entry = protocol::room_entry::open;
    protocol::room_speech speech = protocol::room_speech::everyone;
    bool guests = true;
    milliseconds slow{0};  // between two messages of a member
    bool locked = false;
    secret_text verifier = {};  // of the password; empty if there is none
    // A direct and an inbox belong to their members for as long as they are there: nobody enters, leaves or rules them.
    protocol::room_kind kind = protocol::room_kind::room;
    // Of a room that is the server's own: nobody owns it, and it does not end with the last member.
    std::shared_ptr<const protocol::official> official = nullptr;
    std::optional<time_point> closes_at = std::nullopt;  // of such a room
};

// What somebody shows at the door beside the name.
struct credentials {
    bool password = false;  // the right one
    bool admitted = false;  // knocked and was let in, or has a good invitation
    bool guest = false;     // whether shown or hidden
};

// Somebody who was here: known for as long as messages of that time may live.
struct former_member {
    person_id person;
    protocol::person who;
    protocol::role role = protocol::role::member;
    time_point left_at;
};

struct room_ban {
    person_id person;
    protocol::person who;  // as shown in the room
    protocol::role by = protocol::role::owner;
    time_point at;
};

class room_state {
public:
    // Refuses with bad_life if messages would outlive the room.
    static result<void> check(const room_settings& settings, const room_rules& rules);

    room_state(room_id id, epoch_no epoch, person_id owner, room_settings settings, const room_rules& rules,
               time_point now);

    const room_id& id() const noexcept { return id_; }
    epoch_no epoch() const noexcept { return epoch_; }
    seq_no top() const noexcept { return history_.top(); }
    // How many entries have changed members, roles or settings.
    std::uint64_t version() const noexcept { return version_; }
    const room_rules& rules() const noexcept { return *rules_; }
    const room_settings& settings() const noexcept { return settings_; }
    protocol::room_kind kind() const noexcept { return settings_.kind; }
    bool is_official() const noexcept { return settings_.official != nullptr; }
    std::uint32_t capacity() const noexcept;
    const person_id& owner() const noexcept { return owner_; }
    // Since when the owner is no member; nullopt while present.
    std::optional<time_point> owner_left_at() const noexcept { return owner_left_at_; }
    struct standing_offer {
        person_id to;
        protocol::offer what;
    };
    const std::optional<standing_offer>& offer() const noexcept { return offer_; }
    // 0: nobody, or not here.
    member_no successor() const noexcept;
    // 0: nothing, or no longer there.
    seq_no pinned() const noexcept { return history_.message(pinned_) != nullptr ? pinned_ : 0; }
    const std::optional<protocol::closing>& closing() const noexcept { return closing_; }
    const std::map<ban_no, room_ban>& bans() const noexcept { return bans_; }
    bool is_banned(const person_id& person) const noexcept;
    // nullopt if there is none by `now`.
    std::optional<time_point> kicked_until(const person_id& person, time_point now) const noexcept;
    std::optional<time_point> muted_until(const person_id& person, time_point now) const noexcept;
    std::optional<time_point> last_said(const person_id& person) const noexcept;
    std::uint32_t password_epoch() const noexcept { return password_epoch_; }
    // Present, or gone not too long ago; nullptr if unknown.
    const person_id* person_of(member_no m) const noexcept;
    const former_member* former(member_no m) const noexcept;
    // How somebody who is not here any more was shown the last time.
    enum class identity { unknown, shown, hidden };
    identity former_identity(const person_id& person) const noexcept;
    // The rank that somebody who was here before keeps, if they come back shown the same way.
    protocol::role kept_role(const person_id& person, bool hidden) const noexcept;
    std::vector<media_id> take_released() { return history_.take_released(); }
    const room_history& history() const noexcept { return history_; }
    time_point created_at() const noexcept { return created_at_; }
    std::optional<time_point> expires_at() const noexcept { return expires_at_; }
    time_point active_at() const noexcept { return active_at_; }
    bool closed() const noexcept { return closed_; }
    bool crowded() const noexcept { return members_.size() > rules_->crowd_above; }

    std::uint32_t count() const noexcept { return static_cast<std::uint32_t>(members_.size()); }
    const room_member* member(const person_id& person) const noexcept;
    const room_member* member(member_no m) const noexcept;
    // Of those who are here, the lowest m that `fits`; nullptr if nobody does.
    template <class Fits>
    const room_member* longest_present(Fits fits) const {
        for (const auto& [m, person] : by_number_) {
            const room_member* one = member(person);
            if (fits(*one)) return one;
        }
        return nullptr;
    }
    // In the order of m, beginning after `after`.
    std::vector<const room_member*> members(member_no after, std::size_t limit) const;
    protocol::card card() const;

    // The seq that this person's cid was given, if it is remembered.
    std::optional<seq_no> seq_of(const person_id& person, const client_id& cid) const;

    void apply(protocol::log_entry e);
    // Buries what has run out and forgets old cids. Does not append.
    void expire(time_point now);
    // When expire() has something to do next; nullopt if never.
    std::optional<time_point> next_expiry() const noexcept { return history_.next_expiry(); }

private:
    // A keyed hash of person and cid, so that an entry is small; that two of them meet by chance takes 2^64 messages.
    using cid_key = std::array<std::uint64_t, 2>;
    static cid_key key_of(const person_id& person, const client_id& cid) noexcept;
    struct cid_hash {
        std::size_t operator()(const cid_key& k) const noexcept { return k[0]; }
    };

    void fold(const protocol::log_entry& e, protocol::message& what);
    void fold(const protocol::log_entry& e, protocol::message_edited& what);
    void fold(const protocol::log_entry& e, protocol::message_deleted& what);
    void fold(const protocol::log_entry& e, protocol::reaction& what);
    void fold(const protocol::log_entry& e, protocol::member_joined& what);
    void fold(const protocol::log_entry& e, protocol::member_left& what);
    void fold(const protocol::log_entry& e, protocol::member_changed& what);
    void fold(const protocol::log_entry& e, protocol::room_closed& what);
    void fold(const protocol::log_entry& e, protocol::room_changed& what);
    void fold(const protocol::log_entry& e, protocol::pinned& what);
    void fold(const protocol::log_entry& e, protocol::unbanned& what);
    void fold(const protocol::log_entry& e, protocol::transfer_offered& what);
    void fold(const protocol::log_entry& e, protocol::transfer_ended& what);
    void fold(const protocol::log_entry& e, protocol::owner_changed& what);
    void fold(const protocol::log_entry& e, protocol::successor_named& what);
    void fold(const protocol::log_entry& e, protocol::room_closing& what);
    template <class Event>
    void keep(const protocol::log_entry& e, Event& what) {
        history_.append(e.at, std::make_unique<protocol::room_event>(std::move(what)));
    }
    void set_role(const person_id& person, protocol::role role);

    // In the order of how often they are looked at: with every message first, so that it touches few lines of the cache.
    room_id id_;
    bool closed_ = false;
    epoch_no epoch_;
    std::uint64_t version_ = 0;
    std::optional<time_point> expires_at_;
    time_point active_at_;
    const room_rules* rules_;
    flat_map<person_id, room_member> members_;
    room_history history_;
    // Client ids in two generations: the older one is forgotten as a whole once all of it is old enough, so that a
    // message costs no entry in a queue of ages.
    using cid_table = flat_map<cid_key, seq_no, cid_hash>;
    cid_table cids_;
    cid_table older_cids_;
    flat_map<person_id, time_point> muted_;
    room_settings settings_;
    person_id owner_;
    flat_map<person_id, time_point> said_;  // in slow mode
    time_point created_at_;
    member_no next_m_ = 1;
    ban_no next_ban_ = 1;
    std::optional<time_point> owner_left_at_;
    std::optional<standing_offer> offer_;
    std::optional<person_id> successor_;
    seq_no pinned_ = 0;
    std::optional<protocol::closing> closing_;
    std::map<ban_no, room_ban> bans_;
    std::map<member_no, former_member> former_;
    flat_map<person_id, time_point> kicked_;
    std::uint32_t password_epoch_ = 0;
    std::map<member_no, person_id> by_number_;
    time_point cids_since_;

    friend struct decider;
};

// What appending the drafts would do. Empty drafts: nothing to do, and the command succeeded.
using decision = result<std::vector<protocol::log_draft>>;

// Refusals are those of docs/PROTOCOL.md, section 5. `actor` must be who the connection is; membership is checked here.
// Who is shown as `who`. For unlisted rooms a refusal at the door is no_room, whatever the reason.
decision decide_join(const room_state& room, const person_id& actor, const protocol::person& who,
                     const credentials& shown, time_point now);
decision decide_leave(const room_state& room, const person_id& actor, protocol::leave_reason reason);
decision decide_rename(const room_state& room, const person_id& actor, const protocol::person& who);
// When a message that is sent now will run out.
time_point message_end(const room_state& room, time_point now);
// Precondition: seq_of(actor, cid) is empty.
// `media`: the picture that `what` refers to, if it does.
decision decide(const room_state& room, const person_id& actor, const protocol::say& what, time_point now,
                const protocol::media* media = nullptr);
decision decide(const room_state& room, const person_id& actor, const protocol::edit& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::delete_& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::react& what, time_point now);
decision decide_close(const room_state& room, protocol::close_reason reason);

// Of the staff (src/core/room_staff.cpp).
decision decide(const room_state& room, const person_id& actor, const protocol::kick& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::mute& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::ban& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::unban& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::set_role& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::lock& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::slow& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::pin& what, time_point now);
// Of the server itself, about somebody without a rank who would not stop (src/core/room_staff.cpp).
decision decide_mute_by_server(const room_state& room, const person_id& person, milliseconds length, time_point now);
decision decide_ban_by_server(const room_state& room, const person_id& person);
// Of the operator: an official room is defined anew. Kind, entry and lifetimes stay.
decision decide_redefine(const room_state& room, const room_settings& anew);
// Of the owner (src/core/room_ownership.cpp). With a password in `what`, `verifier` is made from it.
decision decide(const room_state& room, const person_id& actor, const protocol::room_set& what, time_point now,
                const secret_text& verifier);
decision decide(const room_state& room, const person_id& actor, const protocol::transfer& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::transfer_answer& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::transfer_cancel& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::successor& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::close& what, time_point now);
// What time itself does: offers run out, and a room whose owner is gone for too long gets another one or ends.
decision decide_time(const room_state& room, time_point now);
// Whether decide_time() would append something.
bool is_due(const room_state& room, time_point now);

// The member's role, or refusal not_member; not_allowed below `least`.
result<protocol::role> rank_of(const room_state& room, const person_id& actor, protocol::role least);

}  // namespace srchat::core
