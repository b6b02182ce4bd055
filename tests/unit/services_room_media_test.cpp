#include <catch2/catch.hpp>

#include "media_samples.hpp"
#include "services_room_home_kit.hpp"

using namespace room_home_kit;

namespace {

// A room of Ann (1) and Bob (2), and a budget for its pictures.
struct media_under_test : home_under_test {
    media_budget budget{1'000'000};
    room_id elsewhere = room_id::random();

    media_under_test() {
        join(1);
        join(2);
    }
    result<wire::media> upload(int n, std::string bytes = media_samples::png(640, 480)) {
        auto share = budget.try_take(bytes.size());
        REQUIRE(share.has_value());
        return loop.run(home->upload(somebody(n), id, secret_text{std::move(bytes)}, std::move(*share)));
    }
    media_id uploaded(int n, std::string bytes = media_samples::png(640, 480)) {
        const auto made = upload(n, std::move(bytes));
        REQUIRE(made.has_value());
        return made->id;
    }
    result<picture> see(int n, const media_id& which) { return see(n, id, which); }
    result<picture> see(int n, const room_id& room, const media_id& which) {
        return loop.run(home->picture(somebody(n), room, which));
    }
    bool sees(int n, const media_id& which) {
        const auto seen = see(n, which);
        if (!seen) CHECK(seen.error().code == error_code::no_media);
        return seen.has_value();
    }
    bool is_stored(const media_id& which) {
        auto found = loop.run(pictures.get(id, which));
        return found->has_value();
    }
    result<wire::said> show(int n, int with_cid, const media_id& which, seq_no reply_to = 0) {
        wire::say what;
        what.room = id;
        what.cid = cid(with_cid);
        what.media = wire::media_ref{which, "cat.png"};
        what.reply_to = reply_to;
        return loop.run(home->say(somebody(n), std::move(what)));
    }
};

}  // namespace

TEST_CASE("room media: an upload is described by its header, and kept as it came") {
    media_under_test t;
    const std::string bytes = media_samples::jpeg(33, 44);
    const auto made = t.upload(1, bytes);
    REQUIRE(made.has_value());
    CHECK(made->type == "image/jpeg");
    CHECK(made->bytes == bytes.size());
    CHECK(made->width == 33);
    CHECK(made->height == 44);
    CHECK(made->name.empty());
    const auto seen = t.see(1, made->id);
    REQUIRE(seen.has_value());
    CHECK(seen->what.type == "image/jpeg");
    CHECK(seen->what.bytes->reveal() == bytes);
    CHECK_FALSE(seen->while_alive.expired());
}

TEST_CASE("room media: what is no picture is refused, and nothing of it is kept") {
    media_under_test t;
    CHECK(code_of(t.upload(1, "<svg/>")) == error_code::media_invalid);
    CHECK(code_of(t.upload(1, "")) == error_code::media_invalid);
    CHECK(code_of(t.upload(1, media_samples::png(30'000, 30'000))) == error_code::media_invalid);
    CHECK(t.budget.used() == 0);
}

TEST_CASE("room media: only members upload, and the room that is not there answers the same") {
    media_under_test t;
    CHECK(code_of(t.upload(3)) == error_code::not_member);
    CHECK(code_of(t.home->may_upload(t.somebody(3), t.id, 10)) == error_code::not_member);
    CHECK(code_of(t.home->may_upload(t.somebody(1), t.elsewhere, 10)) == error_code::not_member);
    CHECK(t.home->may_upload(t.somebody(1), t.id, 10).has_value());
    t.leave(1);
    CHECK(code_of(t.upload(1)) == error_code::not_member);
}

TEST_CASE("room media: a room takes no more bytes than it may") {
    media_under_test t;
    t.media.room_bytes = 100;
    const std::string bytes = media_samples::png(4, 3);
    REQUIRE(bytes.size() < 50);
    t.uploaded(1, bytes);
    CHECK(code_of(t.home->may_upload(t.somebody(2), t.id, 100)) == error_code::media_quota);
    t.uploaded(2, bytes + std::string(100 - 2 * bytes.size(), ' '));
    CHECK(code_of(t.upload(2, bytes)) == error_code::media_quota);
    CHECK(t.budget.used() == 100);
}

TEST_CASE("room media: a picture is seen by the members once a message shows it") {
    media_under_test t;
    const media_id id = t.uploaded(1);
    CHECK(t.sees(1, id));
    CHECK_FALSE(t.sees(2, id));
    REQUIRE(t.show(1, 1, id).has_value());
    CHECK(t.sees(2, id));
    CHECK_FALSE(t.sees(3, id));
    CHECK_FALSE(t.sees(2, media_id::random()));
    CHECK(code_of(t.see(2, t.elsewhere, id)) == error_code::no_media);
    t.leave(2);
    CHECK_FALSE(t.sees(2, id));
}

TEST_CASE("room media: the message carries what the server knows of the picture, and the name its sender gave") {
    media_under_test t;
    listener ear{t.loop};
    ear.subscribe(t.id, t.somebody(2));
    const media_id id = t.uploaded(1);
    REQUIRE(t.show(1, 1, id).has_value());
    const auto messages = ear.frames("message");
    REQUIRE(messages.size() == 1);
    const json expected = {{"id", id.view()}, {"type", "image/png"}, {"bytes", media_samples::png(1, 1).size()},
                           {"width", 640},    {"height", 480},       {"name", "cat.png"}};
    CHECK(messages[0]["media"] == expected);
}

TEST_CASE("room media: a message shows one's own picture, each in one message only") {
    media_under_test t;
    const media_id id = t.uploaded(1);
    CHECK(code_of(t.show(2, 1, id)) == error_code::no_media);
    CHECK(code_of(t.show(1, 1, media_id::random())) == error_code::no_media);
    REQUIRE(t.show(1, 1, id).has_value());
    CHECK(code_of(t.show(1, 2, id)) == error_code::no_media);
    CHECK(t.show(1, 1, id)->repeat);
}

TEST_CASE("room media: a message that was refused leaves its picture for the next") {
    media_under_test t;
    const media_id id = t.uploaded(1);
    CHECK(code_of(t.show(1, 1, id, 9'999)) == error_code::no_message);
    t.log.away = true;
    CHECK(code_of(t.show(1, 1, id)) == error_code::unavailable);
    CHECK_FALSE(t.sees(2, id));
    t.log.away = false;
    CHECK(t.show(1, 1, id).has_value());
    CHECK(t.sees(2, id));
}

TEST_CASE("room media: a deleted message takes its picture along, and stops those who are reading it") {
    media_under_test t;
    const media_id id = t.uploaded(1), other = t.uploaded(1);
    const auto said = t.show(1, 1, id);
    REQUIRE(said.has_value());
    REQUIRE(t.show(1, 2, other).has_value());
    const auto reading = t.see(2, id);
    REQUIRE(reading.has_value());
    REQUIRE(t.loop.run(t.home->delete_(t.somebody(1), wire::delete_{t.id, said->seq})).has_value());
    CHECK_FALSE(t.sees(2, id));
    CHECK(reading->while_alive.expired());
    CHECK_FALSE(t.is_stored(id));
    CHECK(t.sees(2, other));
    CHECK(t.budget.used() == media_samples::png(1, 1).size());
}

TEST_CASE("room media: an expired message takes its picture along") {
    media_under_test t;
    t.rules.hour = 0ms;
    const media_id id = t.uploaded(1);
    REQUIRE(t.show(1, 1, id).has_value());
    t.tick();
    CHECK_FALSE(t.sees(1, id));
    CHECK_FALSE(t.is_stored(id));
    CHECK(t.budget.used() == 0);
}

TEST_CASE("room media: a message that falls out of a full log takes its picture along") {
    media_under_test t;
    t.rules.log_entries = 5;
    const media_id id = t.uploaded(1);
    REQUIRE(t.show(1, 1, id).has_value());
    t.tick();
    CHECK(t.sees(2, id));
    for (int i = 2; i < 8; ++i) REQUIRE(t.say(1, i).has_value());
    t.tick();
    CHECK_FALSE(t.sees(2, id));
    CHECK_FALSE(t.is_stored(id));
}

TEST_CASE("room media: an upload that no message refers to is collected, and one that is shown stays") {
    media_under_test t;
    const media_id id = t.uploaded(1), shown = t.uploaded(1);
    REQUIRE(t.show(1, 1, shown).has_value());
    t.tick();
    CHECK(t.sees(1, id));
    t.media.unused = 0ms;
    t.tick();
    CHECK_FALSE(t.sees(1, id));
    CHECK_FALSE(t.is_stored(id));
    CHECK(t.sees(1, shown));
}

TEST_CASE("room media: who leaves takes along what was never shown, and the rest stays") {
    media_under_test t;
    const media_id id = t.uploaded(1), shown = t.uploaded(1);
    REQUIRE(t.show(1, 1, shown).has_value());
    t.leave(1);
    t.join(1);
    CHECK_FALSE(t.sees(1, id));
    CHECK_FALSE(t.is_stored(id));
    CHECK(t.sees(2, shown));
}

TEST_CASE("room media: a room that ends takes all of its pictures along") {
    media_under_test t;
    t.rules.empty_grace = 0ms;
    const media_id id = t.uploaded(1), shown = t.uploaded(2);
    REQUIRE(t.show(2, 1, shown).has_value());
    const auto reading = t.see(1, shown);
    t.leave(1);
    t.leave(2);
    t.tick();
    REQUIRE(t.is_gone());
    CHECK(reading->while_alive.expired());
    CHECK_FALSE(t.is_stored(id));
    CHECK_FALSE(t.is_stored(shown));
    CHECK(t.budget.used() == 0);
    CHECK(code_of(t.home->may_upload(t.somebody(1), t.id, 10)) == error_code::not_member);
}

TEST_CASE("room media: a ban takes along the pictures of the banned, with their messages, and nothing else") {
    media_under_test t;
    const media_id theirs = t.uploaded(2), waiting = t.uploaded(2), mine = t.uploaded(1);
    REQUIRE(t.show(2, 1, theirs).has_value());
    REQUIRE(t.show(1, 2, mine).has_value());
    REQUIRE(t.say(2, 3).has_value());
    listener ear{t.loop};
    ear.subscribe(t.id, t.somebody(1));
    const member_no m = 2;
    REQUIRE(t.loop.run(t.home->perform(t.somebody(1), wire::ban{t.id, m})).has_value());
    CHECK_FALSE(t.sees(1, theirs));
    CHECK_FALSE(t.is_stored(theirs));
    CHECK_FALSE(t.is_stored(waiting));
    CHECK(t.sees(1, mine));
    CHECK(ear.frames("message_deleted").size() == 1);
}
