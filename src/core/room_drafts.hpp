#pragma once
// What the deciding functions share.

#include <utility>
#include <vector>

#include "srchat/core/room_state.hpp"

namespace srchat::core {

inline std::vector<protocol::log_draft> one(const person_id& actor, protocol::room_event what) {
    std::vector<protocol::log_draft> drafts;
    drafts.push_back({actor, std::move(what)});
    return drafts;
}

inline protocol::member shown(const room_member& m) {
    return {m.m, m.who, m.role, protocol::presence_state::here, m.muted_until};
}

inline refusal refusal_until(error_code code, time_point until, time_point now) {
    refusal why{code};
    why.retry_after = until - now;
    return why;
}

}  // namespace srchat::core
