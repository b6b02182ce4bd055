#pragma once
// The bodies of the account routes (docs/PROTOCOL.md, section 12). A decoded body has valid types and sizes; whether a name or
// a password will do is core's to say.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/base/private_text.hpp"
#include "srchat/base/result.hpp"
#include "srchat/protocol/complaints.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

// Of POST /api/account and POST /api/login.
struct login_request {
    std::string name;
    secret_text password;
    std::optional<srchat::protocol::proof> proof = std::nullopt;  // of a registration only
};
// Of POST /api/recovery.
struct recovery_request {
    std::string name;
    secret_text recovery;
    secret_text password;
};
// Of POST /api/account/password.
struct password_request {
    secret_text password;
    secret_text new_password;
};
// Of POST /api/account/delete.
struct farewell_request {
    secret_text password;
};
// Of PATCH /api/account: what is absent stays.
struct profile_request {
    std::optional<std::string> display = std::nullopt;
    std::optional<std::string> avatar = std::nullopt;
    std::optional<std::string> about = std::nullopt;
    std::optional<std::string> theme = std::nullopt;
    std::optional<std::string> language = std::nullopt;
    std::optional<std::string> region = std::nullopt;
    std::optional<bool> hide_profile = std::nullopt;
    std::optional<bool> hide_name = std::nullopt;
    std::optional<bool> invisible = std::nullopt;
    std::optional<bool> requests_off = std::nullopt;
};

// Refusals: bad_json, bad_field.
result<login_request> decode_login_request(std::string_view body);
result<login_request> decode_registration(std::string_view body);
result<recovery_request> decode_recovery_request(std::string_view body);
result<password_request> decode_password_request(std::string_view body);
result<farewell_request> decode_farewell_request(std::string_view body);
result<profile_request> decode_profile_request(std::string_view body);
// `{}`: the body of a request that needs none.
result<void> decode_empty_request(std::string_view body);

// An account as its owner sees it.
struct account {
    std::string name;
    std::string display;
    std::string avatar;
    std::string about;
    std::string theme;
    std::string language;
    std::string region;
    bool hide_profile = false;
    bool hide_name = false;
    bool invisible = false;
    bool requests_off = false;
    time_point created_at;
};

// Everything of an account in one piece, for its owner.
struct account_export {
    account mine;
    std::vector<card> rooms;                 // that the person owns
    std::vector<friend_view> friends;        // requests and blocks too
    std::vector<complaint_view> complaints;  // with evidence and threads
};
std::string encode_http(const account_export& all);

// What a login, a registration and the like answer. `recovery` only when it is new.
std::string encode_http(const person& you, const session_info& session, const account& mine,
                        const secret_text& recovery = {});
// `rooms`: those that the person owns; `regions`: those that may be picked.
std::string encode_http(const account& mine, const std::vector<card>& rooms, const std::vector<std::string>& regions);
// {"ended":n}
std::string encode_ended(std::size_t sessions);

}  // namespace srchat::protocol
