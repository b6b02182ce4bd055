#include "srchat/protocol/shapes.hpp"

#include "shapes_writer.hpp"

namespace srchat::protocol {

namespace {

json_object& person_fields(json_object& object, const person& value) {
    return object.field("name", value.name).field("avatar", value.avatar).field("kind", value.kind);
}

}  // namespace

std::size_t size_of(const body& content) noexcept {
    if (const auto* text = std::get_if<text_body>(&content)) return text->text.size();
    const notice& told = *std::get<notice_body>(content).what;
    const std::size_t place = told.room ? told.room->name.size() : 0;
    return sizeof(notice) + told.name.size() + place + told.token.size() + told.text.size();
}

void put(std::string& out, const person& value) {
    json_object object{out};
    person_fields(object, value).end();
}

void put(std::string& out, const session_info& value) {
    json_object{out}.field("idle_ms", value.idle).field("ends_at", value.ends_at).end();
}

void put(std::string& out, const member& value) {
    json_object object{out};
    object.field("m", value.m);
    person_fields(object, value.who).field("role", value.role).field("state", value.state);
    object.field_if("muted_until", value.muted_until).end();
}

void put(std::string& out, const author& value) {
    json_object object{out};
    object.field("m", value.m);
    person_fields(object, value.who).end();
}

void put(std::string& out, const card& value) {
    json_object object{out};
    object.field("id", value.id)
        .field("kind", value.kind)
        .field("name", value.name)
        .field("topic", value.topic)
        .field("count", value.count)
        .field("listing", value.listing)
        .field("life", value.life)
        .field("message_life", value.message_life)
        .field("created_at", value.created_at)
        .field("expires_at", value.expires_at)
        .field("active_at", value.active_at)
        .field("entry", value.entry)
        .field("speech", value.speech)
        .field("guests", value.guests)
        .field("locked", value.locked)
        .field("slow_ms", value.slow);
    if (const official* own = value.official.get()) {
        object.field("official", own->kind);
        if (!own->region.empty()) object.field("region", own->region);
        object.field_if("opens_at", own->opens_at);
        if (own->capacity > 0) object.field("capacity", own->capacity);
    }
    object.end();
}

void put(std::string& out, const media& value) {
    json_object object{out};
    object.field("id", value.id).field("type", value.type).field("bytes", value.bytes);
    object.field("width", value.width).field("height", value.height);
    if (!value.name.empty()) object.field("name", value.name);
    object.end();
}

void put(std::string& out, const knocker& value) {
    json_object object{out};
    object.field("k", value.k);
    person_fields(object, value.who)
        .field("text", value.text)
        .field("at", value.at)
        .field("expires_at", value.expires_at)
        .end();
}

void put(std::string& out, const ban_entry& value) {
    json_object object{out};
    object.field("ban", value.ban);
    person_fields(object, value.who).field("by", value.by).field("at", value.at).end();
}

void put(std::string& out, const offer& value) {
    json_object{out}.field("m", value.m).field("expires_at", value.expires_at).end();
}

void put(std::string& out, const closing& value) {
    json_object{out}.field("closes_at", value.closes_at).field("text", value.text).end();
}

void put(std::string& out, const read_mark& value) {
    json_object{out}.field("m", value.m).field("target", value.target).end();
}

void put(std::string& out, const friend_view& value) {
    json_object object{out};
    object.field("name", value.name).field("display", value.display).field("avatar", value.avatar);
    object.field("state", value.state).field("since", value.since);
    if (value.near) {
        object.field("about", value.near->about).field("online", value.near->online).field("room", value.near->direct);
    }
    object.end();
}

namespace {

void put(std::string& out, const notice::place& value) {
    json_object{out}.field("id", value.id).field("name", value.name).end();
}

void put(std::string& out, const notice& value) {
    json_object object{out};
    object.field("kind", value.kind);
    if (!value.name.empty()) object.field("name", value.name);
    if (value.room) put(object.name("room"), *value.room);
    if (value.target != 0) object.field("target", value.target);
    if (value.count != 0) object.field("count", value.count);
    if (!value.token.empty()) object.field("token", value.token.reveal());
    if (!value.text.empty()) object.field("text", value.text);
    object.end();
}

}  // namespace

void put(std::string& out, const body& value) {
    json_object object{out};
    if (const auto* text = std::get_if<text_body>(&value)) {
        object.field("text", text->text.reveal());
    } else {
        put(object.name("notice"), *std::get<notice_body>(value).what);
    }
    object.end();
}

void put(std::string& out, const reaction_total& value) {
    json_object{out}.field("emoji", value.emoji).field("count", value.count).field("mine", value.mine).end();
}

void put(std::string& out, const client_limits& value) {
    json_object{out}
        .field("frame_bytes", value.frame_bytes)
        .field("text_points", value.text_points)
        .field("text_bytes", value.text_bytes)
        .field("rooms_per_socket", value.rooms_per_socket)
        .field("name_points", value.name_points)
        .field("reaction_kinds", value.reaction_kinds)
        .field("edit_window_ms", value.edit_window)
        .field("away_ms", value.away)
        .end();
}

}  // namespace srchat::protocol
