#include "srchat/core/emoji.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace srchat::core;

TEST_CASE("emoji: one emoji of any kind of sequence is taken") {
    for (const char* text :
         {"👍", "👍🏽", "❤\uFE0F", "🇩🇪", "1\uFE0F\u20E3", "#\uFE0F\u20E3", "👩\u200D💻", "👨\u200D👩\u200D👧\u200D👦",
          "🏳\uFE0F\u200D🌈", "🏴\U000E0067\U000E0062\U000E0065\U000E006E\U000E0067\U000E007F",
          "👩🏻\u200D❤\uFE0F\u200D💋\u200D👩🏿", "😀", "☕", "\u231A"}) {
        INFO(text);
        CHECK(is_emoji(text));
    }
}

TEST_CASE("emoji: anything else is not") {
    for (const char* text : {"",        "a",   "1",      "#",       "👍👍",      "👍 ",           " 👍",     "👍a",
                             "🇩",       "🇩🇪🇫", "\u2764", "👍\uFE0F", "👍\u200D", "\u200D",       "\uFE0F", "🏽👍",
                             "👩\u200D", "🇽🇾",  "\uFFFD", "\xFF",    "👍\xFF",   "\xF0\x9F\x91", "<b>",    "©"}) {
        INFO(text);
        CHECK_FALSE(is_emoji(text));
    }
    CHECK_FALSE(is_emoji(std::string{"\xF0\x9F\x91\x8D\0", 5}));
}

TEST_CASE("emoji: more than 64 bytes are not looked at") {
    std::string text = "👍";
    while (text.size() <= max_emoji_bytes) text += "\u200D👍";
    CHECK_FALSE(is_emoji(text));
}
