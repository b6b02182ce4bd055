#include "base/log_line.hpp"

#include <catch2/catch.hpp>
#include <limits>

#include "srchat/base/private_text.hpp"

using namespace srchat;

namespace {

const std::chrono::system_clock::time_point moment{std::chrono::milliseconds{1'767'225'600'007}};

std::string text_line(std::string_view event, log::fields values) {
    return log::line_of(log::format::text, moment, log::level::info, event, values);
}

std::string json_line(std::string_view event, log::fields values) {
    return log::line_of(log::format::json, moment, log::level::warn, event, values);
}

}  // namespace

TEST_CASE("log: a text line has time, level, event and its values") {
    CHECK(text_line("net.listening", {{"port", 8080}, {"tls", false}, {"load", 0.5}, {"where", "loopback"}}) ==
          "2026-01-01T00:00:00.007Z info  net.listening port=8080 tls=false load=0.5 where=loopback");
}

TEST_CASE("log: a JSON line is one object") {
    CHECK(json_line("net.listening", {{"port", 8080U}, {"left", -1L}, {"tls", true}, {"where", "a \"b\" \\c"}}) ==
          R"({"at":"2026-01-01T00:00:00.007Z","level":"warn","event":"net.listening","port":8080,"left":-1,"tls":true,)"
          R"("where":"a \"b\" \\c"})");
}

TEST_CASE("log: no value can forge a line or steer a terminal") {
    for (const auto* nasty : {"a\nb", "a\rb", "\x1b[2J", "\x7f",
                              "\xc2\x9b"
                              "2J"}) {
        const auto text = text_line("x", {{"v", nasty}});
        const auto json = json_line("x", {{"v", nasty}});
        for (const auto& line : {text, json}) {
            INFO(line);
            for (const char c : line) CHECK((c >= ' ' && c <= '~'));
            CHECK(line.find("\\u00") != std::string::npos);
        }
    }
}

TEST_CASE("log: bytes that are not UTF-8 are escaped, the rest of the text is kept") {
    CHECK(json_line("x", {{"v", "gr\xc3\xbc\xc3\x9f \xf0\x9f\xa6\xa6"}}).find("gr\xc3\xbc\xc3\x9f \xf0\x9f\xa6\xa6") !=
          std::string::npos);
    for (const auto* bad : {"\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\xe2\x82", "\x80"}) {
        const auto line = json_line("x", {{"v", bad}});
        for (const char c : line) CHECK(static_cast<unsigned char>(c) < 0x80);
    }
}

TEST_CASE("log: a text value that could be taken for two is quoted") {
    CHECK(text_line("x", {{"v", "a b"}}).ends_with("v=\"a b\""));
    CHECK(text_line("x", {{"v", "a=b"}}).ends_with("v=\"a=b\""));
    CHECK(text_line("x", {{"v", ""}}).ends_with("v=\"\""));
}

TEST_CASE("log: a number that JSON lacks becomes null") {
    CHECK(json_line("x", {{"v", std::numeric_limits<double>::infinity()}}).ends_with("\"v\":null}"));
}

TEST_CASE("log: private text is no value of a field") {
    STATIC_REQUIRE_FALSE(std::is_constructible_v<log::field, std::string_view, message_text>);
    STATIC_REQUIRE_FALSE(std::is_constructible_v<log::field, std::string_view, secret_text>);
    STATIC_REQUIRE(std::is_constructible_v<log::field, std::string_view, std::string>);
}

TEST_CASE("log: the level decides what is enabled") {
    log::set_level(log::level::warn);
    CHECK_FALSE(log::enabled(log::level::info));
    CHECK(log::enabled(log::level::error));
    log::set_level(log::level::off);
    CHECK_FALSE(log::enabled(log::level::error));
    CHECK_FALSE(log::enabled(log::level::off));
    log::set_level(log::level::info);
    CHECK(log::enabled(log::level::info));
}

TEST_CASE("log: level and format are found by name") {
    CHECK(log::level_named("trace") == log::level::trace);
    CHECK(log::level_named("off") == log::level::off);
    CHECK(log::level_named("loud") == log::level::info);
    CHECK(log::format_named("json") == log::format::json);
    CHECK(log::format_named("text") == log::format::text);
}
