#pragma once
// An account as others and as its owner see it.

#include "srchat/ports/accounts.hpp"
#include "srchat/protocol/account_bodies.hpp"
#include "srchat/services/sessions.hpp"

namespace srchat::services {

inline protocol::person shown(const ports::account_profile& p) {
    return {p.display, p.avatar, protocol::person_kind::user};
}

inline looks looks_of(const ports::account_profile& p) { return {shown(p), p.hide_name, p.invisible}; }

inline protocol::account view_of(const ports::account_record& a) {
    const ports::account_profile& p = a.profile;
    return {a.name,   p.display,      p.avatar,    p.about,     p.theme,        p.language,
            p.region, p.hide_profile, p.hide_name, p.invisible, p.requests_off, a.created_at};
}

}  // namespace srchat::services
