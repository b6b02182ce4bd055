#include "srchat/core/inbox.hpp"

#include "core_room_kit.hpp"

using namespace room_kit;
using wire::notice_kind;

namespace {

struct inbox_under_test : room_under_test {
    inbox_under_test() : room_under_test{{}, core::inbox_settings()} {
        commit(core::decide_members({{person(2), named("Ann")}}));
    }

    static wire::notice notice(notice_kind kind, const std::string& name, seq_no target = 0) {
        wire::notice n;
        n.kind = kind;
        n.name = name;
        if (target != 0) n.room = wire::notice::place{id_of_room(), "Tea"};
        n.target = target;
        return n;
    }
    seq_no put(const wire::notice& what, milliseconds life = 1h) {
        const client_id id = cid(++last_);
        return commit(core::decide_notice(room, person(2), named("Bob"), what, now + life, id, now));
    }
    seq_no withdraw(const core::notice_filter& which) {
        return commit(core::decide_withdraw(room, person(2), which, now));
    }
    // The living notices' names, the oldest first.
    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (seq_no seq = room.history().first(); seq <= room.top(); ++seq) {
            if (const core::live_message* m = message(seq))
                all.push_back(std::get<wire::notice_body>(m->content).what->name);
        }
        return all;
    }

private:
    int last_ = 0;
};

struct direct_under_test : room_under_test {
    direct_under_test() : room_under_test{{}, core::direct_settings()} {
        commit(core::decide_members({{person(2), named("Ann")}, {person(3), named("Bob")}}));
    }
};

}  // namespace

TEST_CASE("inbox: a notice lives as long as it is true, and seven days at most") {
    inbox_under_test inbox;
    const seq_no shortly = inbox.put(inbox.notice(notice_kind::friend_request, "eve"), 1h);
    const seq_no forever = inbox.put(inbox.notice(notice_kind::friend_request, "joe"), 1'000h);
    CHECK(inbox.message(shortly)->expires_at == start + 1h);
    CHECK(inbox.message(forever)->expires_at == start + 7 * 24h);
}

TEST_CASE("inbox: what ends first is gone first, whatever came before it") {
    inbox_under_test inbox;
    inbox.put(inbox.notice(notice_kind::friend_request, "long"), 5h);
    const seq_no brief = inbox.put(inbox.notice(notice_kind::friend_request, "brief"), 1min);
    inbox.pass(1min);
    CHECK(inbox.message(brief) == nullptr);
    CHECK(inbox.names() == std::vector<std::string>{"long"});
}

TEST_CASE("inbox: a newer notice of the same takes the place of the older") {
    inbox_under_test inbox;
    inbox.put(inbox.notice(notice_kind::friend_request, "eve"));
    inbox.put(inbox.notice(notice_kind::friend_request, "eve"));
    inbox.put(inbox.notice(notice_kind::friend_accepted, "eve"));
    CHECK(inbox.names() == std::vector<std::string>{"eve", "eve"});
    inbox.put(inbox.notice(notice_kind::mention, "", 7));
    inbox.put(inbox.notice(notice_kind::mention, "", 8));
    inbox.put(inbox.notice(notice_kind::mention, "", 8));
    CHECK(inbox.names().size() == 4);
}

TEST_CASE("inbox: it holds so many, and then the oldest goes") {
    inbox_under_test inbox;
    for (std::size_t i = 0; i <= core::most_notices; ++i)
        inbox.put(inbox.notice(notice_kind::friend_request, std::to_string(i)));
    CHECK(inbox.names().size() == core::most_notices);
    CHECK(inbox.names().front() == "1");
}

TEST_CASE("inbox: what is not true any more is taken away, and only that") {
    inbox_under_test inbox;
    inbox.put(inbox.notice(notice_kind::friend_request, "eve"));
    inbox.put(inbox.notice(notice_kind::friend_request, "joe"));
    inbox.put(inbox.notice(notice_kind::mention, "", 7));
    inbox.put(inbox.notice(notice_kind::mention, "", 8));
    core::notice_filter of_eve;
    of_eve.name = "eve";
    inbox.withdraw(of_eve);
    CHECK(inbox.names().size() == 3);
    core::notice_filter eighth;
    eighth.kind = notice_kind::mention;
    eighth.room = id_of_room();
    eighth.target = 8;
    inbox.withdraw(eighth);
    CHECK(inbox.names().size() == 2);
    core::notice_filter room;
    room.room = id_of_room();
    inbox.withdraw(room);
    CHECK(inbox.names() == std::vector<std::string>{"joe"});
    CHECK(inbox.withdraw(room) == 0);
}

TEST_CASE("inbox: its owner takes notices away, and can do nothing else in it") {
    inbox_under_test inbox;
    const seq_no seq = inbox.put(inbox.notice(notice_kind::friend_request, "eve"));
    CHECK(inbox.refused(inbox.decide_say(2, 1)) == error_code::not_allowed);
    CHECK(inbox.refused(inbox.decide_edit(2, seq, "x")) == error_code::not_yours);
    CHECK(inbox.refused(inbox.decide_react(2, seq, "👍")) == error_code::not_allowed);
    CHECK(inbox.refused(inbox.decide_delete(3, seq)) == error_code::not_member);
    inbox.erase(2, seq);
    CHECK(inbox.names().empty());
}

TEST_CASE("direct: the two are in, and nobody comes or goes") {
    direct_under_test direct;
    CHECK(direct.room.count() == 2);
    CHECK(direct.refused(core::decide_join(direct.room, person(4), named("Eve"), {}, direct.now)) ==
          error_code::no_room);
    CHECK(direct.refused(core::decide_join(direct.room, direct.room.owner(), named("X"), {}, direct.now)) ==
          error_code::no_room);
    CHECK(direct.refused(core::decide_leave(direct.room, person(2), wire::leave_reason::left)) ==
          error_code::not_allowed);
    CHECK(direct.join(2) == 0);
    direct.pass(24h);
    CHECK_FALSE(core::is_due(direct.room, direct.now));
}

TEST_CASE("direct: messages live for a day, and what the other has not read is counted") {
    direct_under_test direct;
    const seq_no first = direct.say(2, "one");
    direct.say(3, "mine");
    direct.now += 1h;
    const seq_no last = direct.say(2, "two");
    CHECK(direct.message(first)->expires_at == start + 24h);
    const core::unread all = core::unread_of(direct.room, person(3), 0, direct.now);
    CHECK(all.count == 2);
    CHECK(all.newest == last);
    CHECK(all.ends_at == direct.now + 24h);
    CHECK(core::unread_of(direct.room, person(3), first, direct.now).count == 1);
    CHECK(core::unread_of(direct.room, person(3), last, direct.now).count == 0);
    direct.erase(2, first);
    CHECK(core::unread_of(direct.room, person(3), 0, direct.now).count == 1);
    CHECK(core::unread_of(direct.room, person(3), 0, direct.now + 24h).count == 0);
}
