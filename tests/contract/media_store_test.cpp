// The contract of ports/media_store.hpp.
#include <catch2/catch.hpp>

#include "adapters_under_test.hpp"
#include "services_kit.hpp"

using namespace services_kit;

// Every adapter.
#define ALL_MEDIA_STORES contract::memory_media_store

namespace {

template <class Adapter>
struct store_under_test {
    hand_loop loop;
    Adapter adapter;
    room_id room = room_id::random();
    room_id other_room = room_id::random();

    media_id put(const room_id& in, std::string bytes, std::string type = "image/png") {
        const media_id id = media_id::random();
        REQUIRE(
            loop.run(adapter.port().put(in, id, {std::move(type), share(secret_text{std::move(bytes)})})).has_value());
        return id;
    }
    std::optional<ports::stored_media> get(const room_id& in, const media_id& id) {
        auto found = loop.run(adapter.port().get(in, id));
        REQUIRE(found.has_value());
        return *found;
    }
    bool has(const room_id& in, const media_id& id) { return get(in, id).has_value(); }
    void erase(const room_id& from, std::vector<media_id> ids) {
        REQUIRE(loop.run(adapter.port().erase(from, std::move(ids))).has_value());
    }
    void drop(const room_id& which) { REQUIRE(loop.run(adapter.port().drop_room(which)).has_value()); }
};

}  // namespace

TEMPLATE_TEST_CASE("media store: what was put comes back, byte for byte, with its type", "", ALL_MEDIA_STORES) {
    store_under_test<TestType> s;
    std::string bytes;
    for (int i = 0; i < 100'000; ++i) bytes += static_cast<char>(i * 7 >> 3);
    const media_id large = s.put(s.room, bytes, "image/webp");
    const media_id small = s.put(s.room, "x", "image/gif");
    CHECK(s.get(s.room, large)->bytes->reveal() == bytes);
    CHECK(s.get(s.room, large)->type == "image/webp");
    CHECK(s.get(s.room, small)->bytes->reveal() == "x");
    CHECK(s.get(s.room, small)->type == "image/gif");
}

TEMPLATE_TEST_CASE("media store: a picture is found in its own room only", "", ALL_MEDIA_STORES) {
    store_under_test<TestType> s;
    const media_id id = s.put(s.room, "bytes");
    const media_id other = s.put(s.other_room, "others");
    CHECK_FALSE(s.has(s.other_room, id));
    CHECK_FALSE(s.has(s.room, other));
    CHECK_FALSE(s.has(room_id::random(), id));
    CHECK_FALSE(s.has(s.room, media_id::random()));
}

TEMPLATE_TEST_CASE("media store: erasing forgets those and no others", "", ALL_MEDIA_STORES) {
    store_under_test<TestType> s;
    const media_id first = s.put(s.room, "1"), second = s.put(s.room, "2"), third = s.put(s.room, "3");
    s.erase(s.room, {first, third});
    CHECK_FALSE(s.has(s.room, first));
    CHECK(s.has(s.room, second));
    CHECK_FALSE(s.has(s.room, third));
}

TEMPLATE_TEST_CASE("media store: erasing what is not there, or in another room, changes nothing", "",
                   ALL_MEDIA_STORES) {
    store_under_test<TestType> s;
    const media_id id = s.put(s.room, "bytes");
    s.erase(s.other_room, {id});
    s.erase(s.room, {media_id::random()});
    s.erase(s.room, {});
    CHECK(s.has(s.room, id));
    s.erase(s.room, {id});
    s.erase(s.room, {id});
    CHECK_FALSE(s.has(s.room, id));
}

TEMPLATE_TEST_CASE("media store: a room's end takes all of its pictures and none of another's", "", ALL_MEDIA_STORES) {
    store_under_test<TestType> s;
    const media_id first = s.put(s.room, "1"), second = s.put(s.room, "2"), other = s.put(s.other_room, "3");
    s.drop(s.room);
    s.drop(room_id::random());
    CHECK_FALSE(s.has(s.room, first));
    CHECK_FALSE(s.has(s.room, second));
    CHECK(s.has(s.other_room, other));
    CHECK(s.has(s.room, s.put(s.room, "again")));
}

TEMPLATE_TEST_CASE("media store: bytes that somebody still reads stay whole until they let go", "", ALL_MEDIA_STORES) {
    store_under_test<TestType> s;
    const media_id id = s.put(s.room, "bytes");
    const auto reading = s.get(s.room, id);
    s.erase(s.room, {id});
    CHECK(reading->bytes->reveal() == "bytes");
    CHECK(reading->bytes.use_count() == 1);
}
