#include "srchat/core/room_view.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <map>
#include <random>
#include <vector>

#include "core_room_kit.hpp"

using namespace room_kit;
using namespace srchat::core;
using json = nlohmann::json;

namespace {

constexpr std::size_t plenty = 100'000'000;

std::vector<json> parsed(const view_page& page) {
    std::vector<json> frames;
    for (const std::string& frame : page.events) frames.push_back(json::parse(frame));
    return frames;
}
std::vector<json> replayed(const room_under_test& r, seq_no after, int viewer = 1) {
    const view_page page = replay(r.room, person(viewer), after, r.room.top(), r.now, plenty);
    CHECK_FALSE(page.more);
    CHECK(page.seq == r.room.top());
    return parsed(page);
}

// A room whose every event is also kept as the frame that those who were there got, and what a simple model knows of it.
struct recorded_room : room_under_test {
    struct model_message {
        std::string words;
        std::optional<time_point> edited_at;
        std::map<std::string, std::size_t> reactions;
    };
    using room_under_test::room_under_test;
    std::vector<json> live{json{}};            // by seq; seq 0 is nobody's
    std::map<seq_no, model_message> messages;  // all there ever were
    std::map<seq_no, time_point> ends;
    std::map<seq_no, bool> deleted;
    std::mt19937 random{1};

    int below(int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); }

    void record(const decision& decided) {
        if (!decided || decided->empty()) return;
        const wire::room_event& what = decided->front().what;
        const seq_no seq = room.top() + 1;
        live.push_back(json::parse(encode(wire::stamp{room.id(), room.epoch(), seq, now}, what)));
        if (const auto* m = std::get_if<wire::message>(&what)) {
            messages[seq].words = words_of(m->content);
            ends[seq] = m->expires_at;
        }
        if (const auto* e = std::get_if<wire::message_edited>(&what)) {
            messages[e->target].words = words_of(e->content);
            messages[e->target].edited_at = now;
        }
        if (const auto* d = std::get_if<wire::message_deleted>(&what)) deleted[d->target] = true;
        if (const auto* x = std::get_if<wire::reaction>(&what)) {
            auto& kinds = messages[x->target].reactions;
            if (x->count == 0) {
                kinds.erase(x->emoji);
            } else {
                kinds[x->emoji] = x->count;
            }
        }
        commit(decided);
    }

    void random_step() {
        static const std::vector<std::string> emoji{"\xF0\x9F\x91\x8D", "\xF0\x9F\x98\x80", "\xF0\x9F\x98\x81"};
        const int who = 1 + below(8);
        const seq_no target = room.top() == 0 ? 1 : 1 + static_cast<seq_no>(below(static_cast<int>(room.top())));
        switch (below(10)) {
            case 0:
            case 1: record(decide_join(room, person(who), named("P" + std::to_string(who)), {}, now)); break;
            case 2: record(decide_leave(room, person(who), wire::leave_reason::left)); break;
            case 3: record(decide_rename(room, person(who), named("Q" + std::to_string(below(3))))); break;
            case 4:
            case 5:
                record(decide_say(who, static_cast<int>(room.top()),
                                  std::string(1 + static_cast<std::size_t>(below(40)), 'm')));
                break;
            case 6: record(decide_edit(who, target, "edited " + std::to_string(below(100)))); break;
            case 7: record(decide_delete(who, target)); break;
            case 8: record(decide_react(who, target, emoji[static_cast<std::size_t>(below(3))], below(3) > 0)); break;
            default:
                now += milliseconds{below(20'000)};
                if (below(2) == 0) room.expire(now);  // the server looks only now and then
        }
    }

    bool alive(seq_no seq) const {
        return messages.contains(seq) && !deleted.contains(seq) && ends.at(seq) > now && seq >= room.history().first();
    }

    // What a frame of one position must say, or null if only a gap is right.
    json expected(seq_no seq) const {
        json frame = live[seq];
        if (frame["t"] == "message") {
            if (!alive(seq)) return {};
            frame["body"]["text"] = messages.at(seq).words;
            return frame;
        }
        if (frame["t"] == "message_edited") {
            const seq_no target = frame["target"];
            if (!alive(target)) return {};
            frame["body"]["text"] = messages.at(target).words;
        }
        return frame;
    }

    void check_message(json frame, seq_no seq) const {
        const model_message& m = messages.at(seq);
        CHECK(frame.contains("edited_at") == m.edited_at.has_value());
        std::map<std::string, std::size_t> told;
        for (const json& kind : frame.value("reactions", json::array())) told[kind["emoji"]] = kind["count"];
        CHECK(told == m.reactions);
        frame.erase("edited_at");
        frame.erase("reactions");
        CHECK(frame == expected(seq));
    }

    void check_gap(const json& frame) const {
        const seq_no from = frame["from"];
        const seq_no to = frame["seq"];
        std::uint64_t expired = 0;
        for (seq_no seq = from; seq <= to; ++seq) {
            INFO("in a gap: " << live[seq].dump());
            CHECK_FALSE(alive(seq));
            const bool known = seq >= room.history().first();
            const bool event = live[seq]["t"] != "message" && live[seq]["t"] != "message_edited";
            const bool old =
                start + milliseconds{live[seq]["at"].get<std::int64_t>() - to_ms(start)} + rules.hour <= now;
            CHECK((!known || !event || old));
            if (known && messages.contains(seq) && !deleted.contains(seq)) ++expired;
        }
        if (from < room.history().first()) {
            CHECK(frame["expired"].is_null());
        } else {
            CHECK(frame["expired"] == expired);
        }
    }

    void check_crowd(const json& frame) const {
        int joined = 0;
        int left = 0;
        for (seq_no seq = frame["from"]; seq <= frame["seq"]; ++seq) {
            const std::string kind = live[seq]["t"];
            REQUIRE((kind == "member_joined" || kind == "member_left"));
            ++(kind == "member_joined" ? joined : left);
        }
        CHECK(frame["joined"] == joined);
        CHECK(frame["left"] == left);
        CHECK(frame["count"] == room.count());
    }

    // Reads on from `after` in pages of `bytes` until nothing more is there, as a client does.
    void check_replay(seq_no after, std::size_t bytes) const {
        seq_no last = after;
        for (bool more = true; more;) {
            const view_page page = replay(room, person(1), last, room.top(), now, bytes);
            more = page.more;
            const seq_no began = last;
            for (const json& frame : parsed(page)) {
                INFO("after " << after << " in pages of " << bytes << ": " << frame.dump());
                REQUIRE(frame.value("from", frame["seq"]) == last + 1);
                REQUIRE(frame["seq"] >= last + 1);
                last = frame["seq"];
                REQUIRE(last <= room.top());
                if (frame["t"] == "message") {
                    REQUIRE(alive(last));
                    check_message(frame, last);
                } else if (frame["t"] == "gap") {
                    check_gap(frame);
                } else if (frame["t"] == "crowd") {
                    check_crowd(frame);
                } else {
                    CHECK(frame == expected(last));
                }
            }
            REQUIRE(page.seq == last);
            REQUIRE((last > began || !more));
        }
        REQUIRE(last == std::max(after, room.top()));
    }
};

}  // namespace

TEST_CASE("replay: any history, from any point, in pages of any size, is told once, in order and without a hole") {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        room_rules rules;
        rules.hour = 60s;  // the messages' lifetime here
        rules.edit_window = 1h;
        rules.crowd_above = seed % 3 == 0 ? 3 : 200;
        rules.log_entries = seed % 4 == 0 ? 40 : 10'000;
        recorded_room r{rules};
        r.random.seed(seed);
        for (int step = 0; step < 400; ++step) {
            r.random_step();
            if (step % 57 != 0) continue;
            INFO("seed " << seed << ", step " << step);
            for (seq_no after = 0; after <= r.room.top(); after += 1 + static_cast<seq_no>(r.below(19))) {
                for (const std::size_t bytes : {std::size_t{1}, std::size_t{700}, plenty}) r.check_replay(after, bytes);
            }
        }
        REQUIRE(r.room.top() > 100);
    }
}

TEST_CASE("replay: without anything gone it is exactly what those who were there got") {
    recorded_room r;
    for (int i = 1; i <= 3; ++i) r.record(decide_join(r.room, person(i), named("P" + std::to_string(i)), {}, r.now));
    r.record(r.decide_say(1, 1, "one"));
    r.record(decide_rename(r.room, person(2), named("Ann")));
    r.record(r.decide_say(2, 2, "two"));
    r.record(decide_leave(r.room, person(3), wire::leave_reason::away));
    const std::vector<json> all(r.live.begin() + 1, r.live.end());
    CHECK(replayed(r, 0) == all);
    CHECK(replayed(r, 4) == std::vector<json>(all.begin() + 4, all.end()));
    CHECK(replayed(r, r.room.top()).empty());
}

TEST_CASE("replay: messages that ran out while somebody was away are one gap that counts them") {
    room_under_test r;
    r.join(1);
    const seq_no seen = r.say(1);
    for (int i = 0; i < 12; ++i) r.say(1);
    r.pass(1h);
    const seq_no fresh = r.say(1);
    const auto frames = replayed(r, seen);
    REQUIRE(frames.size() == 2);
    CHECK(frames[0]["t"] == "gap");
    CHECK(frames[0]["from"] == seen + 1);
    CHECK(frames[0]["seq"] == fresh - 1);
    CHECK(frames[0]["expired"] == 12);
    CHECK(frames[1]["t"] == "message");
}

TEST_CASE("replay: a text whose time is over is not sent, even before it has been buried") {
    room_under_test r;
    r.join(1);
    const seq_no said = r.say(1, "secret");
    r.edit(1, said, "still secret");
    r.now += 1h;
    REQUIRE(r.message(said) != nullptr);
    for (const json& frame : replayed(r, said - 1)) CHECK(frame.dump().find("secret") == std::string::npos);
    CHECK(messages_before(r.room, person(1), 0, r.now, {}).events.empty());
}

TEST_CASE("replay: a deleted message is a gap that counts nobody's time as over") {
    room_under_test r;
    r.join(1);
    const seq_no said = r.say(1, "oops");
    r.edit(1, said, "oops again");
    r.erase(1, said);
    const auto frames = replayed(r, said - 1);
    REQUIRE(frames.size() == 2);
    CHECK(frames[0]["t"] == "gap");
    CHECK(frames[0]["seq"] == said + 1);
    CHECK(frames[0]["expired"] == 0);
    CHECK(frames[1]["t"] == "message_deleted");
}

TEST_CASE("replay: an edited message comes with its present text, and so does every edit of it") {
    room_under_test r;
    r.join(1);
    const seq_no said = r.say(1, "first draft");
    r.edit(1, said, "second draft");
    r.edit(1, said, "final");
    const auto frames = replayed(r, said - 1);
    REQUIRE(frames.size() == 3);
    for (const json& frame : frames) CHECK(frame["body"]["text"] == "final");
}

TEST_CASE("replay: what fell out of a full log is a gap of unknown content") {
    room_rules rules;
    rules.log_entries = 3;
    room_under_test r{rules};
    r.join(1);
    for (int i = 0; i < 9; ++i) r.say(1);
    r.room.expire(r.now);
    const auto frames = replayed(r, 2);
    REQUIRE(frames.size() == 4);
    CHECK(frames[0]["t"] == "gap");
    CHECK(frames[0]["from"] == 3);
    CHECK(frames[0]["seq"] == 7);
    CHECK(frames[0]["expired"].is_null());
}

TEST_CASE("replay: in a crowd the coming and going between two messages is one frame") {
    room_rules rules;
    rules.crowd_above = 3;
    rules.members_max = 100;
    room_under_test r{rules};
    for (int i = 1; i <= 20; ++i) r.join(i);
    r.leave(20);
    const seq_no said = r.say(1);
    const auto frames = replayed(r, 0);
    REQUIRE(frames.size() == 2);
    CHECK(frames[0]["t"] == "crowd");
    CHECK(frames[0]["from"] == 1);
    CHECK(frames[0]["seq"] == said - 1);
    CHECK(frames[0]["joined"] == 20);
    CHECK(frames[0]["left"] == 1);
    CHECK(frames[0]["count"] == 19);
}

TEST_CASE("replay: a client that claims to be ahead gets nothing, and is told where the room is") {
    room_under_test r;
    r.join(1);
    const view_page page = replay(r.room, person(1), 1'000'000, r.room.top(), r.now, plenty);
    CHECK(page.events.empty());
    CHECK(page.seq == r.room.top());
    CHECK_FALSE(page.more);
}

TEST_CASE("replay: a page ends soon after its budget and says that there is more") {
    room_under_test r;
    r.join(1);
    for (int i = 0; i < 100; ++i) r.say(1, std::string(1'000, 'x'));
    const view_page page = replay(r.room, person(1), 0, r.room.top(), r.now, 10'000);
    CHECK(page.more);
    CHECK(page.events.size() < 12);
    CHECK(page.seq == page.events.size());
}

TEST_CASE("history page: the newest living messages come first, oldest of them on top, and the rest by `before`") {
    room_under_test r;
    r.join(1);
    std::vector<seq_no> said;
    for (int i = 0; i < 10; ++i) said.push_back(r.say(1, std::to_string(i)));
    r.erase(1, said[8]);
    const view_page newest = messages_before(r.room, person(1), 0, r.now, {3, plenty});
    const auto frames = parsed(newest);
    REQUIRE(frames.size() == 3);
    CHECK(frames[0]["seq"] == said[6]);
    CHECK(frames[1]["seq"] == said[7]);
    CHECK(frames[2]["seq"] == said[9]);
    CHECK(newest.more);
    const view_page rest = messages_before(r.room, person(1), said[6], r.now, {100, plenty});
    REQUIRE(rest.events.size() == 6);
    CHECK(parsed(rest).front()["seq"] == said[0]);
    CHECK_FALSE(rest.more);
    CHECK(messages_before(r.room, person(1), 1, r.now, {}).events.empty());
    CHECK(messages_before(r.room, person(1), 1'000'000, r.now, {}).events.size() == 9);
}

TEST_CASE("history page: nothing more is promised if only what is gone lies before it") {
    room_under_test r;
    r.join(1);
    const seq_no gone = r.say(1);
    r.erase(1, gone);
    r.say(1);
    const view_page page = messages_before(r.room, person(1), 0, r.now, {1, plenty});
    CHECK(page.events.size() == 1);
    CHECK_FALSE(page.more);
}

TEST_CASE("history page: the budget of bytes ends a page too, but never before its first message") {
    room_under_test r;
    r.join(1);
    for (int i = 0; i < 10; ++i) r.say(1, std::string(1'000, 'x'));
    CHECK(messages_before(r.room, person(1), 0, r.now, {100, 1}).events.size() == 1);
    const view_page page = messages_before(r.room, person(1), 0, r.now, {100, 3'000});
    CHECK(page.events.size() == 3);
    CHECK(page.more);
}

TEST_CASE("history page: each viewer sees which reactions are the own") {
    room_under_test r;
    r.join(1);
    r.join(2);
    const seq_no said = r.say(1);
    r.react(2, said, "\xF0\x9F\x91\x8D");
    CHECK(parsed(messages_before(r.room, person(2), 0, r.now, {}))[0]["reactions"][0]["mine"] == true);
    CHECK(parsed(messages_before(r.room, person(1), 0, r.now, {}))[0]["reactions"][0]["mine"] == false);
}
