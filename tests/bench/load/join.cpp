#include "join.hpp"

#include "probe.hpp"
#include "session.hpp"

#include <cstdio>
#include <random>

namespace bench {

namespace {

class joiner : public frame_sink {
public:
    explicit joiner(crowd& people) : people_(people) {}
    std::size_t done = 0;

    std::size_t on_handshake(client& c, std::string_view bytes) override {
        auto const end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos) return 0;
        // The accept value that belongs to the key below, both from RFC 6455 section 1.3.
        if (bytes.substr(9, 3) != "101" || bytes.find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") > end)
            broken("no upgrade: " + std::string(bytes.substr(0, 300)));
        if (people_.speaks == protocol::plain) {
            c.at = stage::joining;
            send_text(c, "room-" + std::to_string(c.room));
            return end + 4;
        }
        send_text(c, R"({"t":"hello","id":1,"v":1})");
        c.commands = 2;
        if (people_.room_ids[c.room].empty()) {
            c.at = stage::creating;
            send_text(c, R"({"t":"room_create","id":2,"name":"Room )" + std::to_string(c.room) + R"("})");
        } else {
            join(c);
        }
        return end + 4;
    }

    void on_text(client& c, std::string_view payload) override {
        if (payload.find(R"("t":"error")") != payload.npos) violation("refused: " + std::string(payload));
        if (c.at == stage::creating && payload.find(R"("t":"room_created")") != payload.npos) {
            auto const id = payload.find(R"("id":")");
            if (id == payload.npos) broken("a room without an id: " + std::string(payload));
            people_.room_ids[c.room] = payload.substr(id + 6, payload.find('"', id + 6) - id - 6);
            join(c);
        } else if (c.at == stage::joining && is_joined(payload)) {
            c.at = stage::joined;
            ++done;
        }
    }

private:
    void join(client& c) {
        c.at = stage::joining;
        send_text(c, R"({"t":"join","id":)" + std::to_string(++c.commands) + R"(,"room":")" + people_.room_ids[c.room] +
                         R"("})");
    }
    bool is_joined(std::string_view payload) const {
        return people_.speaks == protocol::plain ? payload == "joined"
                                                 : payload.find(R"("t":"joined")") != payload.npos;
    }

    crowd& people_;
};

void connect(crowd& people, client& c) {
    auto const host = "127.0.0.1:" + std::to_string(people.port);
    c.fd = connect_loopback(people.port);
    c.at = stage::upgrading;
    send_raw(c, "GET /ws HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                    "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                    (c.cookie.empty() ? "" : "Cookie: " + c.cookie + "\r\n") + "\r\n");
}

}  // namespace

crowd make_crowd(protocol speaks, int port, std::uint32_t rooms, std::uint32_t members) {
    crowd people{speaks, port, rooms, members, {}, {}};
    people.clients.resize(std::size_t{rooms} * members);
    people.room_ids.resize(rooms);
    std::vector<std::string> cookies(people.clients.size());
    if (speaks == protocol::srchat) cookies = make_sessions(port, people.clients.size());
    for (std::size_t i = 0; i < people.clients.size(); ++i) {
        people.clients[i].room = static_cast<std::uint32_t>(i / members);
        people.clients[i].place = static_cast<std::uint32_t>(i % members);
        people.clients[i].cookie = std::move(cookies[i]);
    }
    return people;
}

void join_all(crowd& people, loop& reads) {
    constexpr std::size_t at_once = 64;
    joiner sink(people);
    reads.use(sink);
    std::size_t started = 0;
    auto const deadline = now_ns() + 60'000'000'000LL;
    // First those who make the rooms, then the others, who need the rooms' ids.
    for (bool makers : {true, false}) {
        for (auto& c : people.clients) {
            if ((c.place == 0) != makers) continue;
            connect(people, c);
            reads.add(c);
            ++started;
            while (started - sink.done >= at_once && now_ns() < deadline) reads.turn(0);
        }
        while (sink.done < started && now_ns() < deadline) reads.turn(0);
    }
    if (sink.done < people.clients.size()) broken("only " + std::to_string(sink.done) + " clients joined in 60 s");
}

void say(crowd& people, client& c, std::string_view text) {
    if (people.speaks == protocol::plain) return send_text(c, text);
    // Random as the protocol asks, because the server may use any part of it as a hash.
    static std::mt19937_64 random(std::random_device{}());
    char cid[33];
    std::snprintf(cid, sizeof cid, "%016llx%016llx", static_cast<unsigned long long>(random()),
                  static_cast<unsigned long long>(random()));
    ++c.commands;
    static std::string payload;
    payload.assign(R"({"t":"say","id":)").append(std::to_string(c.commands)).append(R"(,"room":")");
    payload.append(people.room_ids[c.room]).append(R"(","cid":")").append(cid).append(R"(","body":{"text":")");
    payload.append(text).append(R"("}})");
    send_text(c, payload);
}

}  // namespace bench
