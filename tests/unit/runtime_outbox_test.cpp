#include "srchat/runtime/outbox.hpp"

#include <catch2/catch.hpp>
#include <sys/socket.h>
#include <unistd.h>
#include <memory>
#include <optional>
#include <string>

#include "srchat/runtime/frame.hpp"
#include "srchat/runtime/hub.hpp"

using namespace srchat;
using namespace srchat::runtime;
using namespace std::chrono_literals;
using steady = std::chrono::steady_clock;

namespace {

std::string byte(int b) { return std::string(1, static_cast<char>(b)); }

// An outbox with a socket whose other end the test reads, when it likes.
struct pipe_end final : outbox_owner {
    explicit pipe_end(flusher& f, outbox_limits with = {}) : limits{with}, box{f, *this, limits} {
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0);
        const int small = 4'096;
        ::setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
        box.attach(ends[0]);
    }
    pipe_end(const pipe_end&) = delete;
    pipe_end& operator=(const pipe_end&) = delete;
    virtual ~pipe_end() {
        ::close(ends[0]);
        if (ends[1] >= 0) ::close(ends[1]);
    }
    void outbox_blocked() override { ++times_blocked; }
    void outbox_ended() override {
        ++times_ended;
        if (at_end) at_end();
    }
    // What has arrived so far.
    std::string read(std::size_t most = 1'000'000) {
        std::string all;
        char part[1'000];
        while (all.size() < most) {
            const ssize_t n = ::recv(ends[1], part, std::min(sizeof part, most - all.size()), MSG_DONTWAIT);
            if (n <= 0) break;
            all.append(part, static_cast<std::size_t>(n));
        }
        return all;
    }
    // Everything, flushing as a slow reader makes room.
    std::string read_to_the_end() {
        std::string all;
        for (;;) {
            const std::string more = read();
            all += more;
            box.flush();
            if (more.empty() && box.empty()) return all + read();
        }
    }
    void hang_up() {
        ::close(ends[1]);
        ends[1] = -1;
    }

    int ends[2] = {-1, -1};
    outbox_limits limits;
    outbox box;
    int times_blocked = 0;
    int times_ended = 0;
    std::function<void()> at_end;
};

std::string close_bytes(std::uint16_t code, std::string_view reason) {
    return byte(0x88) + byte(static_cast<int>(reason.size() + 2)) + byte(code >> 8) + byte(code & 0xff) +
           std::string{reason};
}
std::string slow_close() { return close_bytes(4008, "too slow: resume"); }

frame_ptr numbered(int n, std::size_t size = 100) {
    std::string text = std::to_string(n);
    text.resize(size, '.');
    return frame::text(text);
}

}  // namespace

TEST_CASE("frame: lengths are written in the three forms of RFC 6455, unmasked and final") {
    const auto head = [](std::size_t size) {
        const frame_ptr f = frame::text(std::string(size, 'x'));
        const std::string bytes{f->bytes()};
        REQUIRE(bytes.ends_with(std::string(size, 'x')));
        return bytes.substr(0, bytes.size() - size);
    };
    CHECK(head(0) == byte(0x81) + byte(0));
    CHECK(head(125) == byte(0x81) + byte(125));
    CHECK(head(126) == byte(0x81) + byte(126) + byte(0) + byte(126));
    CHECK(head(65535) == byte(0x81) + byte(126) + byte(0xff) + byte(0xff));
    CHECK(head(65536) == byte(0x81) + byte(127) + std::string(5, '\0') + byte(1) + byte(0) + byte(0));
}

TEST_CASE("frame: a ping is empty, raw bytes stay as they are, and a close carries code and reason") {
    CHECK(frame::ping()->bytes() == byte(0x89) + byte(0));
    CHECK(frame::raw("HTTP/1.1 101")->bytes() == "HTTP/1.1 101");
    CHECK(frame::raw("")->size() == 0);
    CHECK(frame::close(1012, "retry_ms=5000")->bytes() == close_bytes(1012, "retry_ms=5000"));
}

TEST_CASE("frame: a close's reason is cut so that it fits into a control frame") {
    const frame_ptr f = frame::close(1000, std::string(500, 'r'));
    CHECK(f->size() == 2 + 125);
    CHECK(static_cast<unsigned char>(f->bytes()[1]) == 125);
}

TEST_CASE("outbox: nothing is written before the flush, then everything in order with one look at the socket") {
    flusher f;
    pipe_end p{f};
    std::string wanted;
    for (int i = 0; i < 10; ++i) {
        p.box.push(numbered(i));
        wanted += numbered(i)->bytes();
    }
    CHECK(p.read().empty());
    CHECK_FALSE(f.idle());
    f.flush_all();
    CHECK(f.idle());
    CHECK(p.box.empty());
    CHECK(p.read() == wanted);
}

TEST_CASE("outbox: a slow reader gets every byte once and in order, however the writes are cut") {
    flusher f;
    outbox_limits wide;
    wide.frames = 100'000;
    wide.bytes = 100'000'000;
    pipe_end p{f, wide};
    std::string wanted;
    for (int i = 0; i < 400; ++i) {
        const frame_ptr one = numbered(i, 1 + static_cast<std::size_t>(i * 37 % 3'000));
        p.box.push(one);
        wanted += one->bytes();
    }
    f.flush_all();
    CHECK(p.box.blocked());
    CHECK(p.times_blocked == 1);
    std::string got;
    while (!p.box.empty()) {
        got += p.read(777);
        p.box.flush();
        if (got.size() % 5 == 0 && wanted.size() < 2'000'000) {
            p.box.push(numbered(9, 50));
            wanted += numbered(9, 50)->bytes();
        }
    }
    got += p.read();
    CHECK(got == wanted);
    CHECK_FALSE(p.box.closing());
}

TEST_CASE("outbox: while the kernel takes nothing it is not flushed again until the socket is writable") {
    flusher f;
    pipe_end p{f};
    for (int i = 0; i < 100; ++i) p.box.push(numbered(i, 1'000));
    f.flush_all();
    REQUIRE(p.box.blocked());
    p.box.push(numbered(100));
    CHECK(f.idle());
    CHECK(p.read_to_the_end().ends_with(numbered(100)->bytes()));
    p.box.push(numbered(101));
    CHECK_FALSE(f.idle());
}

TEST_CASE("outbox: too many frames close it as a slow consumer, and what was queued is not sent") {
    flusher f;
    pipe_end p{f};
    for (int i = 0; i < 256; ++i) p.box.push(numbered(i, 10));
    CHECK_FALSE(p.box.closing());
    p.box.push(numbered(256, 10));
    CHECK(p.box.closing());
    CHECK(p.box.close_code() == 4008);
    f.flush_all();
    CHECK(p.read() == slow_close());
    CHECK(p.times_ended == 1);
}

TEST_CASE("outbox: too many bytes close it as well, and not one byte earlier") {
    flusher f;
    outbox_limits limits;
    limits.bytes = 1'000;
    pipe_end p{f, limits};
    p.box.push(frame::raw(std::string(600, 'a')));
    p.box.push(frame::raw(std::string(400, 'b')));
    CHECK_FALSE(p.box.closing());
    p.box.push(frame::raw("c"));
    CHECK(p.box.close_code() == 4008);
}

TEST_CASE("outbox: bytes that were sent no longer count") {
    flusher f;
    outbox_limits limits;
    limits.bytes = 1'000;
    pipe_end p{f, limits};
    for (int i = 0; i < 50; ++i) {
        p.box.push(frame::raw(std::string(900, 'a')));
        f.flush_all();
        REQUIRE(p.read().size() == 900);
    }
    CHECK_FALSE(p.box.closing());
}

TEST_CASE("outbox: at an overflow a frame that is half sent is finished, so that the peer can read the close") {
    flusher f;
    outbox_limits limits;
    limits.bytes = 300'000;
    pipe_end p{f, limits};
    const frame_ptr large = numbered(1, 200'000);
    p.box.push(large);
    f.flush_all();
    REQUIRE(p.box.blocked());
    p.box.push(numbered(2, 50'000));
    p.box.push(numbered(3, 250'000));
    REQUIRE(p.box.close_code() == 4008);
    CHECK(p.read_to_the_end() == std::string{large->bytes()} + slow_close());
    CHECK(p.times_ended == 1);
}

TEST_CASE("outbox: at an overflow between two frames nothing of the old queue is sent") {
    flusher f;
    pipe_end p{f};
    p.box.push(numbered(0));
    f.flush_all();
    for (int i = 0; i < 300; ++i) p.box.push(numbered(i, 10));
    CHECK(p.read_to_the_end() == std::string{numbered(0)->bytes()} + slow_close());
}

TEST_CASE("outbox: typing and presence are dropped once a quarter is full, messages are not") {
    flusher f;
    outbox_limits limits;
    limits.frames = 8;
    pipe_end p{f, limits};
    for (int i = 0; i < 2; ++i) p.box.push(numbered(i));
    p.box.push(frame::raw("presence kept "), outbox::urgency::drop_first);
    p.box.push(frame::raw("presence dropped "), outbox::urgency::drop_first);
    p.box.push(numbered(4));
    f.flush_all();
    const std::string got = p.read();
    CHECK(got.find("kept") != std::string::npos);
    CHECK(got.find("dropped") == std::string::npos);
    CHECK(got.ends_with(numbered(4)->bytes()));
}

TEST_CASE("outbox: what may be dropped never closes a connection") {
    flusher f;
    pipe_end p{f};
    for (int i = 0; i < 10'000; ++i) p.box.push(numbered(i), outbox::urgency::drop_first);
    CHECK_FALSE(p.box.closing());
}

TEST_CASE("outbox: it says when so much waits that more answers should too, long before it has to close") {
    flusher f;
    pipe_end p{f};
    p.box.push(frame::raw(std::string(32'768, 'a')));
    CHECK_FALSE(p.box.crowded());
    p.box.push(frame::raw("b"));
    CHECK(p.box.crowded());
    CHECK_FALSE(p.box.closing());
    p.read_to_the_end();
    CHECK_FALSE(p.box.crowded());
    for (int i = 0; i < 128; ++i) p.box.push(frame::raw("c"));
    CHECK_FALSE(p.box.crowded());
    p.box.push(frame::raw("c"));
    CHECK(p.box.crowded());
}

TEST_CASE("outbox: a close comes after what was queued, only the first counts, and nothing follows") {
    flusher f;
    pipe_end p{f};
    p.box.push(numbered(1));
    p.box.close(1012, "retry_ms=5000");
    p.box.close(4401, "later");
    p.box.push(numbered(2));
    f.flush_all();
    CHECK(p.read() == std::string{numbered(1)->bytes()} + close_bytes(1012, "retry_ms=5000"));
    CHECK(p.box.close_code() == 1012);
    CHECK(p.times_ended == 1);
}

TEST_CASE("outbox: a frame that waits for longer than the limit closes it, one second less does not") {
    flusher f;
    pipe_end p{f};
    p.box.push(numbered(1, 200'000));
    f.flush_all();
    REQUIRE(p.box.blocked());
    const auto now = steady::now();
    p.box.check_age(now + 9s);
    CHECK_FALSE(p.box.closing());
    p.box.check_age(now + 11s);
    CHECK(p.box.close_code() == 4008);
}

TEST_CASE("outbox: age does not count while the peer takes what it is sent") {
    flusher f;
    pipe_end p{f};
    p.box.check_age(steady::now() + 1h);
    p.box.push(numbered(1));
    f.flush_all();
    p.box.check_age(steady::now() + 1h);
    CHECK_FALSE(p.box.closing());
}

TEST_CASE("outbox: a broken socket ends it once and drops everything") {
    flusher f;
    pipe_end p{f};
    p.hang_up();
    p.box.push(numbered(1));
    f.flush_all();
    CHECK(p.times_ended == 1);
    CHECK(p.box.empty());
    p.box.push(numbered(2));
    CHECK(p.box.empty());
    CHECK(f.idle());
}

TEST_CASE("flusher: an outbox that dies while it is waiting to be flushed is forgotten") {
    flusher f;
    pipe_end first{f};
    auto second = std::make_unique<pipe_end>(f);
    pipe_end third{f};
    for (outbox* box : {&first.box, &second->box, &third.box}) box->push(numbered(1));
    second.reset();
    f.flush_all();
    CHECK(first.read() == numbered(1)->bytes());
    CHECK(third.read() == numbered(1)->bytes());
}

TEST_CASE("flusher: an outbox that dies because another ends in the same flush is forgotten") {
    flusher f;
    pipe_end first{f};
    auto second = std::make_unique<pipe_end>(f);
    pipe_end third{f};
    for (outbox* box : {&first.box, &second->box, &third.box}) box->push(numbered(1));
    first.box.close(1000, "");
    first.at_end = [&] { second.reset(); };
    f.flush_all();
    CHECK(third.read() == numbered(1)->bytes());
    CHECK(f.idle());
}

TEST_CASE("flusher: an outbox that dies during a flush does not take another's place in the next one") {
    flusher f;
    pipe_end first{f};
    auto second = std::make_unique<pipe_end>(f);
    pipe_end late_a{f};
    pipe_end late_b{f};
    first.box.push(numbered(1));
    second->box.push(numbered(1));
    first.box.close(1000, "");
    first.at_end = [&] {
        late_a.box.push(numbered(2));
        late_b.box.push(numbered(3));
        second.reset();
    };
    f.flush_all();
    CHECK_FALSE(f.idle());
    f.flush_all();
    CHECK(late_a.read() == numbered(2)->bytes());
    CHECK(late_b.read() == numbered(3)->bytes());
}

TEST_CASE("flusher: what is pushed to an outbox during a flush is sent by this flush or the next") {
    flusher f;
    pipe_end first{f};
    pipe_end second{f};
    first.box.push(numbered(1));
    second.box.push(numbered(1));
    first.box.close(1000, "");
    first.at_end = [&] { second.box.push(numbered(2)); };
    f.flush_all();
    if (!f.idle()) f.flush_all();
    CHECK(second.read() == std::string{numbered(1)->bytes()} + std::string{numbered(2)->bytes()});
}

TEST_CASE("flusher: it holds the next flush back only after one that carried several frames a socket") {
    flusher f;
    pipe_end p{f};
    p.box.push(numbered(1));
    f.flush_all();
    CHECK(f.hold_until() <= steady::now());
    for (int i = 0; i < 20; ++i) p.box.push(numbered(i));
    f.flush_all();
    CHECK(f.hold_until() <= steady::now() + 2ms);
}

TEST_CASE("hub: a frame reaches the subscribers of its topic and nobody else") {
    flusher f;
    hub h;
    pipe_end ann{f};
    pipe_end bob{f};
    const room_id tea = room_id::random();
    const room_id cake = room_id::random();
    const person_id a = person_id::random();
    h.subscribe(tea, a, ann.box);
    h.subscribe(cake, person_id::random(), bob.box);
    CHECK(h.deliver(tea, numbered(1)) == 1);
    CHECK(h.deliver(room_id::random(), numbered(2)) == 0);
    f.flush_all();
    CHECK(ann.read() == numbered(1)->bytes());
    CHECK(bob.read().empty());
    h.unsubscribe(tea, ann.box);
    CHECK_FALSE(h.has(tea));
    h.unsubscribe(tea, ann.box);
    h.unsubscribe(cake, bob.box);
}

TEST_CASE("hub: subscribing twice is once, and one frame is shared by all outboxes") {
    flusher f;
    hub h;
    pipe_end ann{f};
    pipe_end bob{f};
    const room_id tea = room_id::random();
    h.subscribe(tea, person_id::random(), ann.box);
    h.subscribe(tea, person_id::random(), ann.box);
    h.subscribe(tea, person_id::random(), bob.box);
    CHECK(h.deliver(tea, numbered(1)) == 2);
    f.flush_all();
    CHECK(ann.read() == numbered(1)->bytes());
    CHECK(bob.read() == numbered(1)->bytes());
}

TEST_CASE("hub: evicting a person makes all the sockets of that person deaf, and only to that topic") {
    flusher f;
    hub h;
    pipe_end phone{f};
    pipe_end laptop{f};
    pipe_end other{f};
    const room_id tea = room_id::random();
    const room_id cake = room_id::random();
    const person_id ann = person_id::random();
    for (pipe_end* p : {&phone, &laptop}) h.subscribe(tea, ann, p->box);
    h.subscribe(cake, ann, phone.box);
    h.subscribe(tea, person_id::random(), other.box);
    h.evict(tea, ann);
    CHECK(h.deliver(tea, numbered(1)) == 1);
    CHECK(h.deliver(cake, numbered(2)) == 1);
    h.deliver_to(cake, person_id::random(), numbered(3));
    h.deliver_to(cake, ann, numbered(4));
    f.flush_all();
    CHECK(phone.read() == std::string{numbered(2)->bytes()} + std::string{numbered(4)->bytes()});
    CHECK(laptop.read().empty());
    CHECK(other.read() == numbered(1)->bytes());
    h.drop(tea);
    CHECK_FALSE(h.has(tea));
}
