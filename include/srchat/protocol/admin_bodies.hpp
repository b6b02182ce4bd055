#pragma once
// The bodies of the routes of administration, and what they answer (docs/PROTOCOL.md, sections 19 and 20).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/protocol/complaints.hpp"

namespace srchat::protocol {

enum class admin_act { warn, mute, suspend, close_room };
enum class reset_what { profile, access };
enum class audience { all, region, room };

struct admin_login_request {
    std::string name;  // empty in a confirmation
    secret_text password;
    std::string code;
};
struct resolve_request {
    complaint_outcome outcome = complaint_outcome::rejected;
    std::string text;  // may be empty
};
// A time of 0 minutes: for good.
struct act_request {
    admin_act act = admin_act::warn;
    std::string reason;
    std::uint32_t minutes = 0;
};
struct suspend_request {
    std::string rule;
    std::string reason;
    std::uint32_t minutes = 0;
};
struct reset_request {
    reset_what what = reset_what::profile;
    std::string reason;
};
// What is absent stays, or has its default in a new one.
struct official_request {
    std::optional<official_kind> kind;
    std::optional<std::string> name;
    std::optional<std::string> topic;
    std::optional<std::string> region;
    std::optional<time_point> opens_at;
    std::optional<time_point> closes_at;
    std::optional<std::uint32_t> capacity;
};
struct close_room_request {
    room_id room;
    std::string reason;
};
struct announcement_request {
    std::string text;
    audience scope = audience::all;
    std::string region;
    std::optional<room_id> room;
    std::optional<time_point> from;
    time_point until;
};
struct settings_request {
    std::optional<int> emergency_level;
    std::optional<bool> registration;
    std::optional<bool> guests;
};

// Refusals of each: bad_json, bad_field.
result<admin_login_request> decode_admin_login(std::string_view body, bool with_name);
result<resolve_request> decode_resolve(std::string_view body);
result<act_request> decode_act(std::string_view body);
result<suspend_request> decode_suspend(std::string_view body);
result<reset_request> decode_reset(std::string_view body);
result<std::string> decode_reason(std::string_view body);
result<official_request> decode_official(std::string_view body, bool fresh);
result<close_room_request> decode_close_room(std::string_view body);
result<announcement_request> decode_announcement(std::string_view body);
result<settings_request> decode_settings(std::string_view body);
result<bool> decode_accept(std::string_view body);

struct admin_view {
    std::string name;
    time_point confirmed_until;
    milliseconds idle{0};
};
// A complaint as staff sees it.
struct case_view {
    complaint_view complaint;
    std::string assigned;  // empty: nobody
    bool by_user = false;
    std::optional<room_id> room;
    bool room_there = false;
    struct subject {
        std::string name;  // as shown in the room
        std::string kind;
        member_no m = 0;
        bool account = false;
    };
    std::optional<subject> about;
};
struct suspension_view {
    std::optional<time_point> until;
    std::string rule;
    time_point since;
};
struct subject_view {
    std::string name;
    std::string display;
    std::string avatar;
    std::string about;
    time_point created_at;
    std::optional<suspension_view> suspended;
};
struct proposal_view {
    std::string id;
    std::string act;
    std::string person;
    std::string rule;
    std::string reason;
    std::string by;
    time_point at;
};
struct announcement_view {
    std::string id;
    std::string text;
    audience scope = audience::all;
    std::string region;
    std::optional<room_id> room;
    time_point from;
    time_point until;
    std::string by;  // for admins only
};
struct audit_view {
    std::uint64_t n = 0;
    time_point at;
    std::string admin;
    std::string act;
    std::string subject;
    std::string reason;
};
struct settings_view {
    int emergency_level = 5;
    bool registration = true;
    bool guests = true;
};
struct overview_view {
    time_point at;
    time_point started_at;
    std::string version;
    struct live_counts {
        std::uint64_t sockets = 0, visitors = 0, users = 0, rooms = 0, directs = 0, messages = 0;
    };
    std::optional<live_counts> live;
    double messages_per_s = 0;
    double deliveries_per_s = 0;
    bool database = true;
    std::string live_store;
    struct complaint_counts {
        std::array<std::uint64_t, 5> by_state{};
        std::optional<time_point> oldest_at;
    };
    std::optional<complaint_counts> complaints;
    std::optional<std::uint64_t> proposals;
    std::optional<std::uint64_t> admins;
    int emergency_level = 5;
    std::vector<std::string> templates;
};

std::string encode_http(const admin_view& what);
std::string encode_http(const case_view& what);
std::string encode_http(const std::vector<case_view>& all, bool more);
std::string encode_http(const card& room, bool there);
std::string encode_http(const std::vector<std::pair<card, bool>>& rooms, const std::vector<std::string>& regions);
std::string encode_http(const subject_view& what, const secret_text& recovery = {});
std::string encode_http(const proposal_view& what);
std::string encode_http(const std::vector<proposal_view>& all);
std::string encode_http(const announcement_view& what);
std::string encode_http(const std::vector<announcement_view>& all);
std::string encode_http(const std::vector<audit_view>& all, bool more);
std::string encode_http(const settings_view& what);
std::string encode_http(const overview_view& what);
std::string encode_revealed(std::string_view account);
// The event `announcements`.
std::string encode(const std::vector<announcement_view>& all);

}  // namespace srchat::protocol
