#include "srchat/protocol/shapes.hpp"

#include "shapes_writer.hpp"

namespace srchat::protocol {

namespace {

json_object& person_fields(json_object& object, const person& value) {
    return object.field("name", value.name).field("avatar", value.avatar).field("kind", value.kind);
}

}  // namespace

std::size_t size_of(const body& content) noexcept { return std::get<text_body>(content).text.size(); }

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
    person_fields(object, value.who).field("role", value.role).field("state", value.state).end();
}

void put(std::string& out, const author& value) {
    json_object object{out};
    object.field("m", value.m);
    person_fields(object, value.who).end();
}

void put(std::string& out, const card& value) {
    json_object{out}
        .field("id", value.id)
        .field("name", value.name)
        .field("topic", value.topic)
        .field("count", value.count)
        .field("listing", value.listing)
        .field("life", value.life)
        .field("message_life", value.message_life)
        .field("created_at", value.created_at)
        .field("expires_at", value.expires_at)
        .field("active_at", value.active_at)
        .end();
}

void put(std::string& out, const body& value) {
    json_object{out}.field("text", std::get<text_body>(value).text.reveal()).end();
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
