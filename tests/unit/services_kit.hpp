#pragma once
// A shard whose loop the test turns by hand, on its own thread: a call runs until it has its answer and no longer. And a
// member's socket, whose frames the test reads back as JSON.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <unistd.h>
#include <chrono>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "srchat/runtime/shard.hpp"
#include "srchat/services/caller.hpp"

namespace services_kit {

using namespace srchat;
using namespace std::chrono_literals;
namespace wire = srchat::protocol;
using json = nlohmann::json;

class hand_loop {
public:
    runtime::shards shards{1};
    runtime::shard& shard() { return shards[0]; }

    template <class T, class Executor>
    T run(boost::asio::awaitable<T, Executor> work) {
        std::optional<T> value;
        std::exception_ptr failure;
        shard().context().restart();
        boost::asio::co_spawn(shard().context(), std::move(work), [&](std::exception_ptr thrown, T got) {
            failure = thrown;
            value = std::move(got);
            shard().stop();
        });
        shard().run();
        if (failure) std::rethrow_exception(failure);
        return std::move(*value);
    }
    template <class Executor>
    void run(boost::asio::awaitable<void, Executor> work) {
        std::exception_ptr failure;
        shard().context().restart();
        boost::asio::co_spawn(shard().context(), std::move(work), [&](std::exception_ptr thrown) {
            failure = thrown;
            shard().stop();
        });
        shard().run();
        if (failure) std::rethrow_exception(failure);
    }
    // Runs f on the shard, then everything that it made ready.
    template <class Function>
    void call(Function f) {
        shard().context().restart();
        shard().post([this, &f] {
            f();
            shard().context().poll();
            shard().stop();
        });
        shard().run();
    }
    // Turns the loop, timers included, until the condition holds. Fails after ten seconds.
    template <class Condition>
    void until(Condition holds) {
        const auto deadline = std::chrono::steady_clock::now() + 10s;
        while (!holds()) {
            REQUIRE(std::chrono::steady_clock::now() < deadline);
            call([this] { shard().context().run_for(1ms); });
        }
    }
};

// One socket of a member: its outbox, and what has come out of it.
class listener final : public runtime::outbox_owner {
public:
    explicit listener(hand_loop& on) : loop_{on}, box{on.shard().flusher(), *this, limits_} {
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_) == 0);
        box.attach(ends_[0]);
    }
    listener(const listener&) = delete;
    listener& operator=(const listener&) = delete;
    virtual ~listener() {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    void outbox_blocked() override {}
    void outbox_ended() override {}

    void subscribe(const room_id& topic, const person_id& person) {
        loop_.call([&] { loop_.shard().hub().subscribe(topic, person, box); });
    }
    void unsubscribe(const room_id& topic) {
        loop_.call([&] { loop_.shard().hub().unsubscribe(topic, box); });
    }
    // The frames since the last look.
    std::vector<json> frames() {
        box.flush();
        char part[4'096];
        for (ssize_t n = 0; (n = ::recv(ends_[1], part, sizeof part, MSG_DONTWAIT)) > 0;) {
            bytes_.append(part, static_cast<std::size_t>(n));
            box.flush();
        }
        std::vector<json> all;
        while (bytes_.size() >= 2) {
            const auto byte = [&](std::size_t i) {
                return static_cast<std::size_t>(static_cast<unsigned char>(bytes_[i]));
            };
            const std::size_t head = byte(1) < 126 ? 2 : 4;
            const std::size_t size = head == 2 ? byte(1) : byte(2) << 8 | byte(3);
            REQUIRE(byte(1) != 127);
            REQUIRE(bytes_.size() >= head + size);
            all.push_back(json::parse(bytes_.substr(head, size)));
            bytes_.erase(0, head + size);
        }
        return all;
    }
    // Only those of one type.
    std::vector<json> frames(const std::string& type) {
        std::vector<json> some;
        for (json& frame : frames()) {
            if (frame["t"] == type) some.push_back(std::move(frame));
        }
        return some;
    }

private:
    hand_loop& loop_;
    runtime::outbox_limits limits_{100'000'000, 1'000'000, std::chrono::hours{1}};
    int ends_[2] = {-1, -1};
    std::string bytes_;

public:
    runtime::outbox box;
};

inline bool is_log_frame(const json& frame) { return frame.contains("seq") && frame["t"] != "top"; }

// The last seq after these frames of a room, each of which must begin where the one before it ended.
inline seq_no follow(const std::vector<json>& frames, seq_no last) {
    for (const json& frame : frames) {
        if (!is_log_frame(frame)) continue;
        INFO(frame.dump());
        REQUIRE(frame.value("from", frame["seq"]) == last + 1);
        REQUIRE(frame["seq"] >= last + 1);
        last = frame["seq"];
    }
    return last;
}

}  // namespace services_kit
