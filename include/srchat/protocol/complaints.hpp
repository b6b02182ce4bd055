#pragma once
// Complaints, bug reports and appeals: the bodies of their routes and what is answered (docs/PROTOCOL.md, section 18).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/base/result.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

enum class complaint_kind { message, member, room, bug, appeal };
enum class complaint_state { new_, assigned, waiting_reporter, waiting_staff, resolved };
enum class complaint_outcome { upheld, rejected, duplicate };
enum class post_by { reporter, staff, note };

inline constexpr std::size_t max_evidence_messages = 20;
inline constexpr std::size_t max_evidence_bytes = 65'536;
inline constexpr std::size_t max_post_points = 4'000;

struct complaint_post {
    std::uint32_t n = 0;  // from 1
    time_point at;
    post_by by = post_by::reporter;
    std::string admin;  // of staff's posts and notes
    std::string text;
    bool operator==(const complaint_post&) const = default;
};

// What a reporter picked.
struct evidence_request {
    room_id room;
    member_no m = 0;  // 0: nobody in particular
    std::vector<seq_no> messages;
    std::string digest;  // of the preview that the reporter has seen
};
struct complaint_request {
    complaint_kind kind = complaint_kind::bug;
    std::string rule;
    std::string text;
    std::optional<evidence_request> evidence;
};
struct receipt_request {
    secret_text receipt;
    std::string text;  // of a post
};

// Refusals: bad_json, bad_field.
result<evidence_request> decode_evidence_request(std::string_view body);
result<complaint_request> decode_complaint_request(std::string_view body);
result<std::string> decode_post_request(std::string_view body);
result<receipt_request> decode_receipt_request(std::string_view body, bool with_text);

// What is kept of a room for a complaint: the very bytes that the reporter has seen. The same room, unchanged, gives the same
// bytes again.
struct evidence {
    struct said {
        seq_no seq = 0;
        time_point at;
        author by;
        bool edited = false;
        std::string text;
        std::optional<srchat::protocol::media> media;
    };
    card room;
    std::optional<author> member;
    std::vector<said> messages;
};
std::string encode_evidence(const evidence& what);
// Whom such evidence is about; nullopt: nobody in particular.
std::optional<author> member_in(std::string_view evidence);

// A rule of the house that can be broken.
struct house_rule {
    std::string word;
    std::string text;
};

// As its reporter sees it.
struct complaint_view {
    std::string id;
    complaint_kind kind = complaint_kind::bug;
    std::string rule;
    complaint_state state = complaint_state::new_;
    std::optional<complaint_outcome> outcome;
    time_point created_at;
    time_point changed_at;
    std::optional<time_point> decided_at;
    std::optional<time_point> ends_at;
    std::string evidence;  // empty: none
    std::vector<complaint_post> posts;
};

std::string encode_preview(std::string_view evidence, std::string_view digest);
std::string encode_http(const complaint_view& what, const secret_text& receipt = {});
std::string encode_http(const std::vector<complaint_view>& all);  // without threads and evidence
std::string encode_http(const std::vector<house_rule>& rules);

}  // namespace srchat::protocol
