#include "srchat/services/friend_watch.hpp"

#include <catch2/catch.hpp>

using namespace srchat;
using services::friend_watch;

TEST_CASE("friend watch: a person is watched under the account's name by those who asked") {
    const person_id ann = person_id::random(), bob = person_id::random(), eve = person_id::random();
    friend_watch watch;
    CHECK(watch.find(ann) == nullptr);
    watch.add(bob, ann, "ann");
    watch.add(eve, ann, "ann");
    watch.add(eve, ann, "ann");
    REQUIRE(watch.find(ann) != nullptr);
    CHECK(watch.find(ann)->name == "ann");
    CHECK(watch.find(ann)->by == std::set<person_id>{bob, eve});
    CHECK(watch.find(bob) == nullptr);
}

TEST_CASE("friend watch: what is not watched any more takes no place") {
    const person_id ann = person_id::random(), bob = person_id::random(), eve = person_id::random();
    friend_watch watch;
    watch.add(bob, ann, "ann");
    watch.add(bob, eve, "eve");
    watch.add(eve, ann, "ann");
    watch.remove(eve, ann);
    watch.remove(eve, ann);
    CHECK(watch.find(ann)->by == std::set<person_id>{bob});
    watch.forget_watcher(bob);
    watch.forget_watcher(bob);
    CHECK(watch.find(ann) == nullptr);
    CHECK(watch.find(eve) == nullptr);
}
