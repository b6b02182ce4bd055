// The part of room_home in which the operator acts: rooms that are the server's own, and rooms that have to end.

#include "live_room.hpp"
#include "room_commit.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

task<result<void>> room_home::open_official(room_id id, core::room_settings settings) {
    if (find(id) != nullptr) {
        auto decide = [&settings](const core::room_state& room) { return core::decide_redefine(room, settings); };
        result<ports::log_ack> ack = co_await commit(id, std::move(decide), server_clock::now());
        if (!ack) co_return ack.error();
        co_return result<void>{};
    }
    gone_.erase(id);
    const person_id nobody;
    result<protocol::card> card = co_await create(id, nobody, std::move(settings));
    if (!card) co_return card.error();
    co_return result<void>{};
}

task<result<void>> room_home::mute_by_server(room_id id, member_no m, milliseconds length) {
    const live_room* room = find(id);
    if (room == nullptr) co_return missing(id);
    const core::room_member* member = room->state.member(m);
    if (member == nullptr) co_return error_code::no_member;
    const person_id person = member->person;
    const time_point at = server_clock::now();
    auto decide = [person, length, at](const core::room_state& state) {
        return core::decide_mute_by_server(state, person, length, at);
    };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), at);
    if (!ack) co_return ack.error();
    co_return result<void>{};
}

task<result<void>> room_home::close_by_admin(room_id id, bool official) {
    const live_room* room = find(id);
    if (room == nullptr || room->own()) co_return error_code::no_room;
    if (room->state.is_official() != official) co_return error_code::official_room;
    auto decide = [](const core::room_state& state) {
        return core::decide_close(state, protocol::close_reason::admin);
    };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), server_clock::now());
    if (!ack) co_return ack.error();
    co_await forget(id);
    co_return result<void>{};
}

}  // namespace srchat::services
