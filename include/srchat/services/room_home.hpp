#pragma once
// The rooms whose home is one shard: runs their commands against their log, folds what the log hands back, and tells the
// members. All calls come on that shard; rooms (the facade) brings them here.

#include <deque>
#include <functional>
#include <memory>

#include "srchat/base/flat_map.hpp"
#include "srchat/core/inbox.hpp"
#include "srchat/core/room_state.hpp"
#include "srchat/core/spam.hpp"
#include "srchat/ports/hasher.hpp"
#include "srchat/ports/password_hasher.hpp"
#include "srchat/ports/media_store.hpp"
#include "srchat/ports/room_log.hpp"
#include "srchat/protocol/commands.hpp"
#include "srchat/protocol/complaints.hpp"
#include "srchat/protocol/replies.hpp"
#include "srchat/protocol/transparency.hpp"
#include "srchat/runtime/shard.hpp"
#include "srchat/services/caller.hpp"
#include "srchat/services/fan_out.hpp"
#include "srchat/services/room_door.hpp"
#include "srchat/services/media_budget.hpp"
#include "srchat/services/media_rules.hpp"
#include "srchat/services/proof_of_work.hpp"

namespace srchat::services {

namespace asio = boost::asio;

struct live_room;

// The rates that are counted where a room lives.
struct room_rates {
    double say_burst = 10;
    double say_per_s = 1;
    std::uint32_t per_guest = 1;  // open rooms of one guest
    door_rules door;
    std::uint32_t per_account = 5;  // open rooms of one account
    core::spam_rules spam = {};
    proof_rules proof = {};
};

// One-way functions that a home needs. They outlive it.
struct room_hashers {
    const ports::hasher& fast;
    ports::password_hasher& slow;
};

// Where a home keeps its rooms' pictures. Both outlive it.
struct room_media {
    ports::media_store& store;
    const media_rules& rules;
};

// A picture to be shown, for as long as `while_alive` has not expired.
struct picture {
    ports::stored_media what;
    std::weak_ptr<const void> while_alive;
};

// Something for an inbox: what, whom it is about, and how long it is true.
struct told {
    protocol::notice what;
    protocol::person about;
    time_point expires_at;
};

class room_home final : public ports::log_reader {
public:
    // What the directory hears; called on this shard.
    struct listeners {
        std::function<void(const protocol::card&)> changed;
        std::function<void(const room_id&, const person_id& owner)> closed;
        std::function<void(const room_id&, const person_id& from, const person_id& to)> passed_on;
        std::function<void(const person_id&, told)> notify;
        std::function<void(const person_id&, const core::notice_filter&)> withdraw;
    };

    room_home(runtime::shard& shard, std::size_t shards, ports::room_log& log, fan_out& out,
              const core::room_rules& rules, const room_rates& rates, const room_hashers& hashers, room_media media,
              listeners tell);
    ~room_home();

    runtime::shard& shard() noexcept { return shard_; }

    // Suspends; refusals are those of docs/PROTOCOL.md, section 5, and unavailable.
    task<result<protocol::card>> create(room_id id, person_id owner, core::room_settings settings);
    // On success `arrive` is called with the answer on the socket's shard, before any event that the answer does not cover
    // can get there: it must make the socket listen and queue the answer. It has run when the task ends.
    using arrival = std::function<void(protocol::joined)>;
    task<result<void>> join(caller from, protocol::join what, arrival arrive);
    task<result<protocol::left>> leave(caller from, protocol::leave what);
    task<result<protocol::said>> say(speaker by, protocol::say what);
    task<result<protocol::edited>> edit(speaker by, protocol::edit what);
    task<result<protocol::deleted>> delete_(person_id by, protocol::delete_ what);
    task<result<protocol::reacted>> react(person_id by, protocol::react what);
    // An act of the staff or the owner: kick, mute, ban, unban, set_role, lock, slow, pin, transfer and its answer and
    // cancelling, successor, close.
    template <class Command>
    task<result<protocol::done>> perform(person_id by, Command what);
    // `verifier` belongs to the password in `what`, if there is one.
    task<result<protocol::done>> change_settings(person_id by, protocol::room_set what, secret_text verifier);
    // At the door (room_entry.cpp). The visitor's socket listens to `topic` for the answer, unless that is given already.
    struct knocked {
        protocol::knocking reply;
        room_id topic;
    };
    result<knocked> knock(const caller& from, const protocol::knock& what);
    void cancel_knock(const person_id& person, const room_id& room);
    result<protocol::ok> answer_knock(const person_id& by, const protocol::knock_answer& what);
    result<protocol::invite_reply> invite(const person_id& by, const protocol::invite_create& what);
    result<protocol::done> clear_invites(const person_id& by, const room_id& room);
    result<protocol::bans_reply> bans(const person_id& by, const room_id& room) const;
    // What belongs to its members (room_own.cpp). Both open it unless it is there; refusal: unavailable.
    struct direct_member {
        person_id person;
        protocol::person who;
        std::string account;
    };
    task<result<void>> open_direct(room_id id, std::vector<direct_member> two);
    task<result<bool>> open_inbox(person_id person, protocol::person who);  // true: it was not there
    void close_direct(const room_id& id);
    // Into an inbox of this home, and out of it; in the order in which they are called.
    void notify(const person_id& person, told what);
    void withdraw(const person_id& person, const core::notice_filter& which);
    // To everybody who listens to that inbox.
    void tell_person(const person_id& person, std::string frame, runtime::outbox::urgency u);
    result<protocol::ok> read(const person_id& by, const protocol::read& what);
    // The person seems away in directs from now on, or not any more.
    void be_quiet(const person_id& person, bool quiet);
    // Whom a member's number stands for; refusals: not_member, no_member.
    struct seen_member {
        person_id person;
        protocol::person who;
    };
    result<seen_member> look_at(const person_id& by, const room_id& room, member_no m) const;
    // What a reporter picked, as it would be kept (room_evidence.cpp). Refusals: not_member (also where there is no room),
    // no_member, no_message, too_large.
    struct gathered {
        std::string evidence;            // JSON
        std::optional<person_id> about;  // whom it is about, if it is about one
        member_no m = 0;
    };
    result<gathered> gather(const person_id& by, const protocol::evidence_request& what) const;
    // Acts of the operator. Refusals: no_room, no_member, official_room, unavailable.
    task<result<void>> open_official(room_id id, core::room_settings settings);
    task<result<void>> mute_by_server(room_id id, member_no m, milliseconds length);
    task<result<void>> close_by_admin(room_id id, bool official);
    bool is_there(const room_id& id) const { return rooms_.contains(id); }
    // Tells a friend of this room, with an invitation where one is needed. Refusals: not_member, not_allowed.
    result<protocol::ok> invite_friend(const caller& by, const std::string& account, const room_id& room,
                                       const person_id& to);
    // Pictures (room_media.cpp). Whether an upload of so many bytes may come. Refusals: not_member (also where there is no
    // room), media_quota.
    result<void> may_upload(const person_id& by, const room_id& room, std::uint64_t bytes);
    // Refusals: the same, media_invalid, unavailable. Suspends.
    task<result<protocol::media>> upload(person_id by, room_id room, secret_text bytes, media_budget::share of_node);
    // Refusals: no_media, whatever is missing, and unavailable. Suspends.
    task<result<services::picture>> picture(person_id by, room_id room, media_id which);
    // These do not touch the log.
    result<protocol::ok> typing(const caller& from, const protocol::typing& what);
    result<protocol::roster_reply> roster(const caller& from, const protocol::roster& what);
    result<protocol::history_reply> history(const caller& from, const protocol::history& what);
    // For people outside: the card of a listed room, or of one that anybody with the link may enter; else no_room.
    result<protocol::card> card(const room_id& id) const;
    // For its owner; nullopt if there is none.
    std::optional<protocol::card> any_card(const room_id& id) const;

    // How much of everything is here, for the page of transparency (room_holdings.cpp). Looks at every message.
    std::vector<protocol::held> held() const;
    std::vector<protocol::seat> held_of(const person_id& person) const;

    // A socket has ended or left the room; its person is away once it was the last.
    void detach(const room_id& room, const person_id& person, const socket_key& socket);
    // In every room of this home.
    task<void> rename(person_id person, protocol::person who);
    task<void> end_person(person_id person);
    // Expiry, away members, empty rooms, crowds and tops; several times a second.
    task<void> tick();

    void on_entry(const room_id& room, protocol::log_entry entry) override;

private:
    // Decides, appends, and decides again on a newer view for as long as another node was faster. `decide` takes the state
    // and returns a decision.
    template <class Decide>
    task<result<ports::log_ack>> commit(room_id room, Decide decide, time_point now);
    template <class Reply, class Command>
    task<result<Reply>> act(person_id by, Command what);
    // False if the log did not take it.
    task<bool> remove(room_id room, person_id person, protocol::leave_reason reason);
    task<void> close(room_id room, protocol::close_reason reason);
    // Forgets a room whose log has ended.
    task<void> forget(room_id room);
    // Checks what somebody brings to the door. Suspends for as long whether the room is there or not.
    // Refusals: rate_limited, overloaded.
    task<result<core::credentials>> check_credentials(const caller& from, const protocol::join& what);
    // Counts an entry; a refused one costs nothing.
    void use_invitation(live_room& room, const secret_text& token) const;
    protocol::person pseudonym(const live_room& room, const person_id& person) const;
    void tell_knocks(const room_id& room);
    void tell_knocks(live_room& room, const person_id& to);
    void answer_visitor(const room_door::visitor& visitor, protocol::knock_state state);
    void expire_knocks(time_point now);
    task<void> tick_room(room_id room, time_point now);
    // Nobody needs a direct or an inbox that is empty, and that nobody looks at.
    static void note_use(live_room& room, time_point now);
    task<result<void>> open_own(room_id id, core::room_settings settings, std::vector<direct_member> members);
    // A new token for the room. Refusal: overloaded.
    result<protocol::invite_reply> new_invitation(live_room& room, std::uint32_t uses, protocol::invite_life life);

    // Who has to hear of an entry beside the members who listen (room_notices.cpp); before and after it is folded.
    enum class aftermath { none, unread, shorter };
    aftermath notice_before(live_room& room, const protocol::log_entry& entry);
    void notice_after(live_room& room, aftermath what);
    void notify_of(live_room& room, const person_id& person, told what);
    void notify_mentions(live_room& room, const protocol::message_extras& more, const person_id& by, told what);
    void notify_mentions_again(live_room& room);
    void withdraw_mentions(live_room& room, seq_no target);
    void withdraw_from_all(live_room& room, std::optional<protocol::notice_kind> kind);
    void notify_staff_of_knocks(live_room& room);
    // The other's unread messages, for a member of a direct who is not here.
    void refresh_unread(live_room& room, const person_id& reader);
    struct inbox_work {
        person_id person;
        std::optional<told> put;
        core::notice_filter withdraw;
    };
    void enqueue(inbox_work work);
    task<void> work_on_inboxes();
    task<void> run(inbox_work work);
    std::vector<protocol::read_mark> reads_of(const live_room& room) const;

    // The rules against spam (room_spam.cpp), for a message or an edit that comes now. nullopt: it may be said, and if it is,
    // was_said() remembers it.
    struct spam_verdict {
        refusal why;
        core::spam_step step = core::spam_step::warn;
    };
    std::optional<spam_verdict> judge(live_room& room, const speaker& by, const protocol::body& content, bool compared,
                                      const std::optional<protocol::proof>& proof, time_point now);
    void was_said(live_room& room, const person_id& by, const protocol::body& content, time_point now);
    spam_verdict strike(live_room& room, const speaker& by, refusal why, time_point now);
    // Mutes or bans if that follows, and says why.
    task<refusal> follow_up(room_id room, person_id by, spam_verdict what, time_point now);
    void forgive(live_room& room, const protocol::log_entry& entry);

    // The picture that a message is about to show; nullopt if it wants none, or one that is not there for this person.
    static std::optional<protocol::media> take_picture(live_room& room, const person_id& by, const protocol::say& what);
    // That message was refused.
    void give_picture_back(const room_id& room, const media_id& which);
    // Takes the pictures of buried messages off the shelf, in the step in which they were buried.
    void drop_buried_media(live_room& room);
    // Lets the store forget what is on no shelf any more.
    void drop_media(const room_id& room, std::vector<media_id> ids);

    live_room* find(const room_id& id) noexcept;
    refusal missing(const room_id& id) const;
    void attach(live_room& room, const caller& from);
    void release_sockets(live_room& room, const person_id& person);
    void tell(live_room& room, std::string frame, runtime::outbox::urgency u = runtime::outbox::urgency::keep);
    void tell_presence(live_room& room, const person_id& person, protocol::presence_state state);
    void tell_crowd(live_room& room, time_point now);
    std::vector<protocol::member> shown_members(const live_room& room, const person_id& viewer) const;

    runtime::shard& shard_;
    std::size_t shards_;
    ports::room_log& log_;
    fan_out& out_;
    const core::room_rules& rules_;
    const room_rates& rates_;
    const room_hashers hashers_;
    room_door door_;
    proof_of_work proofs_;
    time_point tries_swept_{};
    const room_media media_;
    listeners tell_;
    flat_map<room_id, std::unique_ptr<live_room>> rooms_;
    live_room* last_found_ = nullptr;
    std::deque<inbox_work> inbox_work_;  // one after the other, so that a notice never comes after its withdrawal
    bool inbox_busy_ = false;
    unsigned tick_ = 0;
    flat_map<room_id, time_point> gone_;  // ended rooms, until the answer is no_room again
};

}  // namespace srchat::services
