#include "srchat/protocol/transparency.hpp"

#include <algorithm>

#include "json_writer.hpp"

namespace srchat::protocol {

namespace {

void put(std::string& out, const held& what) {
    json_object object{out};
    const std::string_view where = what.where == held_in::memory ? "memory" : "database";
    object.field("what", what.what).field("where", where);
    object.field("count", what.count);
    if (what.bytes) object.field("bytes", *what.bytes);
    if (what.oldest_at) object.field("oldest_at", *what.oldest_at);
    if (what.ends_by && !what.endless) object.field("ends_by", *what.ends_by);
    object.end();
}

void put(std::string& out, const seat& what) {
    json_object object{out};
    if (what.room.kind == room_kind::room) object.field("room", what.room.id).field("name", what.room.name);
    object.field("kind", what.room.kind).field("member", what.member);
    object.field("messages", what.messages).field("pictures", what.pictures);
    object.field_if("ends_by", what.ends_by);
    object.end();
}

}  // namespace

void held::add(std::optional<time_point> since, std::optional<time_point> until) {
    count = count.value_or(0) + 1;
    if (since) oldest_at = std::min(oldest_at.value_or(*since), *since);
    if (until) ends_by = std::max(ends_by.value_or(*until), *until);
    endless |= !until;
}

void held::add(const held& other) {
    if (!count || !other.count) {
        count.reset();
        return;
    }
    count = *count + *other.count;
    if (other.bytes) bytes = bytes.value_or(0) + *other.bytes;
    if (other.oldest_at) oldest_at = std::min(oldest_at.value_or(*other.oldest_at), *other.oldest_at);
    if (other.ends_by) ends_by = std::max(ends_by.value_or(*other.ends_by), *other.ends_by);
    endless |= other.endless;
}

held none_held(std::string_view what, held_in where) {
    held none;
    none.what = what;
    none.where = where;
    none.count = 0;
    return none;
}

std::string encode_http(const transparency& what) {
    std::string out;
    json_object object{out};
    object.field("at", what.at).field("started_at", what.started_at).field("version", what.version);
    object.field("log_level", what.log_level).field("live_store", what.live_store);
    object.field("live_persists", what.live_persists);
    put_list(object.name("held"), what.classes, [](std::string& o, const held& h) { put(o, h); });
    object.end();
    return out;
}

std::string encode_http(const held_of_me& what) {
    std::string out;
    json_object object{out};
    object.field("at", what.at).field("name", what.you.name).field("kind", what.you.kind);
    object.field("ends_at", what.session.ends_at);
    put_list(object.name("held"), what.seats, [](std::string& o, const seat& one) { put(o, one); });
    object.end();
    return out;
}

}  // namespace srchat::protocol
