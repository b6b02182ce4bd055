// The part of room_home that keeps pictures: the bytes are in the store, and the shelf of each room says which are there.

#include "live_room.hpp"
#include "srchat/core/media_probe.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

namespace {

// What cannot be erased now ends by the store's own rule; nobody sees it, since it is on no shelf.
task<void> erase(ports::media_store& store, room_id room, std::vector<media_id> ids) {
    result<void> done = co_await store.erase(room, std::move(ids));
    (void)done;
}

}  // namespace

result<void> room_home::may_upload(const person_id& by, const room_id& id, std::uint64_t bytes) {
    const live_room* room = find(id);
    // The same for a room that is not there: an unlisted one is nobody's business.
    if (room == nullptr || room->state.member(by) == nullptr) return error_code::not_member;
    if (room->state.kind() == protocol::room_kind::inbox) return error_code::not_allowed;
    return room->shelf.check(bytes);
}

task<result<protocol::media>> room_home::upload(person_id by, room_id id, secret_text bytes,
                                                media_budget::share of_node) {
    const result<void> allowed =
        may_upload(by, id, bytes.size());  // again: much may have happened while the bytes came
    if (!allowed) co_return allowed.error();
    const result<core::media_facts> facts = core::probe_media(bytes.reveal());
    if (!facts) co_return facts.error();
    protocol::media made;
    made.id = media_id::random();
    made.type = core::type_of(facts->kind);
    made.bytes = static_cast<std::uint32_t>(bytes.size());
    made.width = facts->width;
    made.height = facts->height;
    const result<void> added = find(id)->shelf.add(made, by, std::move(of_node), server_clock::now());
    if (!added) co_return added.error();
    ports::stored_media stored{made.type, share(std::move(bytes))};
    const result<void> put = co_await media_.store.put(id, made.id, std::move(stored));
    live_room* room = find(id);
    const bool there = room != nullptr && room->shelf.seen_by(by, made.id) != nullptr;
    if (put && there) co_return made;
    if (room != nullptr) room->shelf.remove(made.id);
    shard_.spawn(erase(media_.store, id, {made.id}));
    if (!put) co_return put.error();
    co_return error_code::not_member;  // left, or the room has ended, meanwhile
}

task<result<picture>> room_home::picture(person_id by, room_id id, media_id which) {
    const live_room* room = find(id);
    if (room == nullptr || room->state.member(by) == nullptr) co_return error_code::no_media;
    services::picture shown;
    shown.while_alive = room->shelf.seen_by(by, which);
    if (shown.while_alive.expired()) co_return error_code::no_media;
    result<std::optional<ports::stored_media>> stored = co_await media_.store.get(id, which);
    if (!stored) co_return stored.error();
    room = find(id);
    const bool still_member = room != nullptr && room->state.member(by) != nullptr;
    if (!*stored || !still_member || shown.while_alive.expired()) co_return error_code::no_media;
    shown.what = std::move(**stored);
    co_return shown;
}

std::optional<protocol::media> room_home::take_picture(live_room& room, const person_id& by,
                                                       const protocol::say& what) {
    if (!what.media) return std::nullopt;
    result<protocol::media> taken = room.shelf.take(by, what.media->id);
    if (!taken) return std::nullopt;
    taken->name = what.media->name;
    return *taken;
}

void room_home::give_picture_back(const room_id& id, const media_id& which) {
    if (live_room* room = find(id)) room->shelf.give_back(which);
}

void room_home::drop_buried_media(live_room& room) {
    std::vector<media_id> ids = room.state.take_released();
    for (const media_id& id : ids) room.shelf.remove(id);
    drop_media(room.state.id(), std::move(ids));
}

void room_home::drop_media(const room_id& room, std::vector<media_id> ids) {
    if (!ids.empty()) shard_.spawn(erase(media_.store, room, std::move(ids)));
}

}  // namespace srchat::services
