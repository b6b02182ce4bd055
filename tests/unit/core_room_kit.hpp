#pragma once
// A room without a server: the test is the log. It gives each draft the next seq, at a time that the test sets.

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "srchat/core/room_state.hpp"

namespace room_kit {

using namespace srchat;
using namespace std::chrono_literals;
namespace wire = srchat::protocol;

inline const time_point start = from_ms(1'800'000'000'000);

inline person_id person(int n) {
    person_id id;
    for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(n >> (8 * i));
    return id;
}
inline client_id cid(int n) {
    client_id id;
    for (std::size_t i = 0; i < 4; ++i) id.bytes[i] = static_cast<std::uint8_t>(n >> (8 * i));
    return id;
}
inline wire::person named(std::string name) { return {std::move(name), "a1", wire::person_kind::guest}; }
inline wire::body text(std::string words) { return wire::text_body{message_text{std::move(words)}}; }
inline const std::string& words_of(const wire::body& content) {
    return std::get<wire::text_body>(content).text.reveal();
}
inline room_id id_of_room() { return *room_id::parse("abcdefghijklmnopq"); }

// An ordinary room: public, until empty, messages for an hour.
inline core::room_settings tea() {
    core::room_settings settings;
    settings.name = "Tea";
    return settings;
}

struct room_under_test {
    core::room_rules rules;
    core::room_state room;
    time_point now = start;

    explicit room_under_test(core::room_rules with = {}, core::room_settings settings = tea())
        : rules{with}, room{id_of_room(), 7, person(1), std::move(settings), rules, start} {}
    room_under_test(const room_under_test&) = delete;
    room_under_test& operator=(const room_under_test&) = delete;

    // Appends what was decided. Returns the first seq, or 0 if there was nothing to append.
    seq_no commit(core::decision decided) {
        REQUIRE(decided.has_value());
        const seq_no first = decided->empty() ? 0 : room.top() + 1;
        for (wire::log_draft& draft : *decided)
            room.apply({room.top() + 1, now, draft.actor, std::move(draft.what), std::move(draft.secret)});
        return first;
    }
    error_code refused(const core::decision& decided) const {
        REQUIRE(decided.has_error());
        return decided.error().code;
    }

    core::decision decide_say(int who, int with_cid, std::string words = "hello") const {
        return core::decide(room, person(who), wire::say{room.id(), cid(with_cid), text(std::move(words)), 0, {}, {}},
                            now);
    }
    core::decision decide_edit(int who, seq_no target, std::string words) const {
        return core::decide(room, person(who), wire::edit{room.id(), target, text(std::move(words))}, now);
    }
    core::decision decide_delete(int who, seq_no target) const {
        return core::decide(room, person(who), wire::delete_{room.id(), target}, now);
    }
    core::decision decide_react(int who, seq_no target, std::string emoji, bool on = true) const {
        return core::decide(room, person(who), wire::react{room.id(), target, std::move(emoji), on}, now);
    }

    seq_no join(int who) {
        return commit(core::decide_join(room, person(who), named("P" + std::to_string(who)), {}, now));
    }
    seq_no leave(int who) { return commit(core::decide_leave(room, person(who), wire::leave_reason::left)); }
    seq_no say(int who, std::string words = "hello") { return commit(decide_say(who, ++last_cid_, std::move(words))); }
    seq_no edit(int who, seq_no target, std::string words) {
        return commit(decide_edit(who, target, std::move(words)));
    }
    seq_no erase(int who, seq_no target) { return commit(decide_delete(who, target)); }
    seq_no react(int who, seq_no target, std::string emoji, bool on = true) {
        return commit(decide_react(who, target, std::move(emoji), on));
    }
    void pass(milliseconds time) {
        now += time;
        room.expire(now);
    }
    const core::live_message* message(seq_no seq) const { return room.history().message(seq); }

private:
    int last_cid_ = 1'000;
};

}  // namespace room_kit
