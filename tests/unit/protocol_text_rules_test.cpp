#include "protocol/text_rules.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace srchat;
using namespace srchat::protocol;

namespace {

std::string repeat(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace

TEST_CASE("text rules: ordinary text of any language may be posted") {
    for (const char* text :
         {"x", "hello", " a ", "two\nlines\tand a tab", "你好", "שלום עולם", "مرحبا", "👩‍👩‍👧‍👦", "é",
          "e\u0301", "\u202Eoverride", "a\u200Bb", "\u0301", "0", "."}) {
        INFO(text);
        CHECK(check_message_text(text) == std::nullopt);
    }
}

TEST_CASE("text rules: a text that shows nothing is invalid") {
    for (const char* text : {"", " ", "\n", "\t", " \n\t ", "\u00A0", "\u3000\u2003", "\u2028", "\u200B",
                             "\u200B\uFEFF ", "\u2060", "\u3164", "\u2800", "\u00AD", "\uFE0F"}) {
        CHECK(check_message_text(text) == error_code::text_invalid);
    }
}

TEST_CASE("text rules: control characters are invalid except tab and line feed") {
    for (char32_t c = 0; c < 0xA0; ++c) {
        const bool is_control = c < 0x20 || c >= 0x7F;
        if (!is_control || c == '\t' || c == '\n') continue;
        std::string text = "a";
        if (c < 0x80) {
            text += static_cast<char>(c);
        } else {
            text += {static_cast<char>(0xC2), static_cast<char>(c)};
        }
        INFO(static_cast<std::uint32_t>(c));
        CHECK(check_message_text(text + "b") == error_code::text_invalid);
    }
}

TEST_CASE("text rules: 4,000 code points fit and one more does not") {
    for (const char* one : {"x", "ü", "你"}) {
        CHECK(check_message_text(repeat(one, 4000)) == std::nullopt);
        CHECK(check_message_text(repeat(one, 4001)) == error_code::text_too_long);
    }
}

TEST_CASE("text rules: 16,384 bytes fit and one more does not") {
    CHECK(check_message_text(repeat("👋", 4000)) == std::nullopt);  // 16,000 bytes
    CHECK(check_message_text(repeat("x", 16'384)) == error_code::text_too_long);
    CHECK(check_message_text(repeat("👋", 4096)) == error_code::text_too_long);
    CHECK(check_message_text(repeat("👋", 4097)) == error_code::text_too_long);
}

TEST_CASE("text rules: broken UTF-8 is invalid") {
    for (const char* text : {"\xFF", "a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80"}) {
        CHECK(check_message_text(text) == error_code::text_invalid);
        CHECK_FALSE(is_line(text, 0, 10));
    }
}

TEST_CASE("text rules: a line has its number of code points") {
    CHECK(is_line("", 0, 3));
    CHECK_FALSE(is_line("", 1, 3));
    CHECK(is_line("äöü", 1, 3));
    CHECK_FALSE(is_line("äöüx", 1, 3));
}
