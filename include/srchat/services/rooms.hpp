#pragma once
// Rooms for those who stand on any shard: brings each command to the room's home and the answer back. Owner: app.

#include <memory>
#include <vector>

#include "srchat/services/directory.hpp"
#include "srchat/services/emergency.hpp"
#include "srchat/services/fan_out.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

class rooms {
public:
    // `logs[i]` and `stores[i]` serve shard i.
    rooms(runtime::shards& shards, const std::vector<ports::room_log*>& logs, const core::room_rules& rules,
          const room_rates& rates, const room_hashers& hashers, const std::vector<ports::media_store*>& stores,
          const media_rules& media);
    ~rooms();
    // Who decides whether guests may open rooms; before start. Without, they may. It outlives this.
    void obey(const emergency& how_far) noexcept { emergency_ = &how_far; }
    // Starts the homes' clocks; before the shards run.
    void start();

    // Runs `f(home)` at the home of `room`; f returns an awaitable. at_home_now: f does not suspend.
    template <class F>
    auto at_home(room_id room, F f) -> decltype(f(std::declval<room_home&>())) {
        room_home& home = home_of(room);
        auto work = [&home, call = std::move(f)]() mutable { return call(home); };
        return runtime::on_shard(home.shard(), std::move(work));
    }

    template <class F>
    auto at_home_now(room_id room, F f) -> task<decltype(f(std::declval<room_home&>()))> {
        room_home& home = home_of(room);
        auto work = [&home, call = std::move(f)]() mutable { return call(home); };
        return runtime::call_on(home.shard(), std::move(work));
    }

    // Refusals: name_invalid, room_limit, bad_life, password_invalid, guests_closed, overloaded, unavailable.
    task<result<protocol::card>> create(caller from, protocol::room_create what);
    // Refusals: those of core's decision, name_invalid, password_invalid, overloaded, unavailable.
    task<result<protocol::done>> change_settings(person_id by, protocol::room_set what);
    task<protocol::rooms_reply> list(std::string q, bool open);
    // Refusals: no_room, gone. The same for unlisted rooms as for none.
    task<result<protocol::card>> listed_card(room_id id);
    // How much of everything all homes hold, one of each class.
    task<std::vector<protocol::held>> held();
    // What all homes hold of one person.
    task<std::vector<protocol::seat>> held_of(person_id person);
    // The rooms that a person owns.
    task<std::vector<protocol::card>> owned_by(person_id person);
    // A socket has ended: its person is away in these rooms.
    void detach(const std::vector<room_id>& from, const person_id& person, const socket_key& socket);
    task<void> rename(person_id person, protocol::person who);
    // --- what belongs to its members ---
    // --- of the operator ---
    task<result<void>> open_official(room_id id, core::room_settings settings);
    task<result<void>> mute_by_server(room_id id, member_no m, milliseconds length);
    // Refusals: no_room; official_room if it is one and should not be, or the reverse.
    task<result<void>> close_by_admin(room_id id, bool official);
    task<bool> is_there(room_id id);
    // For a complaint: room_home::gather.
    task<result<room_home::gathered>> gather(person_id by, protocol::evidence_request what);

    room_id inbox_of(const person_id& person) const;
    // Refusal of both: unavailable.
    // True: it was not there.
    task<result<bool>> open_inbox(person_id person, protocol::person who);
    task<result<room_id>> open_direct(room_home::direct_member one, room_home::direct_member other);
    // The two are friends no more.
    void close_direct(const person_id& one, const person_id& other);
    room_id direct_of(const person_id& one, const person_id& other) const;
    // Into somebody's inbox, and out of it again.
    void notify(const person_id& person, told what);
    void withdraw(const person_id& person, const core::notice_filter& which);
    // To the sockets that listen to the person's inbox.
    void tell_person(const person_id& person, std::string frame,
                     runtime::outbox::urgency u = runtime::outbox::urgency::keep);
    void be_quiet(const person_id& person, bool quiet);
    // The person's session has ended: leaves everywhere.
    void end_person(const person_id& person);

private:
    room_home& home_of(const room_id& room) noexcept { return *homes_[shards_.home_of(room).index()]; }
    void tell_directory();

    runtime::shards& shards_;
    const core::room_rules& rules_;
    const room_rates& rates_;
    const room_hashers hashers_;
    const emergency* emergency_ = nullptr;
    fan_out out_;
    directory directory_;  // on shard 0
    std::vector<std::unique_ptr<room_home>> homes_;
};

}  // namespace srchat::services
