#include "srchat/protocol/events.hpp"

#include "shapes_writer.hpp"

namespace srchat::protocol {

namespace {

// Enough for the fixed parts of any event, so that a frame is written into one piece of memory and no shorter copy of
// its text stays behind in freed memory.
constexpr std::size_t frame_room = 512;

json_object begin(std::string& out, std::string_view type, const stamp& where) {
    json_object object{out, type};
    object.field("room", where.room).field("epoch", where.epoch).field("seq", where.seq).field("at", where.at);
    return object;
}

struct event_writer {
    std::string& out;
    const stamp& where;

    void operator()(const message& e) const {
        auto object = begin(out, "message", where);
        object.field("by", *e.by).field("cid", e.cid).field("body", e.content).field("expires_at", e.expires_at);
        object.field_if("edited_at", e.edited_at);
        if (!e.reactions.empty()) object.field("reactions", e.reactions);
        if (e.more) {
            if (e.more->reply_to != 0) object.field("reply_to", e.more->reply_to);
            if (!e.more->mentions.empty()) object.field("mentions", e.more->mentions);
            object.field_if("media", e.more->media);
        }
        object.end();
    }
    void operator()(const message_edited& e) const {
        begin(out, "message_edited", where)
            .field("target", e.target)
            .field("body", e.content)
            .field("edited_at", e.edited_at)
            .end();
    }
    void operator()(const message_deleted& e) const {
        const std::string_view by = e.by_role ? wire_name(*e.by_role) : "author";
        begin(out, "message_deleted", where).field("target", e.target).field("role", by).end();
    }
    void operator()(const reaction& e) const {
        begin(out, "reaction", where)
            .field("target", e.target)
            .field("emoji", e.emoji)
            .field("m", e.m)
            .field("on", e.on)
            .field("count", e.count)
            .end();
    }
    void operator()(const member_joined& e) const { begin(out, "member_joined", where).field("member", e.who).end(); }
    void operator()(const member_left& e) const {
        begin(out, "member_left", where).field("m", e.m).field("reason", e.reason).field_if("by", e.by).end();
    }
    void operator()(const member_changed& e) const {
        begin(out, "member_changed", where).field("member", e.who).field_if("by", e.by).end();
    }
    void operator()(const room_closed& e) const {
        auto object = begin(out, "room_closed", where);
        object.field("reason", e.reason);
        if (!e.text.empty()) object.field("text", e.text);
        object.end();
    }
    void operator()(const room_changed& e) const {
        begin(out, "room_changed", where).field("room_info", e.room_info).field("by", e.by).end();
    }
    void operator()(const pinned& e) const {
        begin(out, "pinned", where).field("target", e.target).field("by", e.by).end();
    }
    void operator()(const unbanned& e) const {
        begin(out, "unbanned", where).field("name", e.name).field("by", e.by).end();
    }
    void operator()(const transfer_offered& e) const {
        begin(out, "transfer_offered", where).field("m", e.what.m).field("expires_at", e.what.expires_at).end();
    }
    void operator()(const transfer_ended& e) const {
        begin(out, "transfer_ended", where).field("outcome", e.outcome).end();
    }
    void operator()(const owner_changed& e) const {
        begin(out, "owner_changed", where).field_if("was", e.from).field("to", e.to).field("reason", e.reason).end();
    }
    void operator()(const successor_named& e) const { begin(out, "successor_named", where).field("m", e.m).end(); }
    void operator()(const room_closing& e) const {
        begin(out, "room_closing", where)
            .field("closes_at", e.what.closes_at)
            .field("text", e.what.text)
            .field("by", e.by)
            .end();
    }
};

// What the parts of variable size need at least; escapes may need more.
std::size_t variable_size(const room_event& what) noexcept {
    if (const auto* m = std::get_if<message>(&what)) return size_of(m->content) + m->by->who.name.size();
    if (const auto* m = std::get_if<message_edited>(&what)) return size_of(m->content);
    if (const auto* c = std::get_if<room_changed>(&what)) return c->room_info.name.size() + c->room_info.topic.size();
    return 0;
}

}  // namespace

std::string encode(const stamp& where, const room_event& what) {
    std::string out;
    const std::size_t variable = variable_size(what);
    out.reserve(frame_room + variable + variable / 8);
    std::visit(event_writer{out, where}, what);
    return out;
}

std::string encode(const stamp& where, const crowd& what) {
    std::string out;
    begin(out, "crowd", where)
        .field("from", what.from)
        .field("count", what.count)
        .field("joined", what.joined)
        .field("left", what.left)
        .end();
    return out;
}

std::string encode(const stamp& where, const gap& what) {
    std::string out;
    begin(out, "gap", where).field("from", what.from).field("expired", what.expired).end();
    return out;
}

std::string encode(const stamp& where, const top&) {
    std::string out;
    begin(out, "top", where).end();
    return out;
}

std::string encode(const room_id& room, const typing_event& what) {
    std::string out;
    json_object{out, "typing"}.field("room", room).field("m", what.m).end();
    return out;
}

std::string encode(const room_id& room, const presence& what) {
    std::string out;
    json_object{out, "presence"}.field("room", room).field("m", what.m).field("state", what.state).end();
    return out;
}

std::string encode(const room_id& room, const knocks& what) {
    std::string out;
    std::size_t size = 128;
    for (const knocker& k : what.waiting) size += 256 + k.text.size() + k.text.size() / 8;
    out.reserve(size);
    json_object{out, "knocks"}.field("room", room).field("knocks", what.waiting).end();
    return out;
}

std::string encode(const room_id& room, const knock_answered& what) {
    std::string out;
    json_object{out, "knock_answered"}.field("room", room).field("state", what.state).end();
    return out;
}

std::string encode(const room_id& room, const read_mark& what) {
    std::string out;
    json_object{out, "read"}.field("room", room).field("m", what.m).field("target", what.target).end();
    return out;
}

std::string encode(const friend_changed& what) {
    std::string out;
    json_object{out, "friend_changed"}.field("friend", what.who).end();
    return out;
}

std::string encode(const friend_presence& what) {
    std::string out;
    json_object{out, "friend_presence"}.field("name", what.name).field("online", what.online).end();
    return out;
}

std::string encode(const rooms_changed& what) {
    std::string out;
    json_object{out, "rooms_changed"}.field("rooms", what.rooms).field("gone", what.gone).end();
    return out;
}

}  // namespace srchat::protocol
