// Who talks to whom: addresses and proxies, this server's own names, and the head of every reply.
#include <catch2/catch.hpp>
#include <string>

#include "net/reply_head.hpp"
#include "srchat/net/addresses.hpp"
#include "srchat/net/site.hpp"

using namespace srchat;
using namespace srchat::net;

namespace {

boost::asio::ip::address ip(const char* text) { return boost::asio::ip::make_address(text); }

std::string client_of(const proxy_list& proxies, const char* peer, std::string_view forwarded) {
    return proxies.client(ip(peer), forwarded).to_string();
}

response json_response() {
    response r;
    r.content_type = "application/json";
    r.body = "{}";
    return r;
}
// The value of a header that must be there exactly once.
std::string header(const std::string& head, const std::string& name) {
    const std::string start = "\r\n" + name + ": ";
    const auto at = head.find(start);
    INFO(name << " in " << head);
    REQUIRE(at != std::string::npos);
    REQUIRE(head.find(start, at + 1) == std::string::npos);
    const auto value = at + start.size();
    return head.substr(value, head.find("\r\n", value) - value);
}
bool has(const std::string& head, const std::string& name) {
    return head.find("\r\n" + name + ":") != std::string::npos;
}

}  // namespace

TEST_CASE("addresses: one IPv4 address is one key, the next another, and mapped into IPv6 it is the same") {
    const address_hasher hasher;
    CHECK(hasher.of(ip("192.0.2.1")) == hasher.of(ip("192.0.2.1")));
    CHECK_FALSE(hasher.of(ip("192.0.2.1")) == hasher.of(ip("192.0.2.2")));
    CHECK(hasher.of(ip("192.0.2.1")) == hasher.of(ip("::ffff:192.0.2.1")));
}

TEST_CASE("addresses: of IPv6 the first 64 bits count, because one household has all of the rest") {
    const address_hasher hasher;
    CHECK(hasher.of(ip("2001:db8:1:2::1")) == hasher.of(ip("2001:db8:1:2:ffff:ffff:ffff:ffff")));
    CHECK_FALSE(hasher.of(ip("2001:db8:1:2::1")) == hasher.of(ip("2001:db8:1:3::1")));
}

TEST_CASE("addresses: another process has other keys") {
    const address_hasher one;
    const address_hasher other;
    CHECK_FALSE(one.of(ip("192.0.2.1")) == other.of(ip("192.0.2.1")));
}

TEST_CASE("proxies: addresses and networks are taken, anything else is not") {
    proxy_list proxies;
    for (const char* fine :
         {"127.0.0.1", "10.0.0.0/8", "::1", "fd00::/8", "0.0.0.0/0", "192.0.2.7/32", "::ffff:10.0.0.0/104"})
        CHECK(proxies.add(fine));
    for (const char* odd : {"", "localhost", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/8x", "10.0.0.0/-1",
                            "10.0.0/8", "/8", "10.0.0.0/8/8"}) {
        INFO(odd);
        CHECK_FALSE(proxies.add(odd));
    }
}

TEST_CASE("proxies: a network holds its addresses, to the bit, in both forms of IPv4") {
    proxy_list proxies;
    REQUIRE(proxies.add("10.16.0.0/12"));
    REQUIRE(proxies.add("fd00::/8"));
    CHECK(proxies.contains(ip("10.16.0.0")));
    CHECK(proxies.contains(ip("10.31.255.255")));
    CHECK(proxies.contains(ip("::ffff:10.31.0.1")));
    CHECK_FALSE(proxies.contains(ip("10.32.0.0")));
    CHECK_FALSE(proxies.contains(ip("10.15.255.255")));
    CHECK(proxies.contains(ip("fdff::1")));
    CHECK_FALSE(proxies.contains(ip("fe00::1")));
    CHECK_FALSE(proxy_list{}.contains(ip("127.0.0.1")));
}

TEST_CASE("proxies: what a peer that is not trusted forwards is ignored") {
    proxy_list proxies;
    CHECK(client_of(proxies, "192.0.2.1", "198.51.100.7") == "192.0.2.1");
    REQUIRE(proxies.add("127.0.0.1"));
    CHECK(client_of(proxies, "192.0.2.1", "198.51.100.7") == "192.0.2.1");
    CHECK(client_of(proxies, "192.0.2.1", "127.0.0.1") == "192.0.2.1");
}

TEST_CASE("proxies: the client is the right-most address that is no trusted proxy, whatever was forged before it") {
    proxy_list proxies;
    REQUIRE(proxies.add("127.0.0.1"));
    REQUIRE(proxies.add("10.0.0.0/8"));
    CHECK(client_of(proxies, "127.0.0.1", "198.51.100.7") == "198.51.100.7");
    CHECK(client_of(proxies, "127.0.0.1", "6.6.6.6, 198.51.100.7") == "198.51.100.7");
    CHECK(client_of(proxies, "127.0.0.1", "6.6.6.6, 198.51.100.7, 10.1.2.3") == "198.51.100.7");
    CHECK(client_of(proxies, "127.0.0.1", "6.6.6.6,198.51.100.7 ,\t10.1.2.3\t") == "198.51.100.7");
    CHECK(client_of(proxies, "127.0.0.1", "2001:db8::1") == "2001:db8::1");
}

TEST_CASE("proxies: an address that cannot be read hides everything to its left") {
    proxy_list proxies;
    REQUIRE(proxies.add("127.0.0.1"));
    REQUIRE(proxies.add("10.0.0.0/8"));
    CHECK(client_of(proxies, "127.0.0.1", "198.51.100.7, unknown, 10.1.2.3") == "10.1.2.3");
    CHECK(client_of(proxies, "127.0.0.1", "unknown") == "127.0.0.1");
    CHECK(client_of(proxies, "127.0.0.1", "198.51.100.7,") == "127.0.0.1");
    CHECK(client_of(proxies, "127.0.0.1", "") == "127.0.0.1");
}

TEST_CASE("proxies: if all of them are trusted the left-most is the client") {
    proxy_list proxies;
    REQUIRE(proxies.add("10.0.0.0/8"));
    CHECK(client_of(proxies, "10.0.0.1", "10.0.0.3, 10.0.0.2") == "10.0.0.3");
}

TEST_CASE("site: an origin gives the one Host that belongs to it") {
    site s;
    REQUIRE(s.add("https://Chat.Example.org"));
    REQUIRE(s.add("http://localhost:8080"));
    REQUIRE(s.find("chat.example.org") != nullptr);
    CHECK(s.find("chat.example.org")->origin == "https://chat.example.org");
    CHECK(s.find("chat.example.org")->secure);
    CHECK(s.find("localhost:8080")->origin == "http://localhost:8080");
    CHECK_FALSE(s.find("localhost:8080")->secure);
    CHECK(s.find("evil.example") == nullptr);
    CHECK(s.hosts.size() == 2);
}

TEST_CASE("site: a default port is left out, as browsers do, and twice is once") {
    site s;
    REQUIRE(s.add("https://chat.example.org:443"));
    REQUIRE(s.add("https://chat.example.org"));
    REQUIRE(s.add("http://plain.example:80"));
    REQUIRE(s.add("https://odd.example:80"));
    CHECK(s.hosts == std::vector<std::string>{"chat.example.org", "plain.example", "odd.example:80"});
}

TEST_CASE("site: what is no origin is refused") {
    site s;
    for (const char* odd :
         {"", "chat.example.org", "https://", "https:///", "https://chat.example.org/", "https://chat.example.org/x",
          "https://u@chat.example.org", "https://chat.example.org?x", "ws://chat.example.org", "null",
          "https://*.example.org#", "https://:443", "https://chat.example.org:port", "https://chat.example.org:",
          "https://chat.example.org:99999", "https://two words.example", "https://chat.example.org\r\nX: y"}) {
        INFO(odd);
        CHECK_FALSE(s.add(odd));
    }
    CHECK(s.hosts.empty());
}

TEST_CASE("site: loopback has three names") {
    site s;
    s.add_loopback(8080);
    for (const char* host : {"localhost:8080", "127.0.0.1:8080", "[::1]:8080"}) {
        REQUIRE(s.find(host) != nullptr);
        CHECK(s.find(host)->origin == "http://" + std::string{host});
    }
    site eighty;
    eighty.add_loopback(80);
    CHECK(eighty.find("localhost") != nullptr);
}

TEST_CASE("reply: every head carries the security headers, names no server and is not stored") {
    for (const int status :
         {200, 201, 204, 400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 422, 429, 431, 500, 503}) {
        response r = json_response();
        r.status = status;
        const std::string head = reply_head(r, 2, true);
        CHECK(head.starts_with("HTTP/1.1 " + std::to_string(status) + " "));
        CHECK(head.find(" Status\r\n") == std::string::npos);
        CHECK(head.ends_with("\r\n\r\n"));
        CHECK(header(head, "X-Content-Type-Options") == "nosniff");
        CHECK(header(head, "Referrer-Policy") == "no-referrer");
        CHECK(header(head, "Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(header(head, "Cross-Origin-Embedder-Policy") == "require-corp");
        CHECK(header(head, "Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(header(head, "Permissions-Policy").find("camera=()") != std::string::npos);
        CHECK(header(head, "Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'");
        CHECK(header(head, "Cache-Control") == "no-store");
        CHECK_FALSE(has(head, "Server"));
    }
}

TEST_CASE("reply: the page gets the page's policy, word for word") {
    response r;
    r.policy = reply_policy::page;
    r.content_type = "text/html; charset=utf-8";
    CHECK(
        header(reply_head(r, 1, true), "Content-Security-Policy") ==
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; "
        "manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'");
}

TEST_CASE("reply: what people have sent stands apart from this origin") {
    response r;
    r.policy = reply_policy::sandbox;
    r.content_type = "image/png";
    const std::string head = reply_head(r, 1, true);
    CHECK(header(head, "Content-Security-Policy") == "default-src 'none'; sandbox");
    CHECK(header(head, "X-Content-Type-Options") == "nosniff");
    CHECK(header(head, "Cache-Control") == "no-store");
    CHECK(header(head, "Cross-Origin-Resource-Policy") == "same-origin");
}

TEST_CASE("reply: a script's policy lets it fetch from its own server, for the service worker keeps the shell") {
    response r;
    r.content_type = "text/javascript; charset=utf-8";
    CHECK(header(reply_head(r, 1, true), "Content-Security-Policy") ==
          "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'");
}

TEST_CASE("reply: length, kind and further headers are as given, and a file says itself how long it is kept") {
    response r = json_response();
    r.headers.emplace_back("Retry-After", secret_text{"3"});
    const std::string head = reply_head(r, 1'234, true);
    CHECK(header(head, "Content-Length") == "1234");
    CHECK(header(head, "Content-Type") == "application/json");
    CHECK(header(head, "Retry-After") == "3");
    CHECK(header(head, "Connection") == "keep-alive");
    CHECK(header(reply_head(r, 0, false), "Connection") == "close");
    r.cacheable = true;
    r.headers.emplace_back("Cache-Control", secret_text{"no-cache"});
    CHECK(header(reply_head(r, 0, true), "Cache-Control") == "no-cache");
}

TEST_CASE("reply: one without a body has no length") {
    response r;
    for (const int status : {204, 304}) {
        r.status = status;
        CHECK_FALSE(has(reply_head(r, 0, true), "Content-Length"));
    }
}
