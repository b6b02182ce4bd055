// The part of room_home that runs the acts of staff and owner. What they mean is decided in core.

#include "live_room.hpp"
#include "room_commit.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

template <class Command>
task<result<protocol::done>> room_home::perform(person_id by, Command what) {
    const time_point at = server_clock::now();
    if constexpr (std::is_same_v<Command, protocol::transfer>) {
        // Presence is not in the log: who is away could not answer.
        const live_room* room = find(what.room);
        const core::room_member* to = room != nullptr ? room->state.member(what.m) : nullptr;
        const bool away = to != nullptr && room->state_of(to->person) == protocol::presence_state::away;
        if (away && room->state.member(by) != nullptr && by == room->state.owner()) co_return error_code::no_member;
    }
    auto decide = [by, &what, at](const core::room_state& state) { return core::decide(state, by, what, at); };
    result<ports::log_ack> ack = co_await commit(what.room, std::move(decide), at);
    if (!ack) co_return ack.error();
    co_return protocol::done{what.room, ack->first};
}

template task<result<protocol::done>> room_home::perform(person_id, protocol::kick);
template task<result<protocol::done>> room_home::perform(person_id, protocol::mute);
template task<result<protocol::done>> room_home::perform(person_id, protocol::ban);
template task<result<protocol::done>> room_home::perform(person_id, protocol::unban);
template task<result<protocol::done>> room_home::perform(person_id, protocol::set_role);
template task<result<protocol::done>> room_home::perform(person_id, protocol::lock);
template task<result<protocol::done>> room_home::perform(person_id, protocol::slow);
template task<result<protocol::done>> room_home::perform(person_id, protocol::pin);
template task<result<protocol::done>> room_home::perform(person_id, protocol::transfer);
template task<result<protocol::done>> room_home::perform(person_id, protocol::transfer_answer);
template task<result<protocol::done>> room_home::perform(person_id, protocol::transfer_cancel);
template task<result<protocol::done>> room_home::perform(person_id, protocol::successor);
template task<result<protocol::done>> room_home::perform(person_id, protocol::close);

task<result<protocol::done>> room_home::change_settings(person_id by, protocol::room_set what, secret_text verifier) {
    const time_point at = server_clock::now();
    auto decide = [by, &what, &verifier, at](const core::room_state& state) {
        return core::decide(state, by, what, at, verifier);
    };
    result<ports::log_ack> ack = co_await commit(what.room, std::move(decide), at);
    if (!ack) co_return ack.error();
    co_return protocol::done{what.room, ack->first};
}

}  // namespace srchat::services
