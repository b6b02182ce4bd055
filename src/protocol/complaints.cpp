#include "srchat/protocol/complaints.hpp"

#include <algorithm>
#include <limits>

#include <nlohmann/json.hpp>

#include "complaints_writer.hpp"
#include "json_body.hpp"
#include "shapes_writer.hpp"
#include "srchat/protocol/table.hpp"

namespace srchat::protocol {

namespace {

constexpr std::size_t rule_points = 32;
constexpr std::size_t digest_length = 64;
constexpr std::size_t receipt_points = 128;
constexpr std::int64_t member_max = std::numeric_limits<member_no>::max();

// The fields of a pick, in whatever object is open.
std::optional<evidence_request> pick(json_body& body, bool with_digest) {
    evidence_request out;
    const std::optional<room_id> room = room_id::parse(body.line("room", room_id::length, room_id::length));
    out.m = static_cast<member_no>(body.integer_if("m", 1, member_max).value_or(0));
    for (const std::int64_t seq : body.integers("messages", 1, max_integer, max_evidence_messages))
        out.messages.push_back(static_cast<seq_no>(seq));
    std::ranges::sort(out.messages);
    const auto twice = std::ranges::unique(out.messages);
    out.messages.erase(twice.begin(), twice.end());
    if (with_digest) out.digest = body.line("digest", digest_length, digest_length);
    if (!room) return std::nullopt;
    out.room = *room;
    return out;
}

refusal bad(std::string_view field) {
    refusal why{error_code::bad_field};
    why.field = field;
    return why;
}

// Which kinds come with what.
std::optional<refusal> check(const complaint_request& what) {
    const bool about_room = what.kind <= complaint_kind::room;
    if (about_room != what.evidence.has_value()) return bad("evidence");
    if (what.kind == complaint_kind::message && what.evidence->messages.empty()) return bad("evidence.messages");
    if (what.kind == complaint_kind::member && what.evidence->m == 0) return bad("evidence.m");
    return std::nullopt;
}

void put(std::string& out, const evidence::said& value) {
    json_object object{out};
    object.field("seq", value.seq).field("at", value.at);
    json_object by{object.name("by")};
    by.field("m", value.by.m).field("name", value.by.who.name).field("kind", value.by.who.kind).end();
    object.field("edited", value.edited).field("text", value.text);
    if (value.media) {
        json_object media{object.name("media")};
        media.field("type", value.media->type).field("bytes", value.media->bytes).end();
    }
    object.end();
}

void put_complaint(std::string& out, const complaint_view& value, bool whole) {
    json_object object{out};
    put_fields(object, value, whole);
    object.end();
}

}  // namespace

result<evidence_request> decode_evidence_request(std::string_view bytes) {
    json_body body{bytes};
    std::optional<evidence_request> out = pick(body, false);
    if (auto why = body.finish()) return std::move(*why);
    if (!out) return bad("room");
    return std::move(*out);
}

result<complaint_request> decode_complaint_request(std::string_view bytes) {
    json_body body{bytes};
    complaint_request out;
    out.kind = static_cast<complaint_kind>(body.word("kind", enum_names<complaint_kind>::all));
    out.rule = body.line("rule", 0, rule_points);
    out.text = body.text("text", 1, max_post_points);
    const bool picked = body.enter("evidence");
    if (picked) {
        out.evidence = pick(body, true);
        body.leave();
    }
    if (auto why = body.finish()) return std::move(*why);
    if (picked && !out.evidence) return bad("evidence.room");
    if (auto why = check(out)) return std::move(*why);
    return out;
}

result<std::string> decode_post_request(std::string_view bytes) {
    json_body body{bytes};
    std::string text = body.text("text", 1, max_post_points);
    if (auto why = body.finish()) return std::move(*why);
    return text;
}

result<receipt_request> decode_receipt_request(std::string_view bytes, bool with_text) {
    json_body body{bytes};
    receipt_request out;
    out.receipt = body.secret("receipt", receipt_points);
    if (with_text) out.text = body.text("text", 1, max_post_points);
    if (auto why = body.finish()) return std::move(*why);
    return out;
}

std::string encode_evidence(const evidence& what) {
    std::string out;
    json_object object{out};
    json_object room{object.name("room")};
    if (what.room.kind == room_kind::room) room.field("id", what.room.id).field("name", what.room.name);
    room.field("kind", what.room.kind).end();
    if (what.member) {
        json_object member{object.name("member")};
        const person& who = what.member->who;
        member.field("m", what.member->m).field("name", who.name).field("kind", who.kind).end();
    }
    put_list(object.name("messages"), what.messages, [](std::string& o, const evidence::said& s) { put(o, s); });
    object.end();
    return out;
}

std::optional<author> member_in(std::string_view evidence) {
    const nlohmann::json whole = nlohmann::json::parse(evidence.begin(), evidence.end(), nullptr, false);
    if (!whole.is_object() || !whole.contains("member")) return std::nullopt;
    const nlohmann::json& member = whole["member"];
    author who;
    who.m = member.value("m", member_no{0});
    who.who.name = member.value("name", std::string{});
    who.who.kind = from_wire<person_kind>(member.value("kind", std::string{})).value_or(person_kind::guest);
    return who;
}

void put(std::string& out, const complaint_post& value) {
    json_object object{out};
    object.field("n", value.n).field("at", value.at).field("by", value.by);
    if (!value.admin.empty()) object.field("admin", value.admin);
    object.field("text", value.text).end();
}

void put_fields(json_object& object, const complaint_view& value, bool whole) {
    object.field("id", value.id).field("kind", value.kind).field("rule", value.rule).field("state", value.state);
    object.field("outcome", value.outcome).field("created_at", value.created_at).field("changed_at", value.changed_at);
    object.field("decided_at", value.decided_at).field("ends_at", value.ends_at);
    if (!whole) return;
    if (!value.evidence.empty()) object.field("evidence", value.evidence);
    put_list(object.name("posts"), value.posts, [](std::string& o, const complaint_post& p) { put(o, p); });
}

std::string encode_preview(std::string_view evidence, std::string_view digest) {
    std::string out;
    json_object{out}.field("evidence", evidence).field("digest", digest).end();
    return out;
}

std::string encode_http(const complaint_view& what, const secret_text& receipt) {
    std::string out;
    json_object object{out};
    put_complaint(object.name("complaint"), what, true);
    if (!receipt.empty()) object.field("receipt", receipt.reveal());
    object.end();
    return out;
}

std::string encode_http(const std::vector<complaint_view>& all) {
    std::string out;
    json_object object{out};
    put_list(object.name("complaints"), all,
             [](std::string& o, const complaint_view& c) { put_complaint(o, c, false); });
    object.end();
    return out;
}

std::string encode_http(const std::vector<house_rule>& rules) {
    std::string out;
    json_object object{out};
    put_list(object.name("rules"), rules, [](std::string& o, const house_rule& r) {
        json_object{o}.field("rule", r.word).field("text", r.text).end();
    });
    object.end();
    return out;
}

}  // namespace srchat::protocol
