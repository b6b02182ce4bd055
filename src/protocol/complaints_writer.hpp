#pragma once
// What the views of reporters and of staff share.

#include "json_writer.hpp"
#include "srchat/protocol/complaints.hpp"

namespace srchat::protocol {

template <>
struct enum_names<complaint_kind> {
    static constexpr std::array<std::string_view, 5> all{"message", "member", "room", "bug", "appeal"};
    static constexpr auto last = complaint_kind::appeal;
};
template <>
struct enum_names<complaint_state> {
    static constexpr std::array<std::string_view, 5> all{"new", "assigned", "waiting_reporter", "waiting_staff",
                                                         "resolved"};
    static constexpr auto last = complaint_state::resolved;
};
template <>
struct enum_names<complaint_outcome> {
    static constexpr std::array<std::string_view, 3> all{"upheld", "rejected", "duplicate"};
    static constexpr auto last = complaint_outcome::duplicate;
};
template <>
struct enum_names<post_by> {
    static constexpr std::array<std::string_view, 3> all{"reporter", "staff", "note"};
    static constexpr auto last = post_by::note;
};

void put(std::string& out, const complaint_post& value);
// Without its end, so that more can follow.
void put_fields(json_object& object, const complaint_view& value, bool whole);

}  // namespace srchat::protocol
