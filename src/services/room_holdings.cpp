// What the rooms of one home hold (docs/PROTOCOL.md, section 17).

#include <algorithm>

#include "live_room.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

namespace {

using protocol::held;
using protocol::room_kind;

struct counted {
    held rooms = protocol::none_held("rooms");
    held messages = protocol::none_held("messages");
    held pictures = protocol::none_held("pictures");
    held directs = protocol::none_held("directs");
    held direct_messages = protocol::none_held("direct_messages");
    held inboxes = protocol::none_held("inboxes");
    held notices = protocol::none_held("notices");
    held invitations = protocol::none_held("invitations");
    held bans = protocol::none_held("bans");

    held& places(room_kind kind) {
        return kind == room_kind::room ? rooms : kind == room_kind::direct ? directs : inboxes;
    }
    held& words(room_kind kind) {
        return kind == room_kind::room ? messages : kind == room_kind::direct ? direct_messages : notices;
    }
};

void count_messages(const core::room_history& history, held& into) {
    for (seq_no seq = history.first(); seq <= history.top(); ++seq) {
        const core::live_message* message = history.message(seq);
        if (message != nullptr) into.add(history.at(seq).at, message->expires_at);
    }
}

// What somebody wrote in a room; in an inbox, what was told them.
void count_of(const core::room_state& state, const person_id& person, protocol::seat& into) {
    const core::room_history& history = state.history();
    for (seq_no seq = history.first(); seq <= history.top(); ++seq) {
        const core::live_message* message = history.message(seq);
        const bool counts = message != nullptr && (state.kind() == room_kind::inbox || message->by_person == person);
        if (!counts) continue;
        ++into.messages;
        if (message->picture() != nullptr) ++into.pictures;
        into.ends_by = std::max(into.ends_by.value_or(message->expires_at), message->expires_at);
    }
}

}  // namespace

std::vector<protocol::seat> room_home::held_of(const person_id& person) const {
    std::vector<protocol::seat> out;
    for (const auto& [id, room] : rooms_) {
        protocol::seat here;
        here.member = room->state.member(person) != nullptr;
        if (room->own() && !here.member) continue;
        count_of(room->state, person, here);
        if (!here.member && here.messages == 0) continue;
        here.room = room->state.card();
        out.push_back(std::move(here));
    }
    return out;
}

std::vector<held> room_home::held() const {
    counted all;
    all.pictures.bytes = 0;
    for (const auto& [id, room] : rooms_) {
        const core::room_state& state = room->state;
        all.places(state.kind()).add(state.created_at(), state.expires_at());
        count_messages(state.history(), all.words(state.kind()));
        *all.pictures.count += room->shelf.size();
        *all.pictures.bytes += room->shelf.bytes();
        all.pictures.endless |= room->shelf.size() > 0;
        for (const live_room::invitation& one : room->invitations) all.invitations.add({}, one.expires_at);
        for (const auto& [number, ban] : state.bans()) all.bans.add(ban.at, state.expires_at());
    }
    return {all.rooms,   all.messages, all.pictures,    all.directs, all.direct_messages,
            all.inboxes, all.notices,  all.invitations, all.bans};
}

}  // namespace srchat::services
