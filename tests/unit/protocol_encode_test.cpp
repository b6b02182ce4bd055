#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "protocol/json_writer.hpp"
#include "srchat/protocol/events.hpp"
#include "srchat/protocol/replies.hpp"

using namespace srchat;
using namespace srchat::protocol;
using json = nlohmann::json;

namespace {

std::string as_json(std::string_view text) {
    std::string out;
    put(out, text);
    return out;
}

}  // namespace

TEST_CASE("encode: every single byte in a string gives valid JSON") {
    for (int byte = 0; byte < 256; ++byte) {
        const std::string text = "a" + std::string(1, static_cast<char>(byte)) + "b";
        INFO(byte);
        const json parsed = json::parse(as_json(text));
        CHECK(parsed == (byte < 0x80 ? text : "a\uFFFDb"));
    }
}

TEST_CASE("encode: every code point comes back as it was") {
    for (char32_t c = 1; c <= 0x10FFFF; c += (c < 0x3000 ? 1 : 61)) {
        if (c >= 0xD800 && c <= 0xDFFF) continue;
        std::string text;
        if (c < 0x80) {
            text += static_cast<char>(c);
        } else if (c < 0x800) {
            text += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
        } else if (c < 0x10000) {
            text += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
                     static_cast<char>(0x80 | (c & 63))};
        } else {
            text += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
                     static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
        }
        if (json::parse(as_json(text)) != text) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
    }
    SUCCEED();
}

TEST_CASE("encode: broken UTF-8 becomes replacement characters and nothing else is lost") {
    CHECK(as_json("a\xC3") == "\"a\uFFFD\"");
    CHECK(as_json("\xE2\x82x") == "\"\uFFFD\uFFFDx\"");
    CHECK(as_json("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");
    CHECK(as_json("\xF4\x90\x80\x80z") == "\"\uFFFD\uFFFD\uFFFD\uFFFDz\"");
    CHECK(as_json("\xC0\x80") == "\"\uFFFD\uFFFD\"");
}

TEST_CASE("encode: quotes, backslashes and control characters are escaped") {
    CHECK(as_json("\"\\/\n\t\r") == R"("\"\\/\n\t\r")");
    CHECK(as_json(std::string_view{"\0\x1f\x7f", 3}) == "\"\\u0000\\u001f\\u007f\"");
}

TEST_CASE("encode: the largest numbers keep every digit") {
    said all{room_id::random(), 4'294'967'295, 9'007'199'254'740'991, from_ms(8'640'000'000'000'000), from_ms(0), true};
    const json frame = json::parse(encode(9'007'199'254'740'991, all));
    CHECK(frame.at("re") == 9'007'199'254'740'991);
    CHECK(frame.at("epoch") == 4'294'967'295);
    CHECK(frame.at("seq") == 9'007'199'254'740'991);
    CHECK(frame.at("at") == 8'640'000'000'000'000);
    CHECK(frame.at("expires_at") == 0);
}

TEST_CASE("encode: a refusal without a text of its own says the default one") {
    const json frame = json::parse(encode(3, refusal{error_code::room_full}));
    CHECK(frame.at("text") == std::string{text_of(error_code::room_full)});
    CHECK_FALSE(frame.contains("field"));
    CHECK_FALSE(frame.contains("retry_after_ms"));
}

TEST_CASE("encode: HTTP bodies") {
    refusal slow{error_code::rate_limited, "Slow down."};
    slow.retry_after = milliseconds{1000};
    CHECK(encode_http(slow) == R"({"error":{"code":"rate_limited","text":"Slow down.","retry_after_ms":1000}})");
    CHECK(encode_http(std::nullopt, std::nullopt) == R"({"you":null})");
    CHECK(encode_http(person{"Ann", "a1", person_kind::user}, session_info{milliseconds{1}, from_ms(2)}) ==
          R"({"you":{"name":"Ann","avatar":"a1","kind":"user"},"session":{"idle_ms":1,"ends_at":2}})");
    CHECK(encode_http(rooms_reply{{}, 3}) == R"({"rooms":[],"total":3})");
    card tea;
    tea.id = room_id::random();
    tea.name = "Tea";
    CHECK(json::parse(encode_http(tea)).at("room").at("name") == "Tea");
    CHECK(encode_status("ok") == R"({"status":"ok"})");
}

TEST_CASE("encode: a message that needs many escapes is written whole") {
    message m;
    m.content = text_body{message_text{std::string(4000, '"')}};
    const json frame = json::parse(encode(stamp{room_id::random(), 1, 1, from_ms(1)}, m));
    CHECK(frame.at("body").at("text") == std::string(4000, '"'));
}
