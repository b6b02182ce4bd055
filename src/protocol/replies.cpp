#include "srchat/protocol/replies.hpp"

#include "shapes_writer.hpp"

namespace srchat::protocol {

namespace {

struct reply_writer {
    std::string& out;
    std::uint64_t re;

    json_object begin(std::string_view type) const {
        json_object object{out, type};
        object.field("re", re);
        return object;
    }

    void operator()(const welcome& r) const {
        begin("welcome")
            .field("v", r.v)
            .field("at", r.at)
            .field("you", r.you)
            .field("session", r.session)
            .field("limits", r.limits)
            .field("inbox", r.inbox)
            .end();
    }
    void operator()(const pong& r) const { begin("pong").field("at", r.at).end(); }
    void operator()(const renamed& r) const { begin("renamed").field("you", r.you).end(); }
    void operator()(const rooms_reply& r) const {
        begin("rooms").field("rooms", r.rooms).field("total", r.total).end();
    }
    void operator()(const room_created& r) const { begin("room_created").field("room", r.room).end(); }
    void operator()(const joined& r) const {
        std::size_t size = 1024 + 128 * r.members.size();
        for (const std::string& event : r.events) size += event.size() + 1;
        out.reserve(size);
        begin("joined")
            .field("room", r.room)
            .field("epoch", r.epoch)
            .field("seq", r.seq)
            .field("you", r.you)
            .field("members", r.members)
            .field("count", r.count)
            .spliced("events", r.events)
            .field("resumed", r.resumed)
            .field("more", r.more)
            .field("older", r.older)
            .field("at", r.at)
            .field("pinned", r.pinned)
            .field("offer", r.offer)
            .field("successor", r.successor)
            .field("closing", r.closing)
            .field("hidden", r.hidden)
            .field("reads", r.reads)
            .end();
    }
    void operator()(const done& r) const { begin("done").field("room", r.room).field("seq", r.seq).end(); }
    void operator()(const knocking& r) const {
        begin("knocking").field("room", r.room).field("state", r.state).field("expires_at", r.expires_at).end();
    }
    void operator()(const invite_reply& r) const {
        begin("invite").field("room", r.room).field("token", r.token.reveal()).field("expires_at", r.expires_at).end();
    }
    void operator()(const bans_reply& r) const { begin("bans").field("room", r.room).field("bans", r.bans).end(); }
    void operator()(const friends_reply& r) const { begin("friends").field("friends", r.friends).end(); }
    void operator()(const friend_reply& r) const { begin("friend").field("friend", r.who).end(); }
    void operator()(const direct_reply& r) const { begin("direct").field("room", r.room).field("friend", r.who).end(); }
    void operator()(const profile_reply& r) const {
        auto object = begin("profile");
        object.field("room", r.room).field("m", r.m).field("name", r.who.name);
        object.field("avatar", r.who.avatar).field("kind", r.who.kind);
        if (r.more) object.field("account", r.more->account).field("about", r.more->about);
        object.field_if("friend", r.state).end();
    }
    void operator()(const left& r) const { begin("left").field("room", r.room).end(); }
    void operator()(const said& r) const {
        begin("said")
            .field("room", r.room)
            .field("epoch", r.epoch)
            .field("seq", r.seq)
            .field("at", r.at)
            .field("expires_at", r.expires_at)
            .field("repeat", r.repeat)
            .end();
    }
    void operator()(const edited& r) const { begin("edited").field("room", r.room).field("seq", r.seq).end(); }
    void operator()(const deleted& r) const { begin("deleted").field("room", r.room).field("seq", r.seq).end(); }
    void operator()(const reacted& r) const { begin("reacted").field("room", r.room).field("seq", r.seq).end(); }
    void operator()(const ok&) const { begin("ok").end(); }
    void operator()(const roster_reply& r) const {
        out.reserve(256 + 128 * r.members.size());
        begin("roster")
            .field("room", r.room)
            .field("members", r.members)
            .field("count", r.count)
            .field("next", r.next)
            .end();
    }
    void operator()(const history_reply& r) const {
        std::size_t size = 128;
        for (const std::string& event : r.events) size += event.size() + 1;
        out.reserve(size);
        begin("history").field("room", r.room).spliced("events", r.events).field("more", r.more).end();
    }
};

void refusal_fields(json_object& object, const refusal& why) {
    object.field("code", name_of(why.code));
    object.field("text", why.text.empty() ? text_of(why.code) : std::string_view{why.text});
    if (!why.field.empty()) object.field("field", why.field);
    if (why.retry_after.count() > 0) object.field("retry_after_ms", why.retry_after);
    if (why.proof) object.field("challenge", why.proof->challenge).field("bits", why.proof->bits);
    if (why.suspension) object.field("rule", why.suspension->rule).field("until", why.suspension->until);
    object.end();
}

}  // namespace

std::string encode(std::uint64_t re, const reply& what) {
    std::string out;
    out.reserve(256);
    std::visit(reply_writer{out, re}, what);
    return out;
}

std::string encode(std::optional<std::uint64_t> re, const refusal& why) {
    std::string out;
    json_object object{out, "error"};
    object.field("re", re);
    refusal_fields(object, why);
    return out;
}

std::string encode_http(const refusal& why) {
    std::string out;
    json_object outer{out};
    json_object inner{outer.name("error")};
    refusal_fields(inner, why);
    outer.end();
    return out;
}

std::string encode_http(const std::optional<person>& you, const std::optional<session_info>& session) {
    std::string out;
    json_object{out}.field("you", you).field_if("session", session).end();
    return out;
}

std::string encode_http(const rooms_reply& what) {
    std::string out;
    json_object{out}.field("rooms", what.rooms).field("total", what.total).end();
    return out;
}

std::string encode_http(const card& what) {
    std::string out;
    json_object{out}.field("room", what).end();
    return out;
}

std::string encode_http(const media& what) {
    std::string out;
    json_object{out}.field("media", what).end();
    return out;
}

std::string encode_status(std::string_view status) {
    std::string out;
    json_object{out}.field("status", status).end();
    return out;
}

}  // namespace srchat::protocol
