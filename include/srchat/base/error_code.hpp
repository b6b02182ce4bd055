#pragma once
// The public error codes: one contract for HTTP and WebSocket (docs/PROTOCOL.md, section 9).

#include <array>
#include <string_view>

namespace srchat {

enum class error_code {
    bad_json,
    bad_command,
    bad_field,
    bad_version,
    no_session,
    login_failed,
    no_account,
    logged_in,
    bad_origin,
    missing_header,
    not_json,
    not_found,
    bad_method,
    bad_request,
    too_large,
    headers_too_large,
    timeout,
    no_room,
    gone,
    room_full,
    room_limit,
    too_many_rooms,
    too_many_sockets,
    not_member,
    name_invalid,
    name_taken,
    bad_life,
    text_invalid,
    text_too_long,
    no_message,
    not_yours,
    edit_window_over,
    emoji_invalid,
    reaction_limit,
    password_invalid,
    password_wrong,
    knock_first,
    invite_only,
    entry_differs,
    locked,
    no_guests,
    banned,
    kicked,
    muted,
    not_voiced,
    not_allowed,
    no_member,
    no_knock,
    no_ban,
    no_offer,
    offer_pending,
    identity_differs,
    no_media,
    media_invalid,
    media_quota,
    no_person,
    friend_limit,
    duplicate,
    no_links,
    proof_needed,
    registration_closed,
    guests_closed,
    emergency,
    not_open,
    official_room,
    no_complaint,
    complaint_closed,
    complaint_taken,
    evidence_changed,
    suspended,
    confirm_needed,
    no_proposal,
    no_announcement,
    rate_limited,
    unavailable,
    overloaded,
    internal,
};

inline constexpr int error_code_count = static_cast<int>(error_code::internal) + 1;

// The code's name on the wire, such as "rate_limited".
std::string_view name_of(error_code code) noexcept;
// The default sentence for people: what happened and what to do next.
std::string_view text_of(error_code code) noexcept;
// The HTTP status that carries this code.
int http_status_of(error_code code) noexcept;

}  // namespace srchat
