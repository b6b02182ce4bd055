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
    protocol::person who;
    protocol::role role = protocol::role::member;
    protocol::author_ptr as_author;
};

// What a room is created with.
struct room_settings {
    std::string name;
    std::string topic;
    protocol::listing listing = protocol::listing::public_;
    protocol::room_life life = protocol::room_life::until_empty;
    protocol::message_life message_life = protocol::message_life::hour;
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
    const person_id& owner() const noexcept { return owner_; }
    const room_history& history() const noexcept { return history_; }
    time_point created_at() const noexcept { return created_at_; }
    std::optional<time_point> expires_at() const noexcept { return expires_at_; }
    time_point active_at() const noexcept { return active_at_; }
    bool closed() const noexcept { return closed_; }
    bool crowded() const noexcept { return members_.size() > rules_->crowd_above; }

    std::uint32_t count() const noexcept { return static_cast<std::uint32_t>(members_.size()); }
    const room_member* member(const person_id& person) const noexcept;
    const room_member* member(member_no m) const noexcept;
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

    room_id id_;
    epoch_no epoch_;
    person_id owner_;
    room_settings settings_;
    const room_rules* rules_;
    time_point created_at_;
    std::optional<time_point> expires_at_;
    time_point active_at_;
    bool closed_ = false;
    std::uint64_t version_ = 0;
    member_no next_m_ = 1;
    flat_map<person_id, room_member> members_;
    std::map<member_no, person_id> by_number_;
    room_history history_;
    // Client ids in two generations: the older one is forgotten as a whole once all of it is old enough, so that a
    // message costs no entry in a queue of ages.
    using cid_table = flat_map<cid_key, seq_no, cid_hash>;
    cid_table cids_;
    cid_table older_cids_;
    time_point cids_since_;

    friend struct decider;
};

// What appending the drafts would do. Empty drafts: nothing to do, and the command succeeded.
using decision = result<std::vector<protocol::log_draft>>;

// Refusals are those of docs/PROTOCOL.md, section 5. `actor` must be who the connection is; membership is checked here.
decision decide_join(const room_state& room, const person_id& actor, const protocol::person& who);
decision decide_leave(const room_state& room, const person_id& actor, protocol::leave_reason reason);
decision decide_rename(const room_state& room, const person_id& actor, const protocol::person& who);
// When a message that is sent now will run out.
time_point message_end(const room_state& room, time_point now);
// Precondition: seq_of(actor, cid) is empty.
decision decide(const room_state& room, const person_id& actor, const protocol::say& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::edit& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::delete_& what, time_point now);
decision decide(const room_state& room, const person_id& actor, const protocol::react& what, time_point now);
decision decide_close(const room_state& room, protocol::close_reason reason);

}  // namespace srchat::core
