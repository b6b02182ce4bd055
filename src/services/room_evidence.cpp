// The part of room_home that serves complaints: what a reporter may take along of a room, byte for byte the same as long as
// nothing of it changes.

#include <algorithm>

#include "live_room.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

namespace {

protocol::evidence::said said_of(const core::room_history& history, seq_no seq, const core::live_message& m) {
    protocol::evidence::said out;
    out.seq = seq;
    out.at = history.at(seq).at;
    out.by = *m.by;
    out.edited = m.edited_at().has_value();
    if (const auto* body = std::get_if<protocol::text_body>(&m.content)) out.text = body->text.reveal();
    if (m.picture() != nullptr) out.media = *m.picture();
    return out;
}

// A member who is here, or who has left not too long ago.
std::optional<protocol::author> author_of(const core::room_state& room, member_no m) {
    if (const core::room_member* here = room.member(m)) return protocol::author{m, here->who};
    if (const core::former_member* gone = room.former(m)) return protocol::author{m, gone->who};
    return std::nullopt;
}

}  // namespace

result<room_home::gathered> room_home::gather(const person_id& by, const protocol::evidence_request& what) const {
    const auto found = rooms_.find(what.room);
    const bool inside = found != rooms_.end() && found->second->state.member(by) != nullptr;
    if (!inside || found->second->state.kind() == protocol::room_kind::inbox) return error_code::not_member;
    const core::room_state& room = found->second->state;
    gathered out;
    out.m = what.m;
    protocol::evidence kept;
    kept.room = room.card();
    for (const seq_no seq : what.messages) {
        const core::live_message* message = room.history().message(seq);
        if (message == nullptr || message->expires_at <= server_clock::now()) return error_code::no_message;
        // Without a name it is about whoever wrote the first of them that the reporter did not.
        if (out.m == 0 && message->by_person != by) out.m = message->by->m;
        kept.messages.push_back(said_of(room.history(), seq, *message));
    }
    if (out.m != 0) {
        const person_id* about = room.person_of(out.m);
        kept.member = author_of(room, out.m);
        if (about == nullptr || !kept.member || *about == by) return error_code::no_member;
        out.about = *about;
    }
    out.evidence = protocol::encode_evidence(kept);
    if (out.evidence.size() > protocol::max_evidence_bytes)
        return refusal{error_code::too_large, "Those messages are too long together. Pick fewer of them."};
    return out;
}

}  // namespace srchat::services
