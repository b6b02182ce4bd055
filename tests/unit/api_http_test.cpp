#include <catch2/catch.hpp>
#include <array>
#include <string>

#include "api/reply.hpp"
#include "api/session_cookie.hpp"
#include "api/static_files.hpp"

using namespace srchat;
using namespace srchat::api;
using namespace std::chrono_literals;

namespace {

net::request with_cookie(std::string cookie, bool secure = false) {
    net::request r;
    r.secure = secure;
    r.cookie = secret_text{std::move(cookie)};
    return r;
}
std::string token_of(std::string cookie, bool secure = false) {
    return session_token(with_cookie(std::move(cookie), secure)).reveal();
}

std::string header(const net::response& r, const std::string& name) {
    std::string value = "(none)";
    int found = 0;
    for (const auto& [n, v] : r.headers) {
        if (n != name) continue;
        value = v.reveal();
        ++found;
    }
    CHECK(found <= 1);
    return value;
}

const std::array<asset, 3> page{{
    {"/index.html", "text/html; charset=utf-8", "\"e1\"", "<html>", "BR<html>", "GZ<html>", false},
    {"/assets/app-4f2a.js", "text/javascript", "\"e2\"", "let a", "BRlet a", {}, true},
    {"/icon.png", "image/png", "\"e3\"", "PNG", {}, {}, false},
}};

net::request get(std::string path, std::string accept = {}, std::string if_none_match = {}) {
    net::request r;
    r.method = net::method::get;
    r.path = std::move(path);
    r.accept_encoding = std::move(accept);
    r.if_none_match = std::move(if_none_match);
    return r;
}
std::string encoding_for(std::string accept, std::string path = "/") {
    const auto reply = static_file(page, get(std::move(path), std::move(accept)));
    REQUIRE(reply.has_value());
    return header(*reply, "Content-Encoding");
}

}  // namespace

TEST_CASE("cookie: the token is read from among others, under the name that fits the scheme") {
    CHECK(token_of("sid=abc") == "abc");
    CHECK(token_of("theme=dark; sid=abc; lang=en") == "abc");
    CHECK(token_of("theme=dark;sid=abc") == "abc");
    CHECK(token_of("__Host-sid=abc", true) == "abc");
    CHECK(token_of("sid=plain; __Host-sid=safe", true) == "safe");
}

TEST_CASE("cookie: a plain cookie does not count on https, nor a prefixed one without it") {
    CHECK(token_of("sid=abc", true).empty());
    CHECK(token_of("__Host-sid=abc").empty());
}

TEST_CASE("cookie: names that only look alike do not count") {
    for (const char* odd : {"", ";", "=", "sid", "sid2=abc", "xsid=abc", "SID=abc", "x=sid=abc", "x; y", ";;;  ;"}) {
        INFO(odd);
        CHECK(token_of(odd).empty());
    }
}

TEST_CASE("cookie: a token longer than any that was given out is not looked at") {
    CHECK(token_of("sid=" + std::string(64, 'a')).size() == 64);
    CHECK(token_of("sid=" + std::string(65, 'a')).empty());
}

TEST_CASE("cookie: it is set for this host alone, out of reach of scripts and of other sites") {
    net::response plain;
    set_session_cookie(plain, with_cookie(""), secret_text{"abc"}, 86'400s);
    CHECK(header(plain, "Set-Cookie") == "sid=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=86400");
    net::response safe;
    set_session_cookie(safe, with_cookie("", true), secret_text{"abc"}, 86'400s);
    CHECK(header(safe, "Set-Cookie") == "__Host-sid=abc; Path=/; HttpOnly; SameSite=Strict; Max-Age=86400; Secure");
    net::response cleared;
    set_session_cookie(cleared, with_cookie(""), secret_text{}, 0s);
    CHECK(header(cleared, "Set-Cookie").starts_with("sid=; "));
    CHECK(header(cleared, "Set-Cookie").find("Max-Age=0") != std::string::npos);
}

TEST_CASE("static files: the best form that the browser takes is sent") {
    CHECK(encoding_for("gzip, deflate, br") == "br");
    CHECK(encoding_for("br") == "br");
    CHECK(encoding_for("gzip, deflate") == "gzip");
    CHECK(encoding_for("") == "(none)");
    CHECK(encoding_for("identity") == "(none)");
    CHECK(encoding_for("brotli, gzipped, x-gzip") == "(none)");
    CHECK(encoding_for("gzip,br") == "br");
    CHECK(encoding_for("br;q=0.5, gzip") == "br");
}

TEST_CASE("static files: a coding of weight zero is refused, in every way to write it") {
    CHECK(encoding_for("br;q=0, gzip") == "gzip");
    CHECK(encoding_for("br; q=0, gzip") == "gzip");
    CHECK(encoding_for("br ;q=0.000, gzip") == "gzip");
    CHECK(encoding_for("br;q=0.0, gzip;q=0.") == "(none)");
    CHECK(encoding_for("BR;Q=0, GZIP") == "gzip");
    CHECK(encoding_for("br;q=0.001") == "br");
    CHECK(encoding_for("br; q=1.0") == "br");
}

TEST_CASE("static files: a form that is not stored is not sent, and the bytes fit the header") {
    CHECK(encoding_for("br, gzip", "/icon.png") == "(none)");
    CHECK(encoding_for("gzip", "/assets/app-4f2a.js") == "(none)");
    CHECK(static_file(page, get("/", "br"))->static_body == "BR<html>");
    CHECK(static_file(page, get("/", "gzip"))->static_body == "GZ<html>");
    CHECK(static_file(page, get("/", ""))->static_body == "<html>");
    CHECK(header(*static_file(page, get("/")), "Vary") == "Accept-Encoding");
}

TEST_CASE("static files: the page answers for itself and for rooms, under one address each") {
    for (const char* path : {"/", "/r/4fGk2", "/r/"}) {
        const auto reply = static_file(page, get(path));
        REQUIRE(reply.has_value());
        CHECK(reply->policy == net::reply_policy::page);
        CHECK(reply->content_type == "text/html; charset=utf-8");
    }
    for (const char* path : {"/index.html", "/r/4fGk2/x", "/r", "/nothing", "", "/assets/", "/assets/app.js"}) {
        INFO(path);
        CHECK_FALSE(static_file(page, get(path)).has_value());
    }
}

TEST_CASE("static files: hashed names are kept for ever, others are asked for again") {
    CHECK(header(*static_file(page, get("/assets/app-4f2a.js")), "Cache-Control") ==
          "public, max-age=31536000, immutable");
    CHECK(header(*static_file(page, get("/")), "Cache-Control") == "no-cache");
    CHECK(static_file(page, get("/"))->cacheable);
    CHECK_FALSE(static_file(page, get("/icon.png"))->policy == net::reply_policy::page);
}

TEST_CASE("static files: who has the file already gets a 304 without it") {
    for (const char* known : {"\"e1\"", "W/\"e1\"", "\"x\", \"e1\"", "*"}) {
        INFO(known);
        const auto reply = static_file(page, get("/", "br", known));
        REQUIRE(reply.has_value());
        CHECK(reply->status == 304);
        CHECK(reply->static_body.empty());
        CHECK(header(*reply, "ETag") == "\"e1\"");
        CHECK(header(*reply, "Cache-Control") == "no-cache");
    }
    CHECK(static_file(page, get("/", "br", "\"e2\""))->status == 200);
    CHECK(static_file(page, get("/", "br", "e1"))->status == 200);
}

TEST_CASE("query: a parameter's value is decoded, and only the one that was asked for") {
    CHECK(query_value("q=tea", "q") == "tea");
    CHECK(query_value("a=1&q=tea&b=2", "q") == "tea");
    CHECK(query_value("q=green+tea%21", "q") == "green tea!");
    CHECK(query_value("q=%C3%A9", "q") == "\xC3\xA9");
    CHECK(query_value("q=a%26b%3Dc", "q") == "a&b=c");
    CHECK(query_value("q=a=b", "q") == "a=b");
    CHECK(query_value("q=one&q=two", "q") == "one");
}

TEST_CASE("query: what is not there, or not quite, is empty") {
    for (const char* odd : {"", "q", "q=", "qq=x", "xq=x", "Q=x", "&&", "=x", "&=&", "a&b"}) {
        INFO(odd);
        CHECK(query_value(odd, "q").empty());
    }
}

TEST_CASE("query: an escape that is none stays as it is") {
    CHECK(query_value("q=100%", "q") == "100%");
    CHECK(query_value("q=%4", "q") == "%4");
    CHECK(query_value("q=%zz%41", "q") == "%zzA");
}

TEST_CASE("refusal: it carries its status, and how long to wait in whole seconds, rounded up") {
    refusal slow{error_code::rate_limited};
    slow.retry_after = 1'001ms;
    const net::response reply = refusal_reply(slow);
    CHECK(reply.status == 429);
    CHECK(header(reply, "Retry-After") == "2");
    CHECK(reply.body.find("\"retry_after_ms\":1001") != std::string::npos);
    CHECK(header(refusal_reply(error_code::no_room), "Retry-After") == "(none)");
}
