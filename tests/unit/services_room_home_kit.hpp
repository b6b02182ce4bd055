#pragma once
// A room at its home, with the log of this process, on a loop that the test turns by hand.

#include <catch2/catch.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services_kit.hpp"
#include "srchat/adapters/crypto/hasher.hpp"
#include "srchat/adapters/memory/media_store.hpp"
#include "srchat/adapters/memory/room_log.hpp"
#include "srchat/services/room_home.hpp"

namespace room_home_kit {

using namespace services_kit;
using namespace srchat::services;

// The log of this process, which a test can take away or make look old.
class moody_log final : public ports::room_log {
public:
    void attach(ports::log_reader& reader) override { inner_.attach(reader); }
    task<result<epoch_no>> open(room_id room) override { return inner_.open(room); }
    task<result<ports::log_ack>> append(room_id room, std::uint64_t version, std::vector<wire::log_draft> drafts,
                                        time_point at) override {
        ++appends;
        if (stale_times > 0) {
            --stale_times;
            version += 1'000;
        }
        if (away) return refuse();
        return inner_.append(room, version, std::move(drafts), at);
    }
    task<void> drop(room_id room) override { return inner_.drop(room); }

    bool away = false;
    int stale_times = 0;
    int appends = 0;

private:
    static task<result<ports::log_ack>> refuse() { co_return error_code::unavailable; }
    adapters::memory::room_log inner_;
};

// Keeps passwords as they are, at once.
class plain_passwords final : public ports::password_hasher {
public:
    task<result<std::array<std::uint8_t, 32>>> derive(secret_text, std::array<std::uint8_t, 16>) override {
        co_return error_code::unavailable;
    }
    task<result<secret_text>> make(secret_text password) override { co_return password; }
    task<result<bool>> verify(secret_text verifier, secret_text password) override {
        ++tries;
        co_return !verifier.empty() && verifier == password;
    }
    int tries = 0;
};

struct home_under_test {
    hand_loop loop;
    core::room_rules rules;
    room_rates rates;
    moody_log log;
    adapters::memory::media_store pictures;
    media_rules media;
    fan_out out{loop.shards};
    std::vector<wire::card> cards;
    std::vector<room_id> closed;
    std::vector<person_id> owners;  // in the order in which they got the room
    adapters::crypto::hasher fast;
    plain_passwords slow;
    std::unique_ptr<room_home> home;
    room_id id = room_id::random();

    explicit home_under_test(core::room_rules with = {}, room_rates rate = {1'000, 1'000, 1, {}},
                             core::room_settings settings = tea())
        : rules{with}, rates{rate} {
        room_home::listeners tell;
        tell.changed = [this](const wire::card& card) { cards.push_back(card); };
        tell.closed = [this](const room_id& room, const person_id&) { closed.push_back(room); };
        tell.passed_on = [this](const room_id&, const person_id&, const person_id& to) { owners.push_back(to); };
        home = std::make_unique<room_home>(loop.shard(), 1, log, out, rules, rates, room_hashers{fast, slow},
                                           room_media{pictures, media}, std::move(tell));
        REQUIRE(loop.run(home->create(id, somebody(1), std::move(settings))).has_value());
    }
    static core::room_settings tea() {
        core::room_settings settings;
        settings.name = "Tea";
        return settings;
    }
    static person_id somebody(int n) {
        person_id id;
        id.bytes = {static_cast<std::uint8_t>(n), static_cast<std::uint8_t>(n >> 8)};
        return id;
    }
    static client_id cid(int n) {
        client_id id;
        id.bytes = {static_cast<std::uint8_t>(n), static_cast<std::uint8_t>(n >> 8)};
        return id;
    }
    // Person n by the socket of that number, or another.
    static caller from(int n, int socket = 0) {
        return {somebody(n),
                {"P" + std::to_string(n), "a1", wire::person_kind::guest},
                {0, static_cast<std::uint64_t>(socket > 0 ? socket : n)}};
    }

    result<wire::joined> try_join(int n, std::optional<wire::log_position> resume = {}, int socket = 0) {
        std::optional<wire::joined> arrived;
        room_home::arrival arrive = [&arrived](wire::joined answer) { arrived = std::move(answer); };
        const result<void> done =
            loop.run(home->join(from(n, socket), wire::join{id, resume, {}, {}, {}}, std::move(arrive)));
        if (!done) return done.error();
        return std::move(*arrived);
    }
    wire::joined join(int n, std::optional<wire::log_position> resume = {}, int socket = 0) {
        auto joined = try_join(n, resume, socket);
        REQUIRE(joined.has_value());
        return std::move(*joined);
    }
    // Joins, and listens from there on. `last` becomes the seq from which to go on.
    wire::joined join(int n, listener& ear, std::optional<wire::log_position> resume = {}) {
        wire::joined joined = join(n, resume);
        if (!joined.more) ear.subscribe(id, somebody(n));
        return joined;
    }
    result<wire::said> say(int n, int with_cid, std::string words = "hello") {
        return loop.run(home->say(
            somebody(n), wire::say{id, cid(with_cid), wire::text_body{message_text{std::move(words)}}, 0, {}, {}}));
    }
    result<wire::left> leave(int n) { return loop.run(home->leave(from(n), wire::leave{id})); }
    void detach(int n, int socket = 0) {
        loop.call([&] { home->detach(id, somebody(n), from(n, socket).socket); });
    }
    void tick() { loop.run(home->tick()); }
    bool is_gone() { return home->card(id).has_error() && home->card(id).error().code == error_code::gone; }
    std::uint32_t count() { return home->card(id)->count; }
};

template <class T>
error_code code_of(const result<T>& r) {
    REQUIRE(r.has_error());
    return r.error().code;
}

inline core::room_rules crowd_rules() {
    core::room_rules rules;
    rules.crowd_above = 3;
    rules.members_max = 1'000;
    return rules;
}

}  // namespace room_home_kit
