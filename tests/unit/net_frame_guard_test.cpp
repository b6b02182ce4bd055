#include "srchat/net/frame_guard.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using namespace srchat::net;
using namespace std::chrono_literals;
using verdict = frame_guard::verdict;

namespace {

using bytes = std::vector<std::uint8_t>;
const frame_guard::time_point start{std::chrono::hours{1'000}};

enum opcode : int { continuation = 0, text = 1, binary = 2, reserved = 3, closing = 8, ping = 9, pong = 10 };

// A masked frame as clients send it, with as many length bytes as asked for (0, 2 or 8; -1: as few as possible).
bytes frame(int op, bool final, std::size_t size, int length_bytes = -1) {
    if (length_bytes < 0) length_bytes = size < 126 ? 0 : size < 65'536 ? 2 : 8;
    bytes b{static_cast<std::uint8_t>((final ? 0x80 : 0) | op)};
    b.push_back(static_cast<std::uint8_t>(0x80 | (length_bytes == 0   ? static_cast<int>(size)
                                                  : length_bytes == 2 ? 126
                                                                      : 127)));
    for (int i = length_bytes; i-- > 0;) b.push_back(static_cast<std::uint8_t>(size >> (8 * i)));
    for (int i = 0; i < 4; ++i) b.push_back(static_cast<std::uint8_t>(0x11 * i));
    b.resize(b.size() + size, 0x81);  // a payload that looks like frame headers
    return b;
}
bytes operator+(bytes a, const bytes& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

struct guarded {
    frame_guard guard;
    frame_guard_limits limits;
    frame_guard::time_point now = start;

    verdict feed(const bytes& b) { return guard.inspect(b, limits, now); }
    // In pieces of the given sizes, over and over; stops at the first verdict.
    verdict feed_in(const bytes& b, const std::vector<std::size_t>& sizes) {
        std::size_t at = 0;
        for (std::size_t i = 0; at < b.size(); ++i) {
            const std::size_t n = std::min(sizes[i % sizes.size()], b.size() - at);
            const verdict v = guard.inspect({b.data() + at, n}, limits, now);
            if (v != verdict::fine) return v;
            at += n;
        }
        return verdict::fine;
    }
};

}  // namespace

TEST_CASE("frame guard: ordinary text frames of every length form pass") {
    guarded g;
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{125}, std::size_t{126},
                                   std::size_t{65'535}, std::size_t{65'536}}) {
        CHECK(g.feed(frame(text, true, size)) == verdict::fine);
    }
    CHECK(g.feed(frame(text, true, 5, 8)) == verdict::fine);
    CHECK_FALSE(g.guard.overdue(g.limits, g.now + 1h));
}

TEST_CASE("frame guard: a binary frame is refused at its header") {
    guarded g;
    CHECK(g.feed({0x82}) == verdict::fine);
    CHECK(g.feed({0x85}) == verdict::fine);
    CHECK(g.feed({1, 2, 3, 4}) == verdict::binary);
    guarded fragmented;
    CHECK(fragmented.feed(frame(binary, false, 10)) == verdict::binary);
}

TEST_CASE("frame guard: 65,536 bytes are the most, in one frame or in all frames of a message together") {
    guarded one;
    CHECK(one.feed(frame(text, true, 65'536)) == verdict::fine);
    CHECK(one.feed(frame(text, true, 65'537)) == verdict::too_big);
    guarded many;
    CHECK(many.feed(frame(text, false, 40'000)) == verdict::fine);
    CHECK(many.feed(frame(continuation, false, 25'536)) == verdict::fine);
    CHECK(many.feed(frame(continuation, true, 1)) == verdict::too_big);
}

TEST_CASE("frame guard: a length of 63 or 64 bits is too big, also where the sum would wrap around") {
    for (const std::uint8_t top : {std::uint8_t{0x7f}, std::uint8_t{0xff}}) {
        guarded g;
        CHECK(g.feed(frame(text, false, 1)) == verdict::fine);
        CHECK(g.feed({0x80, 0xff, top, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4}) == verdict::too_big);
    }
}

TEST_CASE("frame guard: the size of one message does not count for the next") {
    guarded g;
    for (int i = 0; i < 10; ++i) CHECK(g.feed(frame(text, true, 60'000)) == verdict::fine);
}

TEST_CASE("frame guard: a message has at most 64 frames, and the next one 64 again") {
    guarded g;
    for (int round = 0; round < 3; ++round) {
        REQUIRE(g.feed(frame(text, false, 1)) == verdict::fine);
        for (int i = 0; i < 62; ++i) REQUIRE(g.feed(frame(continuation, false, 1)) == verdict::fine);
        REQUIRE(g.feed(frame(continuation, true, 1)) == verdict::fine);
    }
    REQUIRE(g.feed(frame(text, false, 1)) == verdict::fine);
    for (int i = 0; i < 63; ++i) REQUIRE(g.feed(frame(continuation, false, 1)) == verdict::fine);
    CHECK(g.feed(frame(continuation, true, 1)) == verdict::policy);
}

TEST_CASE("frame guard: of ten thousand empty fragments the sixty-fifth is refused") {
    guarded g;
    bytes all = frame(text, false, 0);
    for (int i = 1; i < 10'000; ++i) all = std::move(all) + frame(continuation, false, 0);
    CHECK(g.feed(all) == verdict::policy);
    guarded counted;
    REQUIRE(counted.feed(frame(text, false, 0)) == verdict::fine);
    for (int i = 0; i < 63; ++i) REQUIRE(counted.feed(frame(continuation, false, 0)) == verdict::fine);
    CHECK(counted.feed(frame(continuation, false, 0)) == verdict::policy);
}

TEST_CASE("frame guard: continuations without a beginning are refused as well") {
    guarded g;
    verdict v = verdict::fine;
    int taken = 0;
    while (v == verdict::fine && taken < 1'000) {
        v = g.feed(frame(continuation, false, 0));
        ++taken;
    }
    CHECK(v == verdict::policy);
    CHECK(taken == 65);
}

TEST_CASE("frame guard: twenty control frames at once, then two a second") {
    for (const int op : {ping, pong, closing}) {
        guarded g;
        for (int i = 0; i < 20; ++i) REQUIRE(g.feed(frame(op, true, 0)) == verdict::fine);
        guarded copy = g;
        CHECK(copy.feed(frame(op, true, 0)) == verdict::policy);
        for (int i = 0; i < 100; ++i) {
            g.now += 500ms;
            REQUIRE(g.feed(frame(op, true, 125)) == verdict::fine);
        }
        g.now += 100ms;
        CHECK(g.feed(frame(op, true, 0)) == verdict::policy);
    }
}

TEST_CASE("frame guard: after a rest the whole burst is there again, and not more") {
    guarded g;
    for (int i = 0; i < 20; ++i) REQUIRE(g.feed(frame(ping, true, 0)) == verdict::fine);
    g.now += 1h;
    for (int i = 0; i < 20; ++i) REQUIRE(g.feed(frame(ping, true, 0)) == verdict::fine);
    CHECK(g.feed(frame(ping, true, 0)) == verdict::policy);
}

TEST_CASE("frame guard: control frames between the frames of a message are no part of it") {
    guarded g;
    REQUIRE(g.feed(frame(text, false, 65'000)) == verdict::fine);
    REQUIRE(g.feed(frame(ping, true, 125)) == verdict::fine);
    CHECK(g.guard.overdue(g.limits, g.now + 6s));
    REQUIRE(g.feed(frame(continuation, true, 536)) == verdict::fine);
    CHECK_FALSE(g.guard.overdue(g.limits, g.now + 6s));
}

TEST_CASE("frame guard: a message may take five seconds from its first frame to its last") {
    guarded g;
    REQUIRE(g.feed(frame(text, false, 1)) == verdict::fine);
    CHECK_FALSE(g.guard.overdue(g.limits, g.now + 5s));
    CHECK(g.guard.overdue(g.limits, g.now + 5s + 1ms));
    g.now += 5s;
    REQUIRE(g.feed(frame(continuation, false, 1)) == verdict::fine);
    g.now += 1ms;
    CHECK(g.feed(frame(continuation, true, 1)) == verdict::policy);
}

TEST_CASE("frame guard: a single frame that trickles in is overdue too") {
    guarded g;
    bytes most = frame(text, true, 1'000);
    most.pop_back();
    REQUIRE(g.feed(most) == verdict::fine);
    CHECK(g.guard.overdue(g.limits, g.now + 6s));
    REQUIRE(g.feed({0}) == verdict::fine);
    CHECK_FALSE(g.guard.overdue(g.limits, g.now + 6s));
}

TEST_CASE("frame guard: whoever sends nothing is never overdue") {
    guarded g;
    CHECK_FALSE(g.guard.overdue(g.limits, g.now + 1h));
    REQUIRE(g.feed(frame(text, true, 10)) == verdict::fine);
    CHECK_FALSE(g.guard.overdue(g.limits, g.now + 1h));
}

TEST_CASE("frame guard: how the bytes are cut up makes no difference") {
    std::mt19937 random{7};
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
    int refused = 0;
    for (int round = 0; round < 300; ++round) {
        bytes all;
        for (int i = 0; i < 80; ++i) {
            static constexpr int ops[] = {text,         continuation, continuation, continuation,
                                          continuation, continuation, ping,         reserved};
            const bool rare = below(400) == 0;
            all = std::move(all) +
                  frame(rare ? binary : ops[below(8)], below(6) == 0, below(10) == 0 ? below(9'000) : below(300));
        }
        guarded whole;
        const verdict wanted = whole.feed(all);
        refused += wanted != verdict::fine ? 1 : 0;
        guarded single;
        REQUIRE(single.feed_in(all, {1}) == wanted);
        guarded odd;
        REQUIRE(odd.feed_in(all, {1 + below(5), 1 + below(100), 1 + below(4'000)}) == wanted);
    }
    CHECK(refused > 30);
    CHECK(refused < 300);
}

TEST_CASE("frame guard: rubbish never does more than end the connection") {
    std::mt19937 random{11};
    for (int round = 0; round < 2'000; ++round) {
        guarded g;
        bytes rubbish(200);
        for (auto& b : rubbish) b = static_cast<std::uint8_t>(random());
        const verdict whole = g.feed(rubbish);
        guarded single;
        REQUIRE(single.feed_in(rubbish, {1}) == whole);
    }
}

TEST_CASE("frame guard: it is small, since every connection has one") { CHECK(sizeof(frame_guard) <= 64); }
