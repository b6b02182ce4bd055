// SECURITY, "Transport and HTTP": each thing that is refused before a body is read has its line here.
#include "srchat/net/http_gate.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using namespace srchat;
using namespace srchat::net;

namespace {

const std::vector<std::string> hosts{"chat.example.org", "localhost:8080", "[::1]:8080"};

result<request_head> judged(const std::string& head, head_limits limits = {}) {
    return judge_head(head, hosts, limits);
}
result<request_head> target(const std::string& path) {
    return judged("GET " + path + " HTTP/1.1\r\nHost: chat.example.org\r\n\r\n");
}
result<request_head> with(const std::string& fields, const std::string& version = "1.1") {
    return judged("GET / HTTP/" + version + "\r\nHost: chat.example.org\r\n" + fields + "\r\n");
}
bool passes(const result<request_head>& r) { return r.has_value(); }
bool malformed(const result<request_head>& r) { return r.has_error() && r.error().code == error_code::bad_request; }
bool too_large(const result<request_head>& r) {
    return r.has_error() && r.error().code == error_code::headers_too_large;
}

}  // namespace

TEST_CASE("gate: an ordinary request passes and is taken apart") {
    // The views point into it.
    const std::string head =
        "POST /api/session?q=a%20b&x HTTP/1.1\r\nHost: Chat.Example.ORG\r\nContent-Type:application/json\r\n"
        "X-Odd:  \t inner  space \t \r\ncontent-length: 2\r\nEmpty:\r\n\r\n";
    const auto r = judged(head);
    REQUIRE(passes(r));
    CHECK(r->method == "POST");
    CHECK(r->path == "/api/session");
    CHECK(r->query == "q=a%20b&x");
    CHECK(r->http_1_1);
    CHECK(r->keep_alive);
    CHECK(r->content_length == 2);
    CHECK(r->field("content-type") == "application/json");
    CHECK(r->field("x-odd") == "inner  space");
    CHECK(r->field("empty") == "");
    CHECK_FALSE(r->field("none").has_value());
    CHECK(r->count("HOST") == 1);
}

TEST_CASE("gate: Transfer-Encoding, Trailer and Expect are refused in every spelling and with every value") {
    for (const std::string name :
         {"Transfer-Encoding", "transfer-encoding", "TRAILER", "Trailer", "Expect", "eXpect"}) {
        for (const std::string value : {"", " chunked", " identity", " 100-continue", " gzip, chunked", "\tchunked"}) {
            INFO(name + ":" + value);
            CHECK(malformed(with(name + ":" + value + "\r\n")));
        }
    }
    CHECK(malformed(with("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")));
}

TEST_CASE("gate: what proxies pass on from browsers that speak HTTP/2 is let through") {
    CHECK(passes(with("TE: trailers\r\n")));
}

TEST_CASE("gate: HTTP/1.0 is answered once, and its keep-alive is refused") {
    const auto plain = with("", "1.0");
    REQUIRE(passes(plain));
    CHECK_FALSE(plain->http_1_1);
    CHECK_FALSE(plain->keep_alive);
    CHECK(malformed(with("Connection: keep-alive\r\n", "1.0")));
    CHECK(malformed(with("Connection: Keep-Alive\r\n", "1.0")));
    CHECK(malformed(with("Connection: foo, keep-alive\r\n", "1.0")));
    CHECK(malformed(with("Connection: foo\r\nConnection: keep-alive\r\n", "1.0")));
}

TEST_CASE("gate: other versions and no version are refused") {
    for (const std::string version :
         {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "http/1.1", "HTTP/1.1 ", "HTTP/1.", "HTTPS/1.1", ""}) {
        INFO(version);
        CHECK(malformed(judged("GET / " + version + "\r\nHost: chat.example.org\r\n\r\n")));
    }
    CHECK(malformed(judged("GET /\r\nHost: chat.example.org\r\n\r\n")));
}

TEST_CASE("gate: a connection is kept unless the client closes it") {
    CHECK(with("")->keep_alive);
    CHECK(with("Connection: keep-alive\r\n")->keep_alive);
    CHECK(with("Connection: Upgrade\r\n")->keep_alive);
    CHECK_FALSE(with("Connection: close\r\n")->keep_alive);
    CHECK_FALSE(with("Connection: CLOSE\r\n")->keep_alive);
    CHECK_FALSE(with("Connection: foo, close\r\n")->keep_alive);
    CHECK_FALSE(with("Connection: foo\r\nConnection: close\r\n")->keep_alive);
    CHECK(with("Connection: enclosed\r\n")->keep_alive);
}

TEST_CASE("gate: exactly one Host, and one that this server answers to") {
    const auto host = [](const std::string& fields) { return judged("GET / HTTP/1.1\r\n" + fields + "\r\n"); };
    CHECK(passes(host("Host: chat.example.org\r\n")));
    CHECK(passes(host("Host: LOCALHOST:8080\r\n")));
    CHECK(passes(host("Host: [::1]:8080\r\n")));
    CHECK(malformed(host("")));
    CHECK(malformed(host("Host:\r\n")));
    CHECK(malformed(host("Host: chat.example.org\r\nHost: chat.example.org\r\n")));
    CHECK(malformed(host("Host: chat.example.org\r\nhost: evil.example\r\n")));
    for (const std::string other : {"evil.example", "chat.example.org:81", "chat.example.org.",
                                    "chat.example.org.evil.example", "evilchat.example.org", "localhost",
                                    "127.0.0.1:8080", "chat.example.org, evil.example", "user@chat.example.org"}) {
        INFO(other);
        CHECK(malformed(host("Host: " + other + "\r\n")));
    }
}

TEST_CASE("gate: only the origin form of a target passes") {
    CHECK(passes(target("/")));
    CHECK(passes(target("/r/4fGk2?x=%2F..")));
    for (const std::string odd :
         {"http://chat.example.org/", "chat.example.org:443", "*", "r/abc", "//\\evil", "?x", ""}) {
        INFO(odd);
        CHECK(malformed(target(odd)));
    }
    CHECK(malformed(judged("OPTIONS * HTTP/1.1\r\nHost: chat.example.org\r\n\r\n")));
    CHECK(malformed(judged("CONNECT chat.example.org:443 HTTP/1.1\r\nHost: chat.example.org\r\n\r\n")));
}

TEST_CASE("gate: encoded slashes, backslashes, NULs, controls and half escapes are refused in a path") {
    for (const std::string odd :
         {"/a%2fb", "/a%2Fb", "/a%5cb", "/a%5C", "/a\\b",    "/a%00", "/%0a",  "/%0D%0A", "/%7f",  "/%1b",
          "/%",     "/%4",    "/%zz",   "/%2",   "/a%252fb", "/a#b",  "/a\tb", "/a b",    "/\x80", "/a\x7f"}) {
        INFO(odd);
        CHECK(malformed(target(odd)));
    }
    CHECK(target("/%41%c3%a9")->path == "/A\xc3\xa9");
}

TEST_CASE("gate: dot segments are refused in every spelling, dots inside names are not") {
    for (const std::string odd :
         {"/.", "/..", "/../x", "/a/..", "/a/./b", "/a/../b", "/%2e", "/%2E%2e", "/a/%2e./b", "/.%2e/b", "/a/."}) {
        INFO(odd);
        CHECK(malformed(target(odd)));
    }
    for (const std::string fine : {"/.well-known", "/a..b", "/...", "/a.js", "/a/.b", "/a?x=../.."}) {
        INFO(fine);
        CHECK(passes(target(fine)));
    }
}

TEST_CASE("gate: lines end with CR LF and nothing else") {
    const std::string host = "Host: chat.example.org";
    CHECK(malformed(judged("GET / HTTP/1.1\n" + host + "\r\n\r\n")));
    CHECK(malformed(judged("GET / HTTP/1.1\r\n" + host + "\nX: y\r\n\r\n")));
    CHECK(malformed(judged("GET / HTTP/1.1\r\n" + host + "\rX: y\r\n\r\n")));
    CHECK(malformed(judged("GET / HTTP/1.1\r\n" + host + "\r\n")));
    CHECK(malformed(judged("GET / HTTP/1.1\r\n" + host + "\r\n\n")));
    CHECK(malformed(judged("GET / HTTP/1.1\r\r\n" + host + "\r\n\r\n")));
    CHECK(malformed(judged("\r\nGET / HTTP/1.1\r\n" + host + "\r\n\r\n")));
    CHECK(malformed(judged("GET / HTTP/1.1\r\n" + host + "\r\nX: a" + std::string(1, '\0') + "b\r\n\r\n")));
    CHECK(malformed(judged("\r\n\r\n")));
    CHECK(malformed(judged("")));
}

TEST_CASE("gate: folded lines, spaces before the colon, and names that are no tokens are refused") {
    for (const std::string line : {" folded", "\tfolded", "Name : x", "Na me: x", ": x", "no colon", "N\xC3\xA9: x",
                                   "N(a): x", "X: a\x01", "X: a\x7f", "X: \x1b[2J"}) {
        INFO(line);
        CHECK(malformed(with("Y: y\r\n" + line + "\r\n")));
    }
    CHECK(passes(with("X: caf\xC3\xA9\tau lait\r\n")));
}

TEST_CASE("gate: odd request lines are refused") {
    for (const std::string line : {"GET  / HTTP/1.1", "GET /  HTTP/1.1", " GET / HTTP/1.1", "G@T / HTTP/1.1",
                                   "/ HTTP/1.1", "GET/ HTTP/1.1", "GET / x HTTP/1.1", "GET\t/\tHTTP/1.1"}) {
        INFO(line);
        CHECK(malformed(judged(line + "\r\nHost: chat.example.org\r\n\r\n")));
    }
}

TEST_CASE("gate: Content-Length is one plain number") {
    CHECK(with("Content-Length: 0\r\n")->content_length == 0);
    CHECK(with("Content-Length: 123456789012\r\n")->content_length == 123'456'789'012);
    for (const std::string odd :
         {"", "+1", "-1", "0x10", "1 1", "1,1", "1.0", "ten", "1234567890123", "99999999999999999999999"}) {
        INFO(odd);
        CHECK(malformed(with("Content-Length: " + odd + "\r\n")));
    }
    CHECK(malformed(with("Content-Length: 1\r\nContent-Length: 1\r\n")));
}

TEST_CASE("gate: an Origin or Upgrade that is there twice is refused") {
    CHECK(malformed(with("Origin: https://chat.example.org\r\nOrigin: https://evil.example\r\n")));
    CHECK(malformed(with("Upgrade: websocket\r\nUpgrade: h2c\r\n")));
    CHECK(passes(with("Origin: https://evil.example\r\n")));
}

TEST_CASE("gate: 64 fields and 16 KiB are the most") {
    const auto fields = [](int n) {
        std::string all;
        for (int i = 1; i < n; ++i) all += "X-" + std::to_string(i) + ": y\r\n";
        return with(all);
    };
    CHECK(passes(fields(64)));
    CHECK(too_large(fields(65)));
    const std::string frame = "GET / HTTP/1.1\r\nHost: chat.example.org\r\nX: \r\n\r\n";
    const auto padded = [&](std::size_t size) {
        return judged("GET / HTTP/1.1\r\nHost: chat.example.org\r\nX: " + std::string(size - frame.size(), 'y') +
                      "\r\n\r\n");
    };
    CHECK(passes(padded(16'384)));
    CHECK(too_large(padded(16'385)));
}

TEST_CASE("gate: a field that is there several times is read as one list, in order") {
    const std::string head =
        "GET / HTTP/1.1\r\nHost: chat.example.org\r\nX-Forwarded-For: 1.1.1.1\r\nY: z\r\nx-forwarded-for: 2.2.2.2, 3.3.3.3\r\n\r\n";
    const auto r = judged(head);
    REQUIRE(passes(r));
    CHECK(r->list("X-Forwarded-For") == "1.1.1.1, 2.2.2.2, 3.3.3.3");
    CHECK(r->list("Y") == "z");
    CHECK(r->list("None").empty());
}

TEST_CASE("gate: names compare without case, in ASCII only") {
    CHECK(equals_ignoring_case("HoSt", "hOsT"));
    CHECK_FALSE(equals_ignoring_case("host", "hosts"));
    CHECK_FALSE(equals_ignoring_case("@[", "`{"));
    CHECK_FALSE(equals_ignoring_case("\xC3\x89", "\xC3\xA9"));
}
