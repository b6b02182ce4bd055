// The contracts of what an operator defines: ports/official_rooms.hpp, announcements.hpp and settings.hpp.
#include <set>

#include "people_under_test.hpp"

using namespace contract;
using protocol::audience;
using protocol::official_kind;

namespace {

template <class Adapter>
struct site_under_test : people_under_test<Adapter> {
    ports::official_rooms& rooms() { return *this->adapter.store.official_rooms; }
    ports::announcements& news() { return *this->adapter.store.announcements; }
    ports::settings& settings() { return *this->adapter.store.settings; }
};

}  // namespace

TEMPLATE_TEST_CASE("official rooms: a definition is kept as it is, replaced by its id, and removed once", "",
                   ALL_PEOPLE) {
    site_under_test<TestType> t;
    ports::official_room quiz;
    quiz.id = room_id::random();
    quiz.name = "Friday's \"quiz\"";
    quiz.topic = "Ten questions; --";
    quiz.what = {official_kind::special, "", t.now + 1h, 50};
    quiz.closes_at = t.now + 2h;
    quiz.created_at = t.now;
    ports::official_room square;
    square.id = room_id::random();
    square.name = "Square";
    square.what = {official_kind::regional, "Europe", std::nullopt, 0};
    square.created_at = t.now - 1h;
    t.get(t.rooms().put(quiz));
    t.get(t.rooms().put(square));
    CHECK(t.get(t.rooms().list()) == std::vector{square, quiz});
    quiz.name = "Saturday's quiz";
    quiz.closes_at.reset();
    t.get(t.rooms().put(quiz));
    CHECK(t.get(t.rooms().list()) == std::vector{square, quiz});
    CHECK(t.get(t.rooms().remove(square.id)));
    CHECK_FALSE(t.get(t.rooms().remove(square.id)));
    CHECK(t.get(t.rooms().list()) == std::vector{quiz});
}

TEMPLATE_TEST_CASE("announcements: those that are not over are listed by their beginning", "", ALL_PEOPLE) {
    site_under_test<TestType> t;
    const auto id = [] { return to_hex(client_id::random()); };
    const std::string over = id(), now = id(), soon = id();
    t.get(t.news().add({soon, "soon", audience::room, "", room_id::random(), t.now + 1h, t.now + 2h, "root"}));
    t.get(t.news().add({now, "now", audience::region, "Asia", std::nullopt, t.now - 1h, t.now + 1ms, "root"}));
    t.get(t.news().add({over, "over", audience::all, "", std::nullopt, t.now - 1h, t.now, "root"}));
    const auto listed = t.get(t.news().list(t.now));
    REQUIRE(listed.size() == 2);
    CHECK(listed[0].text == "now");
    CHECK(listed[0].region == "Asia");
    CHECK(listed[0].by == "root");
    CHECK(listed[1].room.has_value());
    CHECK(listed[1].from == t.now + 1h);
    t.get(t.news().sweep(t.now));
    CHECK(t.adapter.rows().at("announcements") == 2);
    CHECK(t.get(t.news().remove(now)));
    CHECK_FALSE(t.get(t.news().remove(now)));
}

TEMPLATE_TEST_CASE("settings: a value is kept, and who asks first decides for all", "", ALL_PEOPLE) {
    site_under_test<TestType> t;
    t.get(t.settings().set("level", "5"));
    t.get(t.settings().set("level", "3"));
    CHECK(t.get(t.settings().all()) == std::map<std::string, std::string>{{"level", "3"}});
    CHECK(t.get(t.settings().find_or_set("level", "1")) == "3");
    std::vector<task<result<std::string>>> asked;
    for (int i = 0; i < 8; ++i) asked.push_back(t.settings().find_or_set("salt", "salt " + std::to_string(i)));
    std::set<std::string> told;
    for (const auto& answer : t.at_once(std::move(asked))) told.insert(*answer);
    CHECK(told.size() == 1);
    CHECK(t.get(t.settings().all()).at("salt") == *told.begin());
}
