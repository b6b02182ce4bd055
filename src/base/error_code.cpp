#include "srchat/base/error_code.hpp"

namespace srchat {

namespace {

struct row {
    std::string_view name;
    int http_status;
    std::string_view text;
};

// One switch without a default: a new code does not compile with -Werror=switch until it has a row.
row row_of(error_code code) noexcept {
    switch (code) {
        case error_code::bad_json: return {"bad_json", 400, "That was not valid JSON for this server."};
        case error_code::bad_command: return {"bad_command", 400, "This server knows no such command."};
        case error_code::bad_field:
            return {"bad_field", 400, "A field is missing, unknown, of the wrong type or out of range."};
        case error_code::bad_version:
            return {"bad_version", 400, "This server speaks another version. Reload the page."};
        case error_code::no_session: return {"no_session", 401, "There is no session. Start one first."};
        case error_code::login_failed:
            return {"login_failed", 401, "The name or the password is wrong. Check both and try again."};
        case error_code::no_account: return {"no_account", 403, "This needs an account. Register or log in first."};
        case error_code::logged_in: return {"logged_in", 409, "You are logged in already. Log out first."};
        case error_code::bad_origin: return {"bad_origin", 403, "This address may not use this server."};
        case error_code::missing_header: return {"missing_header", 403, "The header X-SRChat: 1 is missing."};
        case error_code::not_json: return {"not_json", 415, "Content-Type must be application/json."};
        case error_code::not_found: return {"not_found", 404, "There is nothing here."};
        case error_code::bad_method: return {"bad_method", 405, "This address does not take that method."};
        case error_code::bad_request:
            return {"bad_request", 400, "The request is malformed, or uses a part of HTTP that this server refuses."};
        case error_code::too_large: return {"too_large", 413, "The request is too large."};
        case error_code::headers_too_large:
            return {"headers_too_large", 431, "The request has too many header fields, or too large ones."};
        case error_code::timeout: return {"timeout", 408, "The request came too slowly. Try again."};
        case error_code::no_room: return {"no_room", 404, "There is no such room."};
        case error_code::gone: return {"gone", 410, "This room has ended, and nothing of it is left."};
        case error_code::room_full: return {"room_full", 409, "This room is full. Try again later."};
        case error_code::room_limit:
            return {"room_limit", 409, "You already have as many open rooms as you may. Close or leave one first."};
        case error_code::too_many_rooms:
            return {"too_many_rooms", 409, "You are in too many rooms at once. Leave one first."};
        case error_code::too_many_sockets:
            return {"too_many_sockets", 429, "Too many connections. Close another tab first."};
        case error_code::not_member: return {"not_member", 403, "You are not in this room. Join it first."};
        case error_code::name_invalid: return {"name_invalid", 422, "That name cannot be used. Choose another one."};
        case error_code::name_taken:
            return {"name_taken", 409, "That name, or one that looks like it, is in use. Choose another one."};
        case error_code::bad_life: return {"bad_life", 422, "Messages may not live longer than their room."};
        case error_code::text_invalid: return {"text_invalid", 422, "The message is empty or has a control character."};
        case error_code::text_too_long:
            return {"text_too_long", 422, "The message is too long. Shorten it or send it in parts."};
        case error_code::no_message: return {"no_message", 404, "That message is not there any more."};
        case error_code::not_yours: return {"not_yours", 403, "Only the author may do that."};
        case error_code::edit_window_over: return {"edit_window_over", 409, "This message can no longer be edited."};
        case error_code::emoji_invalid: return {"emoji_invalid", 422, "That is not an emoji."};
        case error_code::reaction_limit:
            return {"reaction_limit", 409, "This message has as many kinds of reactions as it may."};
        case error_code::password_invalid:
            return {"password_invalid", 422,
                    "A room's password has 4 to 128 characters, an account's at least 8. Choose another one."};
        case error_code::password_wrong: return {"password_wrong", 403, "The password is missing or wrong. Try again."};
        case error_code::knock_first: return {"knock_first", 403, "This room is entered by knocking."};
        case error_code::invite_only: return {"invite_only", 403, "This room is entered by invitation."};
        case error_code::entry_differs: return {"entry_differs", 409, "This room is not entered by knocking."};
        case error_code::locked: return {"locked", 403, "This room takes nobody new just now. Try again later."};
        case error_code::no_guests: return {"no_guests", 403, "This room takes no guests."};
        case error_code::banned: return {"banned", 403, "You may not enter this room."};
        case error_code::kicked: return {"kicked", 403, "You were sent out of this room. Come back later."};
        case error_code::muted: return {"muted", 403, "You may not write in this room just now."};
        case error_code::not_voiced: return {"not_voiced", 403, "In this room only people with voice write."};
        case error_code::not_allowed: return {"not_allowed", 403, "Your role in this room does not allow that."};
        case error_code::no_member: return {"no_member", 404, "There is no such member in this room."};
        case error_code::no_knock: return {"no_knock", 404, "Nobody waits under that number any more."};
        case error_code::no_ban: return {"no_ban", 404, "There is no such ban."};
        case error_code::no_offer: return {"no_offer", 404, "There is no such offer any more."};
        case error_code::offer_pending:
            return {"offer_pending", 409, "The room is already offered to somebody. Cancel that first."};
        case error_code::identity_differs:
            return {"identity_differs", 409, "You are in this room already, shown the other way. Leave it first."};
        case error_code::no_media: return {"no_media", 404, "There is no such picture."};
        case error_code::media_invalid:
            return {"media_invalid", 415, "That is not a picture that can be shown here. Use JPEG, PNG, WebP or GIF."};
        case error_code::media_quota:
            return {"media_quota", 409, "No room for more pictures just now. Try again later."};
        case error_code::no_person:
            return {"no_person", 404, "Nobody whom you can reach has that name. Check how it is written."};
        case error_code::friend_limit:
            return {"friend_limit", 409, "Ten of your requests wait already. Take one back, or wait for an answer."};
        case error_code::duplicate:
            return {"duplicate", 409, "You have just said that here. Say something else, or wait a little."};
        case error_code::no_links:
            return {"no_links", 403, "Guests send no links in their first minutes. Leave it out, or wait a little."};
        case error_code::proof_needed:
            return {"proof_needed", 403,
                    "Show first that you are no machine: solve the challenge and send this again."};
        case error_code::registration_closed:
            return {"registration_closed", 403,
                    "No new accounts are made here just now. You can log in, or come in as a guest; try again later."};
        case error_code::guests_closed:
            return {"guests_closed", 403,
                    "Guests cannot do that here just now. Log in with an account, or try again later."};
        case error_code::emergency:
            return {"emergency", 503,
                    "This server lets nobody new in just now. Who is in already goes on; try again later."};
        case error_code::not_open: return {"not_open", 403, "This room is not open yet. It opens at its time."};
        case error_code::official_room:
            return {"official_room", 409, "That is an official room. Remove its definition instead."};
        case error_code::no_complaint:
            return {"no_complaint", 404, "There is no such complaint. It may have been deleted after its time."};
        case error_code::complaint_closed:
            return {"complaint_closed", 409, "This complaint is closed. Send a new one if there is more to say."};
        case error_code::complaint_taken: return {"complaint_taken", 409, "Another admin has this complaint."};
        case error_code::evidence_changed:
            return {"evidence_changed", 409,
                    "Something of it has changed or is gone. Look at it again before you send it."};
        case error_code::suspended: return {"suspended", 403, "This account is suspended. You can send an appeal."};
        case error_code::confirm_needed: return {"confirm_needed", 403, "Confirm with your password and a code first."};
        case error_code::no_proposal: return {"no_proposal", 404, "There is no such proposal any more."};
        case error_code::no_announcement: return {"no_announcement", 404, "There is no such announcement any more."};
        case error_code::rate_limited: return {"rate_limited", 429, "Slow down a little, then try again."};
        case error_code::unavailable:
            return {"unavailable", 503, "A part of the server is away. Nothing was taken; try again."};
        case error_code::overloaded: return {"overloaded", 503, "The server is busy. Try again in a moment."};
        case error_code::internal: return {"internal", 500, "The server had a fault. Try again."};
    }
    return {"internal", 500, ""};
}

}  // namespace

std::string_view name_of(error_code code) noexcept { return row_of(code).name; }
std::string_view text_of(error_code code) noexcept { return row_of(code).text; }
int http_status_of(error_code code) noexcept { return row_of(code).http_status; }

}  // namespace srchat
