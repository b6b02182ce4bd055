#include "srchat/protocol/admin_bodies.hpp"

#include <array>

#include "complaints_writer.hpp"
#include "json_body.hpp"
#include "shapes_writer.hpp"

namespace srchat::protocol {

namespace {

constexpr std::size_t reason_points = 500;
constexpr std::size_t rule_points = 32;
constexpr std::size_t region_points = 48;
constexpr std::size_t password_points = 128;
constexpr std::int64_t minutes_max = 5'256'000;  // ten years
constexpr std::int64_t capacity_max = 100'000;
constexpr std::array<std::string_view, 4> acts{"warn", "mute", "suspend", "close_room"};
constexpr std::array<std::string_view, 2> resets{"profile", "access"};

refusal bad(std::string_view field) {
    refusal why{error_code::bad_field};
    why.field = field;
    return why;
}

std::string reason_of(json_body& body) { return body.text("reason", 1, reason_points); }

std::uint32_t minutes_of(json_body& body) {
    return static_cast<std::uint32_t>(body.integer_if("minutes", 1, minutes_max).value_or(0));
}

}  // namespace

template <>
struct enum_names<audience> {
    static constexpr std::array<std::string_view, 3> all{"all", "region", "room"};
    static constexpr auto last = audience::room;
};

result<admin_login_request> decode_admin_login(std::string_view bytes, bool with_name) {
    json_body body{bytes};
    admin_login_request out;
    if (with_name) out.name = body.line("name", 1, 64);
    out.password = body.secret("password", password_points);
    out.code = body.line("code", 1, 16);
    if (auto why = body.finish()) return std::move(*why);
    return out;
}

result<resolve_request> decode_resolve(std::string_view bytes) {
    json_body body{bytes};
    resolve_request out;
    out.outcome = static_cast<complaint_outcome>(body.word("outcome", enum_names<complaint_outcome>::all));
    out.text = body.text("text", 0, max_post_points);
    if (auto why = body.finish()) return std::move(*why);
    return out;
}

result<act_request> decode_act(std::string_view bytes) {
    json_body body{bytes};
    act_request out;
    out.act = static_cast<admin_act>(body.word("act", acts));
    out.reason = reason_of(body);
    out.minutes = minutes_of(body);
    if (auto why = body.finish()) return std::move(*why);
    const bool timed = out.act == admin_act::mute || out.act == admin_act::suspend;
    constexpr std::uint32_t day = 1'440;
    const bool fits =
        timed ? out.act == admin_act::suspend || (out.minutes > 0 && out.minutes <= day) : out.minutes == 0;
    if (!fits) return bad("minutes");
    return out;
}

result<suspend_request> decode_suspend(std::string_view bytes) {
    json_body body{bytes};
    suspend_request out;
    out.rule = body.line("rule", 1, rule_points);
    out.reason = reason_of(body);
    out.minutes = minutes_of(body);
    if (auto why = body.finish()) return std::move(*why);
    return out;
}

result<reset_request> decode_reset(std::string_view bytes) {
    json_body body{bytes};
    reset_request out;
    out.what = static_cast<reset_what>(body.word("what", resets));
    out.reason = reason_of(body);
    if (auto why = body.finish()) return std::move(*why);
    return out;
}

result<std::string> decode_reason(std::string_view bytes) {
    json_body body{bytes};
    std::string reason = reason_of(body);
    if (auto why = body.finish()) return std::move(*why);
    return reason;
}

result<official_request> decode_official(std::string_view bytes, bool fresh) {
    json_body body{bytes};
    official_request out;
    if (fresh) {
        out.kind = static_cast<official_kind>(body.word("kind", enum_names<official_kind>::all));
        out.name = body.line("name", 1, 48);
    } else {
        out.name = body.line_if("name", 1, 48);
    }
    out.topic = body.line_if("topic", 0, 160);
    out.region = body.line_if("region", 1, region_points);
    out.opens_at = body.time_if("opens_at");
    out.closes_at = body.time_if("closes_at");
    if (const auto capacity = body.integer_if("capacity", 2, capacity_max))
        out.capacity = static_cast<std::uint32_t>(*capacity);
    if (auto why = body.finish()) return std::move(*why);
    return out;
}

result<close_room_request> decode_close_room(std::string_view bytes) {
    json_body body{bytes};
    const std::optional<room_id> room = room_id::parse(body.line("room", room_id::length, room_id::length));
    std::string reason = reason_of(body);
    if (auto why = body.finish()) return std::move(*why);
    if (!room) return bad("room");
    return close_room_request{*room, std::move(reason)};
}

result<announcement_request> decode_announcement(std::string_view bytes) {
    json_body body{bytes};
    announcement_request out;
    out.text = body.text("text", 1, 500);
    out.scope = static_cast<audience>(body.word("scope", enum_names<audience>::all));
    out.region = body.line("region", out.scope == audience::region ? 1 : 0, region_points);
    const std::string room = body.line("room", out.scope == audience::room ? room_id::length : 0, room_id::length);
    out.room = room_id::parse(room);
    out.from = body.time_if("from");
    const std::optional<time_point> until = body.time_if("until");
    if (auto why = body.finish()) return std::move(*why);
    if ((out.scope == audience::room) != out.room.has_value() || (!room.empty() && !out.room)) return bad("room");
    if ((out.scope == audience::region) == out.region.empty()) return bad("region");
    if (!until) return bad("until");
    out.until = *until;
    return out;
}

result<settings_request> decode_settings(std::string_view bytes) {
    json_body body{bytes};
    settings_request out;
    if (const auto level = body.integer_if("emergency_level", 1, 5)) out.emergency_level = static_cast<int>(*level);
    out.registration = body.boolean_if("registration");
    out.guests = body.boolean_if("guests");
    if (auto why = body.finish()) return std::move(*why);
    return out;
}

result<bool> decode_accept(std::string_view bytes) {
    json_body body{bytes};
    const std::optional<bool> accept = body.boolean_if("accept");
    if (auto why = body.finish()) return std::move(*why);
    if (!accept) return bad("accept");
    return *accept;
}

// --- answers ---

namespace {

// An empty text is none.
std::optional<std::string> if_any(const std::string& text) { return text.empty() ? std::nullopt : std::optional{text}; }

void put_case(std::string& out, const case_view& value, bool whole) {
    json_object object{out};
    put_fields(object, value.complaint, whole);
    const std::string_view reporter = value.by_user ? "user" : "guest";
    object.field("assigned", if_any(value.assigned)).field("reporter", reporter);
    if (value.room) {
        json_object room{object.name("room")};
        room.field("id", *value.room).field("there", value.room_there).end();
    } else {
        object.name("room") += "null";
    }
    if (value.about) {
        json_object about{object.name("subject")};
        about.field("name", value.about->name).field("kind", value.about->kind).field("m", value.about->m);
        about.field("account", value.about->account).end();
    } else {
        object.name("subject") += "null";
    }
    object.end();
}

void put_official(std::string& out, const card& room, bool there) {
    put(out, room);
    out.pop_back();  // the end of the card, which one more field follows
    out += there ? ",\"there\":true}" : ",\"there\":false}";
}

void put(std::string& out, const proposal_view& value) {
    json_object object{out};
    object.field("id", value.id).field("act", value.act).field("person", value.person).field("rule", value.rule);
    object.field("reason", value.reason).field("by", value.by).field("at", value.at).end();
}

void put(std::string& out, const announcement_view& value) {
    json_object object{out};
    object.field("id", value.id).field("text", value.text).field("scope", value.scope);
    object.field("region", if_any(value.region)).field("room", value.room);
    object.field("from", value.from).field("until", value.until);
    if (!value.by.empty()) object.field("by", value.by);
    object.end();
}

void put(std::string& out, const audit_view& value) {
    json_object object{out};
    object.field("n", value.n).field("at", value.at).field("admin", value.admin).field("act", value.act);
    object.field("subject", value.subject).field("reason", value.reason).end();
}

// One decimal is all that a rate is good for.
std::string one_decimal(double value) {
    const auto tenths = static_cast<std::int64_t>(value * 10 + 0.5);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

constexpr auto item = [](std::string& out, const auto& one) { put(out, one); };

template <class T>
std::string named(std::string_view name, const T& what) {
    std::string out;
    json_object object{out};
    put(object.name(name), what);
    object.end();
    return out;
}

}  // namespace

std::string encode_http(const admin_view& what) {
    std::string out;
    json_object object{out};
    json_object admin{object.name("admin")};
    admin.field("name", what.name).field("confirmed_until", what.confirmed_until).field("idle_ms", what.idle).end();
    object.end();
    return out;
}

std::string encode_http(const case_view& what) {
    std::string out;
    json_object object{out};
    put_case(object.name("complaint"), what, true);
    object.end();
    return out;
}

std::string encode_http(const std::vector<case_view>& all, bool more) {
    std::string out;
    json_object object{out};
    put_list(object.name("complaints"), all, [](std::string& o, const case_view& c) { put_case(o, c, false); });
    object.field("more", more).end();
    return out;
}

std::string encode_http(const card& room, bool there) {
    std::string out;
    json_object object{out};
    put_official(object.name("room"), room, there);
    object.end();
    return out;
}

std::string encode_http(const std::vector<std::pair<card, bool>>& rooms, const std::vector<std::string>& regions) {
    std::string out;
    json_object object{out};
    put_list(object.name("rooms"), rooms,
             [](std::string& o, const std::pair<card, bool>& r) { put_official(o, r.first, r.second); });
    object.field("regions", regions).end();
    return out;
}

std::string encode_http(const subject_view& what, const secret_text& recovery) {
    std::string out;
    json_object object{out};
    json_object person{object.name("person")};
    person.field("name", what.name).field("display", what.display).field("avatar", what.avatar);
    person.field("about", what.about).field("created_at", what.created_at);
    if (what.suspended) {
        json_object held{person.name("suspended")};
        held.field("until", what.suspended->until).field("rule", what.suspended->rule);
        held.field("since", what.suspended->since).end();
    } else {
        person.name("suspended") += "null";
    }
    person.end();
    if (!recovery.empty()) object.field("recovery", recovery.reveal());
    object.end();
    return out;
}

std::string encode_http(const proposal_view& what) { return named("proposal", what); }

std::string encode_http(const std::vector<proposal_view>& all) {
    std::string out;
    json_object object{out};
    put_list(object.name("proposals"), all, item);
    object.end();
    return out;
}

std::string encode_http(const announcement_view& what) { return named("announcement", what); }

std::string encode_http(const std::vector<announcement_view>& all) {
    std::string out;
    json_object object{out};
    put_list(object.name("announcements"), all, item);
    object.end();
    return out;
}

std::string encode(const std::vector<announcement_view>& all) {
    std::string out;
    json_object object{out, "announcements"};
    put_list(object.name("announcements"), all, item);
    object.end();
    return out;
}

std::string encode_http(const std::vector<audit_view>& all, bool more) {
    std::string out;
    json_object object{out};
    put_list(object.name("entries"), all, item);
    object.field("more", more).end();
    return out;
}

std::string encode_http(const settings_view& what) {
    std::string out;
    json_object object{out};
    object.field("emergency_level", what.emergency_level).field("registration", what.registration);
    object.field("guests", what.guests).end();
    return out;
}

std::string encode_revealed(std::string_view account) {
    std::string out;
    json_object{out}.field("account", account).end();
    return out;
}

std::string encode_http(const overview_view& what) {
    std::string out;
    json_object object{out};
    object.field("at", what.at).field("started_at", what.started_at).field("version", what.version);
    if (what.live) {
        json_object live{object.name("live")};
        live.field("sockets", what.live->sockets)
            .field("visitors", what.live->visitors)
            .field("users", what.live->users);
        live.field("rooms", what.live->rooms).field("directs", what.live->directs);
        live.field("messages", what.live->messages).end();
    } else {
        object.name("live") += "null";
    }
    json_object rates{object.name("rates")};
    rates.name("messages_per_s") += one_decimal(what.messages_per_s);
    rates.name("deliveries_per_s") += one_decimal(what.deliveries_per_s);
    rates.end();
    json_object health{object.name("health")};
    const std::string_view database = what.database ? "ok" : "away";
    health.field("database", database).field("live_store", what.live_store).end();
    if (what.complaints) {
        json_object counts{object.name("complaints")};
        for (std::size_t i = 0; i < what.complaints->by_state.size(); ++i)
            counts.field(enum_names<complaint_state>::all[i], what.complaints->by_state[i]);
        counts.field("oldest_at", what.complaints->oldest_at).end();
    } else {
        object.name("complaints") += "null";
    }
    object.field("proposals", what.proposals).field("admins", what.admins);
    object.field("emergency_level", what.emergency_level).field("templates", what.templates).end();
    return out;
}

}  // namespace srchat::protocol
