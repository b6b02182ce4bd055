#include "srchat/services/media_shelf.hpp"

#include <catch2/catch.hpp>

#include "services_kit.hpp"
#include "srchat/services/uploads.hpp"

using namespace services_kit;
using namespace srchat::services;

namespace {

const person_id ann = person_id::random();
const person_id bob = person_id::random();
const time_point start = server_clock::now();

struct shelf_under_test {
    media_rules rules;
    media_budget budget{1'000};
    media_shelf shelf{rules};

    shelf_under_test() {
        rules.room_bytes = 100;
        rules.unused = 600s;
    }
    result<media_id> try_add(std::uint32_t bytes, const person_id& by = ann, time_point at = start) {
        const wire::media what{media_id::random(), "image/png", bytes, 4, 3, ""};
        auto share = budget.try_take(bytes);
        REQUIRE(share.has_value());
        const result<void> added = shelf.add(what, by, std::move(*share), at);
        if (!added) return added.error();
        return what.id;
    }
    media_id add(std::uint32_t bytes = 10, const person_id& by = ann, time_point at = start) {
        const auto id = try_add(bytes, by, at);
        REQUIRE(id.has_value());
        return *id;
    }
};

template <class T>
error_code code_of(const result<T>& r) {
    REQUIRE(r.has_error());
    return r.error().code;
}

}  // namespace

TEST_CASE("media shelf: a person's upload is taken for one message, and once only") {
    shelf_under_test s;
    const media_id id = s.add(10);
    const auto taken = s.shelf.take(ann, id);
    REQUIRE(taken.has_value());
    CHECK(taken->id == id);
    CHECK(taken->type == "image/png");
    CHECK(taken->bytes == 10);
    CHECK(taken->width == 4);
    CHECK(taken->height == 3);
    CHECK(code_of(s.shelf.take(ann, id)) == error_code::no_media);
}

TEST_CASE("media shelf: nobody takes another's upload, nor one that is not there") {
    shelf_under_test s;
    const media_id id = s.add();
    CHECK(code_of(s.shelf.take(bob, id)) == error_code::no_media);
    CHECK(code_of(s.shelf.take(ann, media_id::random())) == error_code::no_media);
    CHECK(s.shelf.take(ann, id).has_value());
}

TEST_CASE("media shelf: what a message did not need after all can be taken again") {
    shelf_under_test s;
    const media_id id = s.add();
    REQUIRE(s.shelf.take(ann, id).has_value());
    s.shelf.give_back(id);
    s.shelf.give_back(media_id::random());
    CHECK(s.shelf.take(ann, id).has_value());
    s.shelf.give_back(id);
    s.shelf.give_back(id);
    CHECK(s.shelf.remove_unused(start + 600s) == std::vector{id});
}

TEST_CASE("media shelf: an upload is seen by its owner alone until a message shows it to all") {
    shelf_under_test s;
    const media_id id = s.add();
    CHECK(s.shelf.seen_by(ann, id) != nullptr);
    CHECK(s.shelf.seen_by(bob, id) == nullptr);
    CHECK(s.shelf.seen_by(ann, media_id::random()) == nullptr);
    REQUIRE(s.shelf.take(ann, id).has_value());
    CHECK(s.shelf.seen_by(bob, id) != nullptr);
}

TEST_CASE("media shelf: whoever looks at a picture learns when it goes") {
    shelf_under_test s;
    const media_id id = s.add(), other = s.add();
    const std::weak_ptr<const void> looking = s.shelf.seen_by(ann, id);
    CHECK(s.shelf.remove(other));
    CHECK_FALSE(looking.expired());
    CHECK(s.shelf.remove(id));
    CHECK(looking.expired());
    CHECK_FALSE(s.shelf.remove(id));
    CHECK(s.shelf.seen_by(ann, id) == nullptr);
}

TEST_CASE("media shelf: a room takes so many bytes and not one more, and again when some have gone") {
    shelf_under_test s;
    const media_id first = s.add(60);
    CHECK(s.shelf.check(40).has_value());
    CHECK(code_of(s.shelf.check(41)) == error_code::media_quota);
    CHECK(code_of(s.shelf.check(~std::uint64_t{0})) == error_code::media_quota);
    CHECK(code_of(s.try_add(41)) == error_code::media_quota);
    s.add(40);
    CHECK(s.shelf.bytes() == 100);
    CHECK(code_of(s.try_add(1)) == error_code::media_quota);
    s.shelf.remove(first);
    s.add(60);
    CHECK(s.shelf.bytes() == 100);
}

TEST_CASE("media shelf: the server's budget is held as long as the picture, and not by a refused one") {
    shelf_under_test s;
    const media_id first = s.add(60);
    s.add(30);
    CHECK(s.budget.used() == 90);
    CHECK(s.try_add(50).has_error());
    CHECK(s.budget.used() == 90);
    s.shelf.remove(first);
    CHECK(s.budget.used() == 30);
    s.shelf = media_shelf{s.rules};
    CHECK(s.budget.used() == 0);
}

TEST_CASE("media shelf: what no message refers to is collected when its time is over, to the millisecond") {
    shelf_under_test s;
    const media_id old = s.add(10, ann, start), younger = s.add(10, ann, start + 5s), shown = s.add(10, ann, start);
    REQUIRE(s.shelf.take(ann, shown).has_value());
    CHECK(s.shelf.remove_unused(start + 600s - 1ms).empty());
    CHECK(s.shelf.remove_unused(start + 600s) == std::vector{old});
    CHECK(s.shelf.remove_unused(start + 600s).empty());
    CHECK(s.shelf.remove_unused(start + 605s) == std::vector{younger});
    CHECK(s.shelf.remove_unused(start + 24h).empty());
    CHECK(s.shelf.seen_by(bob, shown) != nullptr);
    CHECK(s.shelf.size() == 1);
}

TEST_CASE("media shelf: who leaves takes along what was never shown") {
    shelf_under_test s;
    const media_id mine = s.add(10, ann), shown = s.add(10, ann), others = s.add(10, bob);
    REQUIRE(s.shelf.take(ann, shown).has_value());
    CHECK(s.shelf.remove_unused(ann) == std::vector{mine});
    CHECK(s.shelf.seen_by(bob, others) != nullptr);
    CHECK(s.shelf.seen_by(bob, shown) != nullptr);
    CHECK(s.shelf.bytes() == 20);
}

TEST_CASE("media budget: it gives what it has, and takes it back once") {
    media_budget budget{100};
    auto first = budget.try_take(60);
    REQUIRE(first.has_value());
    CHECK_FALSE(budget.try_take(41).has_value());
    CHECK_FALSE(budget.try_take(~std::uint64_t{0}).has_value());
    auto second = budget.try_take(40);
    REQUIRE(second.has_value());
    CHECK(budget.used() == 100);
    media_budget::share moved = std::move(*first);
    first.reset();
    CHECK(budget.used() == 100);
    moved = std::move(*second);
    CHECK(budget.used() == 40);
    CHECK(moved.bytes() == 40);
    moved = {};
    CHECK(budget.used() == 0);
}

TEST_CASE("uploads: a guest has so many an hour, and learns exactly when the next may begin") {
    hand_loop loop;
    media_rules rules;
    rules.per_hour_guest = 3;
    uploads counted{loop.shards, rules};
    CHECK(counted.count(ann, start).count() == 0);
    CHECK(counted.count(ann, start + 10min).count() == 0);
    CHECK(counted.count(ann, start + 20min).count() == 0);
    CHECK(counted.count(ann, start + 30min) == 30min);
    CHECK(counted.count(bob, start + 30min).count() == 0);
    CHECK(counted.count(ann, start + 1h - 1ms) == 1ms);
    CHECK(counted.count(ann, start + 1h).count() == 0);
    CHECK(counted.count(ann, start + 1h) == 10min);
    counted.forget_old(start + 2h - 1ms);
    CHECK(counted.count(ann, start + 2h - 1ms).count() == 0);
}

TEST_CASE("uploads: a server that allows guests none refuses the first") {
    hand_loop loop;
    media_rules rules;
    rules.per_hour_guest = 0;
    uploads counted{loop.shards, rules};
    CHECK(counted.count(ann, start) == 1h);
}

TEST_CASE("uploads: a refused beginning keeps nothing of the budget, and users are not counted") {
    hand_loop loop;
    media_rules rules;
    rules.per_hour_guest = 1;
    rules.node_bytes = 100;
    uploads counted{loop.shards, rules};
    const auto first = loop.run(counted.begin(ann, wire::person_kind::guest, 60));
    REQUIRE(first.has_value());
    CHECK(code_of(loop.run(counted.begin(bob, wire::person_kind::guest, 41))) == error_code::media_quota);
    const auto again = loop.run(counted.begin(ann, wire::person_kind::guest, 10));
    CHECK(code_of(again) == error_code::rate_limited);
    CHECK(again.error().retry_after > 59min);
    CHECK(counted.budget().used() == 60);
    for (int i = 0; i < 3; ++i) CHECK(loop.run(counted.begin(ann, wire::person_kind::user, 10)).has_value());
    CHECK(loop.run(counted.begin(bob, wire::person_kind::guest, 40))
              .has_value());  // the refusal for quota was not counted
}
