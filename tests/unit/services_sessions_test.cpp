#include "srchat/services/sessions.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "services_kit.hpp"
#include "srchat/adapters/crypto/hasher.hpp"
#include "srchat/adapters/memory/sessions.hpp"
#include "srchat/services/directory.hpp"

using namespace services_kit;
using namespace srchat::services;

namespace {

constexpr std::uint64_t here = 1;
constexpr std::uint64_t elsewhere = 2;

struct sessions_under_test {
    hand_loop loop;
    session_rules rules;
    adapters::memory::sessions store;
    adapters::crypto::hasher hasher;
    sessions all;
    std::vector<person_id> ended;

    explicit sessions_under_test(session_rules with = {}) : rules{with}, all{loop.shard(), store, hasher, rules} {
        all.on_end([this](const sessions::ended& what) { ended.push_back(what.person); });
    }
    result<started_session> try_begin(std::optional<std::string> name = {}, std::uint64_t address = here) {
        return loop.run(all.begin(std::move(name), address));
    }
    started_session begin(std::optional<std::string> name = {}) {
        auto started = try_begin(std::move(name));
        REQUIRE(started.has_value());
        return std::move(*started);
    }
    std::optional<session> find(const secret_text& token) {
        auto found = loop.run(all.find(token));
        REQUIRE(found.has_value());
        return *found;
    }
    result<session> open(const secret_text& token, std::uint64_t address = here) {
        return loop.run(all.open_socket(token, address));
    }
    void close(const started_session& who, std::uint64_t address = here) {
        loop.call([&] { all.close_socket(who.who, address); });
    }
    result<wire::person> rename(const started_session& who, std::string name) {
        return loop.run(all.rename(who.who.key, std::move(name)));
    }
    void end(const secret_text& token) { REQUIRE(loop.run(all.end(token)).has_value()); }
    bool is_free(const std::string& name) { return try_begin(name).has_value(); }
    std::optional<ports::session_record> record(const secret_text& token) {
        return *loop.run(store.find(hasher.sha256(token.reveal()), server_clock::now()));
    }
};

template <class T>
error_code code_of(const result<T>& r) {
    REQUIRE(r.has_error());
    return r.error().code;
}

wire::card card(std::string name, int minute = 0, std::uint32_t count = 1,
                wire::listing listing = wire::listing::public_) {
    wire::card c;
    c.id = room_id::random();
    c.name = std::move(name);
    c.topic = "About " + c.name;
    c.count = count;
    c.listing = listing;
    c.active_at = from_ms(1'800'000'000'000) + std::chrono::minutes{minute};
    return c;
}

std::vector<std::string> names(const wire::rooms_reply& reply) {
    std::vector<std::string> all;
    for (const wire::card& c : reply.rooms) all.push_back(c.name);
    return all;
}

}  // namespace

TEST_CASE("guests: who brings no name gets one, a built-in picture and a token of 256 bits") {
    sessions_under_test g;
    const started_session one = g.begin();
    CHECK_FALSE(one.who.who.name.empty());
    CHECK(one.who.who.kind == wire::person_kind::guest);
    CHECK(one.who.who.avatar.starts_with("a"));
    CHECK(std::stoi(one.who.who.avatar.substr(1)) < 64);
    CHECK(one.token.size() == 43);
    CHECK(one.who.info.idle == 30min);
    const auto again = g.find(one.token);
    REQUIRE(again.has_value());
    CHECK(again->person == one.who.person);
    CHECK(again->who == one.who.who);
    CHECK_FALSE(g.find(secret_text{"nobody's"}).has_value());
}

TEST_CASE("guests: made-up names are all different") {
    session_rules rules;
    rules.starts = {10'000, 10'000};
    sessions_under_test g{rules};
    std::set<std::string> seen;
    for (int i = 0; i < 500; ++i) CHECK(seen.insert(g.begin().who.who.name).second);
}

TEST_CASE("guests: a name is one person's, and so are those that look like it") {
    sessions_under_test g;
    CHECK(g.begin("Ann").who.who.name == "Ann");
    for (const char* same : {"Ann", "ann", "ANN", "  Ann ", "\xD0\x90nn"}) {
        INFO(same);
        const auto refused = g.try_begin(same);
        REQUIRE(refused.has_error());
        CHECK((refused.error().code == error_code::name_taken || refused.error().code == error_code::name_invalid));
    }
    CHECK(code_of(g.try_begin("ann")) == error_code::name_taken);
    CHECK(code_of(g.try_begin("")) == error_code::name_invalid);
    CHECK(code_of(g.try_begin(std::string(33, 'a'))) == error_code::name_invalid);
    CHECK(g.is_free("Anna"));
}

TEST_CASE("guests: new sessions of one address are limited, those of another are not held back") {
    session_rules rules;
    rules.starts = {3, 0.001};
    sessions_under_test g{rules};
    for (int i = 0; i < 3; ++i) CHECK(g.try_begin().has_value());
    const auto refused = g.try_begin();
    CHECK(code_of(refused) == error_code::rate_limited);
    CHECK(refused.error().retry_after > 1s);
    CHECK(g.try_begin({}, elsewhere).has_value());
}

TEST_CASE("guests: a person has so many sockets, and a closed one makes room") {
    session_rules rules;
    rules.sockets_per_person = 2;
    sessions_under_test g{rules};
    const started_session ann = g.begin();
    const started_session bob = g.begin();
    CHECK(g.open(ann.token).has_value());
    CHECK(g.open(ann.token, elsewhere).has_value());
    CHECK(code_of(g.open(ann.token)) == error_code::too_many_sockets);
    CHECK(g.open(bob.token).has_value());
    g.close(ann, elsewhere);
    CHECK(g.open(ann.token).has_value());
    CHECK(code_of(g.open(ann.token)) == error_code::too_many_sockets);
}

TEST_CASE("guests: an address has so many sockets, whosever they are") {
    session_rules rules;
    rules.sockets_per_address = 2;
    sessions_under_test g{rules};
    const started_session ann = g.begin();
    const started_session bob = g.begin();
    CHECK(g.open(ann.token).has_value());
    CHECK(g.open(bob.token).has_value());
    CHECK(code_of(g.open(ann.token)) == error_code::too_many_sockets);
    CHECK(g.open(ann.token, elsewhere).has_value());
    g.close(bob);
    CHECK(g.open(ann.token).has_value());
}

TEST_CASE("guests: a socket needs a session") {
    sessions_under_test g;
    CHECK(code_of(g.open(secret_text{"nobody's"})) == error_code::no_session);
    CHECK(code_of(g.open(secret_text{})) == error_code::no_session);
}

TEST_CASE("guests: a session without a socket runs out, and its name stays held for a while") {
    session_rules rules;
    rules.idle = 0ms;
    rules.name_hold = 1h;
    sessions_under_test g{rules};
    const started_session ann = g.begin("Ann");
    CHECK_FALSE(g.find(ann.token).has_value());
    CHECK(code_of(g.open(ann.token)) == error_code::no_session);
    CHECK_FALSE(g.is_free("Ann"));
}

TEST_CASE("guests: when the hold is over the name is free") {
    session_rules rules;
    rules.idle = 0ms;
    rules.name_hold = 0ms;
    sessions_under_test g{rules};
    g.begin("Ann");
    CHECK(g.is_free("Ann"));
}

TEST_CASE("guests: a session that is ended is gone at once, is told of once, and its name is held") {
    sessions_under_test g;
    const started_session ann = g.begin("Ann");
    REQUIRE(g.open(ann.token).has_value());
    g.end(ann.token);
    CHECK(g.ended == std::vector<person_id>{ann.who.person});
    CHECK_FALSE(g.find(ann.token).has_value());
    CHECK(code_of(g.open(ann.token)) == error_code::no_session);
    CHECK(code_of(g.rename(ann, "Anna")) == error_code::no_session);
    CHECK_FALSE(g.is_free("Ann"));
    g.end(ann.token);
    g.end(secret_text{"nobody's"});
    CHECK(g.ended.size() == 1);
    g.close(ann);
    CHECK_FALSE(g.find(ann.token).has_value());
}

TEST_CASE("guests: a new name is claimed, the old one is held and can be had back") {
    sessions_under_test g;
    const started_session ann = g.begin("Ann");
    const started_session bob = g.begin("Bob");
    REQUIRE(g.open(ann.token).has_value());
    CHECK(code_of(g.rename(ann, "bob")) == error_code::name_taken);
    CHECK(code_of(g.rename(ann, "\n")) == error_code::name_invalid);
    CHECK(g.find(ann.token)->who.name == "Ann");
    CHECK(g.rename(ann, " Olga ")->name == "Olga");
    CHECK(g.find(ann.token)->who.name == "Olga");
    CHECK(g.find(ann.token)->who.avatar == ann.who.who.avatar);
    CHECK_FALSE(g.is_free("Ann"));
    CHECK_FALSE(g.is_free("Olga"));
    CHECK(g.rename(ann, "Ann")->name == "Ann");
}

TEST_CASE("guests: one may write the own name in another way") {
    sessions_under_test g;
    const started_session ann = g.begin("ann");
    REQUIRE(g.open(ann.token).has_value());
    CHECK(g.rename(ann, "Ann")->name == "Ann");
    CHECK_FALSE(g.is_free("ann"));
}

TEST_CASE("guests: without a hold the old name is free after a rename") {
    session_rules rules;
    rules.name_hold = 0ms;
    sessions_under_test g{rules};
    const started_session ann = g.begin("Ann");
    REQUIRE(g.open(ann.token).has_value());
    REQUIRE(g.rename(ann, "Olga").has_value());
    CHECK(g.is_free("Ann"));
}

TEST_CASE("guests: no session lasts longer than the longest, however it is used") {
    session_rules rules;
    rules.most = 10min;
    sessions_under_test g{rules};
    const auto before = server_clock::now();
    const started_session ann = g.begin();
    CHECK(ann.who.info.ends_at >= before + 10min);
    CHECK(ann.who.info.ends_at <= server_clock::now() + 10min);
    CHECK(g.record(ann.token)->expires_at == ann.who.info.ends_at);
    REQUIRE(g.open(ann.token).has_value());
    g.close(ann);
    CHECK(g.record(ann.token)->expires_at == ann.who.info.ends_at);
}

TEST_CASE("guests: the idle time begins again when the last socket closes") {
    sessions_under_test g;
    const started_session ann = g.begin();
    const time_point first = g.record(ann.token)->expires_at;
    REQUIRE(g.open(ann.token).has_value());
    REQUIRE(g.open(ann.token).has_value());
    g.loop.until([&] { return server_clock::now() + 30min > first; });
    g.close(ann);
    CHECK(g.record(ann.token)->expires_at == first);
    g.close(ann);
    CHECK(g.record(ann.token)->expires_at > first);
}

TEST_CASE("guests: a session with a socket is prolonged by itself") {
    session_rules rules;
    rules.idle = 3s;
    sessions_under_test g{rules};
    const started_session ann = g.begin();
    const started_session bob = g.begin();
    REQUIRE(g.open(ann.token).has_value());
    const time_point first = g.record(ann.token)->expires_at;
    const time_point bobs = g.record(bob.token)->expires_at;
    g.loop.call([&] { g.all.start(); });
    g.loop.until([&] { return g.record(ann.token)->expires_at > first; });
    CHECK(g.record(bob.token)->expires_at == bobs);
}

TEST_CASE("directory: a person opens so many rooms, and a closed one makes room") {
    directory d;
    const person_id ann = person_id::random();
    const room_id first = room_id::random();
    CHECK(d.reserve(first, ann, 1).has_value());
    CHECK(code_of(d.reserve(room_id::random(), ann, 1)) == error_code::room_limit);
    CHECK(d.reserve(room_id::random(), person_id::random(), 1).has_value());
    d.release(room_id::random(), ann);
    CHECK(code_of(d.reserve(room_id::random(), ann, 1)) == error_code::room_limit);
    d.release(first, ann);
    CHECK(d.reserve(room_id::random(), ann, 1).has_value());
    CHECK(code_of(d.reserve(room_id::random(), person_id::random(), 0)) == error_code::room_limit);
}

TEST_CASE("directory: rooms are listed by activity, then by heads, and no more than asked for") {
    directory d;
    d.put(card("old", 1, 50));
    d.put(card("busy", 2, 9));
    d.put(card("quiet", 2, 3));
    CHECK(names(d.list("", false, 100)) == std::vector<std::string>{"busy", "quiet", "old"});
    CHECK(names(d.list("", false, 2)) == std::vector<std::string>{"busy", "quiet"});
    CHECK(d.list("", false, 2).total == 3);
    CHECK(d.list("", false, 0).rooms.empty());
}

TEST_CASE("directory: a search looks at names and topics, without case") {
    directory d;
    d.put(card("Green Tea"));
    d.put(card("Cake"));
    CHECK(names(d.list("TEA", false, 100)) == std::vector<std::string>{"Green Tea"});
    CHECK(names(d.list("about cake", false, 100)) == std::vector<std::string>{"Cake"});
    CHECK(d.list("about", false, 1).total == 2);
    CHECK(d.list("coffee", false, 100).total == 0);
}

TEST_CASE("directory: unlisted rooms are nowhere in it") {
    directory d;
    const wire::card hidden = card("Hidden", 0, 1, wire::listing::unlisted);
    d.put(hidden);
    d.remove(hidden.id);
    CHECK(d.list("", false, 100).total == 0);
    const auto news = d.take_news();
    CHECK(news.rooms.empty());
    CHECK(news.gone.empty());
}

TEST_CASE("directory: news tell each changed room once, as it is now, and what is gone") {
    directory d;
    wire::card tea = card("Tea", 0, 1);
    const wire::card cake = card("Cake");
    d.put(tea);
    d.put(cake);
    tea.count = 5;
    d.put(tea);
    auto news = d.take_news();
    REQUIRE(news.rooms.size() == 2);
    CHECK(std::ranges::count(news.rooms, 5U, &wire::card::count) == 1);
    CHECK(d.take_news().rooms.empty());
    d.put(cake);
    d.remove(cake.id);
    d.remove(cake.id);
    news = d.take_news();
    CHECK(news.rooms.empty());
    CHECK(news.gone == std::vector<room_id>{cake.id});
    CHECK(d.take_news().gone.empty());
    CHECK(d.list("", false, 100).total == 1);
}

TEST_CASE("directory: no room can have the id of its topic") {
    CHECK(directory::topic() == *room_id::parse(std::string(17, '0')));
    for (int i = 0; i < 100; ++i) CHECK_FALSE(room_id::random() == directory::topic());
}
