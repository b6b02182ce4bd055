#include <catch2/catch.hpp>
#include <string>

#include "srchat/protocol/commands.hpp"
#include "srchat/protocol/replies.hpp"

using namespace srchat;
using namespace srchat::protocol;

namespace {

const std::string room_text = "4fGk2aQ9zLm3XbT7c";
const std::string cid_text = "9f0c1d2e3b4a59687786a5b4c3d2e1f0";

bad_frame refused(const std::string& frame) {
    decoded result = decode_command(frame);
    INFO(frame);
    REQUIRE(std::holds_alternative<bad_frame>(result));
    return std::get<bad_frame>(std::move(result));
}

// "code" or "code field", as a refused frame is answered.
std::string answer(const std::string& frame) {
    const refusal why = refused(frame).why;
    return std::string{name_of(why.code)} + (why.field.empty() ? "" : " " + why.field);
}

bool accepted(const std::string& frame) { return std::holds_alternative<command_frame>(decode_command(frame)); }

// A command with this id and `fields`, each followed by a comma.
std::string command_with(const std::string& type, const std::string& fields) {
    return "{" + fields + "\"t\":\"" + type + "\",\"id\":4}";
}

const std::string in_room = "\"room\":\"" + room_text + "\",";

std::string say_body(const std::string& body) {
    return command_with("say", in_room + "\"cid\":\"" + cid_text + "\",\"body\":" + body + ",");
}

}  // namespace

TEST_CASE("decode: what is not one JSON object is bad_json") {
    const std::string good = R"({"t":"ping","id":1})";
    REQUIRE(accepted(good));
    REQUIRE(accepted(" \n\t" + good + "\r\n "));
    for (const std::string& frame : {std::string{},
                                     std::string{" "},
                                     std::string{"null"},
                                     std::string{"5"},
                                     std::string{"\"ping\""},
                                     std::string{"[]"},
                                     "[" + good + "]",
                                     good + "x",
                                     good + good,
                                     good + ",",
                                     good + std::string(1, '\0'),
                                     std::string(1, '\0') + good,
                                     good + std::string("\0x", 2),
                                     "\xEF\xBB\xBF" + good,
                                     good.substr(0, 10),
                                     std::string{R"({"t":"ping","id":1,})"},
                                     std::string{R"({'t':'ping','id':1})"},
                                     std::string{R"({"t":"ping" "id":1})"},
                                     std::string{R"({"t":"ping","id":01})"},
                                     std::string{R"({"t":"ping","id":+1})"},
                                     std::string{R"({"t":"ping","id":NaN})"},
                                     std::string{R"({"t":"ping","id":1}/**/)"},
                                     std::string{"{\"t\":\"pi\nng\",\"id\":1}"},
                                     std::string{R"({"t":"\ud800","id":1})"},
                                     std::string{R"({"t":"\x70ing","id":1})"},
                                     std::string{"{\"t\":\"\xFF\",\"id\":1}"},
                                     std::string{"{\"t\":\"\xC0\xAF\",\"id\":1}"},
                                     std::string{"{\"t\":\"\xED\xA0\x80\",\"id\":1}"}}) {
        CHECK(answer(frame) == "bad_json");
    }
}

TEST_CASE("decode: a key twice in one object is bad_json, at any level and however it is spelt") {
    CHECK(answer(R"({"t":"ping","id":1,"id":1})") == "bad_json");
    CHECK(answer(R"({"t":"ping","\u0074":"ping","id":1})") == "bad_json");
    CHECK(answer(R"({"t":"ping","id":1,"x":1,"x":2})") == "bad_json");
    CHECK(answer(R"({"t":"ping","id":1,"x":{"y":1,"y":2}})") == "bad_json");
    CHECK(answer(R"({"t":"ping","id":1,"x":[{"id":1,"id":2}]})") == "bad_json");
    CHECK(answer(say_body(R"({"text":"a","text":"b"})")) == "bad_json");
}

TEST_CASE("decode: the same key in two objects is not twice") {
    CHECK(answer(R"({"t":"ping","id":1,"x":{"id":1},"y":{"id":1}})") == "bad_field x");
    CHECK(answer(R"({"t":"ping","id":1,"x":[{"z":1},{"z":1}]})") == "bad_field x");
    CHECK(answer(R"({"t":"ping","id":1,"x":{"x":1}})") == "bad_field x");
}

TEST_CASE("decode: eight levels are read and nine are bad_json") {
    const auto nested = [](int levels) {  // the frame itself is the first level
        const auto inner = static_cast<std::size_t>(levels - 1);
        return R"({"t":"ping","id":1,"x":)" + std::string(inner, '[') + std::string(inner, ']') + "}";
    };
    CHECK(answer(nested(8)) == "bad_field x");
    CHECK(answer(nested(9)) == "bad_json");
    CHECK(answer(nested(30'000)) == "bad_json");
    CHECK(answer(R"({"t":"ping","id":1,"x":{"x":{"x":{"x":{"x":{"x":{"x":{"x":1}}}}}}}}})") == "bad_json");
}

TEST_CASE("decode: 64 keys are read and 65 are bad_json, wherever they are") {
    const auto with_keys = [](int count) {
        std::string inner;
        for (int i = 3; i < count; ++i) inner += (inner.empty() ? "\"k" : ",\"k") + std::to_string(i) + "\":1";
        return R"({"t":"ping","id":1,"x":{)" + inner + "}}";
    };
    CHECK(answer(with_keys(64)) == "bad_field x");
    CHECK(answer(with_keys(65)) == "bad_json");
}

TEST_CASE("decode: the id is recovered from a bad frame where it can be read") {
    CHECK(refused(R"({"id":7,"t":"nope"})").id == 7);
    CHECK(refused(R"({"t":"nope","id":9007199254740991})").id == 9'007'199'254'740'991);
    CHECK(refused(R"({"id":7,"t":"ping","x":})").id == 7);
    CHECK(refused(R"({"id":7,"t":"ping","x":1})").id == 7);
    CHECK(refused(R"({"id":7,"id":8,"t":"ping"})").id == 7);
    for (const char* id : {"0", "-1", "1.0", "1e0", "9007199254740992", "18446744073709551615", "1e999", "\"1\"",
                           "null", "true", "[1]", "{\"id\":1}"}) {
        CHECK(refused(R"({"t":"nope","id":)" + std::string{id} + "}").id == std::nullopt);
    }
    CHECK(refused("{").id == std::nullopt);
}

TEST_CASE("decode: an id must be there and an integer from 1 to 2^53-1") {
    CHECK(answer(R"({"t":"ping"})") == "bad_field id");
    for (const char* id : {"0", "-1", "-0", "1.0", "1e0", "9007199254740992", "99999999999999999999", "\"1\"", "null",
                           "true", "[]", "{}"}) {
        CHECK(answer(R"({"t":"ping","id":)" + std::string{id} + "}") == "bad_field id");
    }
}

TEST_CASE("decode: an unknown type is bad_command and a missing one is bad_field") {
    CHECK(answer(R"({"t":"nope","id":1})") == "bad_command");
    CHECK(answer(R"({"t":"","id":1})") == "bad_command");
    CHECK(answer(R"({"t":"PING","id":1})") == "bad_command");
    CHECK(answer(R"({"t":"ping\u0000","id":1})") == "bad_command");
    CHECK(answer(R"({"t":"message","id":1})") == "bad_command");
    CHECK(answer(R"({"id":1})") == "bad_field t");
    CHECK(answer(R"({"t":5,"id":1})") == "bad_field t");
    CHECK(answer(R"({})") == "bad_field t");
}

TEST_CASE("decode: an unknown field is named, if its name can be repeated") {
    CHECK(answer(R"({"t":"ping","id":1,"idd":1})") == "bad_field idd");
    CHECK(answer(R"({"t":"ping","id":1,"room":"x"})") == "bad_field room");
    CHECK(answer(R"({"t":"ping","id":1,"text":"x"})") == "bad_field text");
    CHECK(answer(say_body(R"({"text":"a","colour":"red"})")) == "bad_field body.colour");
    CHECK(answer(say_body(R"({"text":"a","seq":1})")) == "bad_field body.seq");
    CHECK(answer(R"({"t":"ping","id":1,"<b>":1})") == "bad_field");
    CHECK(answer(R"({"t":"ping","id":1,"my secret":1})") == "bad_field");
    CHECK(answer(R"({"t":"ping","id":1,")" + std::string(33, 'x') + R"(":1})") == "bad_field");
    CHECK(answer(command_with("join", in_room + R"("resume":{"epoch":1,"seq":1,"m":1},)")) == "bad_field resume.m");
}

TEST_CASE("decode: a required field is missed") {
    CHECK(answer(command_with("hello", "")) == "bad_field v");
    CHECK(answer(command_with("rename", "")) == "bad_field name");
    CHECK(answer(command_with("room_create", R"("topic":"x",)")) == "bad_field name");
    CHECK(answer(command_with("join", "")) == "bad_field room");
    CHECK(answer(command_with("say", in_room + R"("body":{"text":"x"},)")) == "bad_field cid");
    CHECK(answer(command_with("edit", in_room + R"("body":{"text":"x"},)")) == "bad_field target");
    CHECK(answer(command_with("react", in_room + R"("target":1,"emoji":"x",)")) == "bad_field on");
    CHECK(answer(command_with("history", in_room)) == "bad_field before");
    CHECK(answer(say_body("{}")) == "bad_field body.text");
}

TEST_CASE("decode: a value of the wrong type or out of range is bad_field") {
    for (const char* room :
         {"5", "null", "{}", "[]", "\"\"", "\"4fGk2aQ9zLm3XbT7\"", "\"4fGk2aQ9zLm3XbT7cc\"", "\"4fGk2aQ9zLm3XbT7-\"",
          "\"4fGk2aQ9zLm3XbT7\\u0000\"", "{\"room\":\"4fGk2aQ9zLm3XbT7c\"}"}) {
        CHECK(answer(command_with("leave", "\"room\":" + std::string{room} + ",")) == "bad_field room");
    }
    for (const char* target : {"0", "-1", "1.0", "\"1\"", "9007199254740992", "null", "true"}) {
        const std::string fields = in_room + "\"target\":" + target + ",";
        CHECK(answer(command_with("delete", fields)) == "bad_field target");
    }
    for (const char* limit : {"0", "101", "1.5", "-1"}) {
        CHECK(answer(command_with("history", in_room + R"("before":2,"limit":)" + limit + ",")) == "bad_field limit");
    }
    for (const char* after : {"-1", "4294967296"}) {
        CHECK(answer(command_with("roster", in_room + "\"after\":" + after + ",")) == "bad_field after");
    }
    CHECK(answer(command_with("rooms", R"("watch":1,)")) == "bad_field watch");
    CHECK(answer(command_with("rooms", R"("watch":null,)")) == "bad_field watch");
    CHECK(answer(command_with("rename", R"("name":7,)")) == "bad_field name");
    CHECK(answer(command_with("room_create", R"("name":"x","life":"2h",)")) == "bad_field life");
    CHECK(answer(command_with("room_create", R"("name":"x","life":"5m",)")) == "bad_field life");
    CHECK(answer(command_with("room_create", R"("name":"x","message_life":"empty",)")) == "bad_field message_life");
    CHECK(answer(command_with("room_create", R"("name":"x","listing":"PUBLIC",)")) == "bad_field listing");
    CHECK(answer(say_body("\"hello\"")) == "bad_field body");
    CHECK(answer(say_body(R"([{"text":"hello"}])")) == "bad_field body");
    CHECK(answer(say_body(R"({"text":5})")) == "bad_field body.text");
    CHECK(answer(say_body(R"({"text":{"text":"x"}})")) == "bad_field body.text");
}

TEST_CASE("decode: a cid is 32 lower-case hexadecimal digits") {
    for (const std::string& cid :
         {std::string{}, cid_text.substr(1), cid_text + "0", "G" + cid_text.substr(1), "F" + cid_text.substr(1)}) {
        const std::string fields = in_room + "\"cid\":\"" + cid + R"(","body":{"text":"x"},)";
        CHECK(answer(command_with("say", fields)) == "bad_field cid");
    }
}

TEST_CASE("decode: a place to resume from has an epoch of 32 bits and a seq, 0 included") {
    const auto join_at = [](const std::string& resume) {
        return command_with("join", in_room + "\"resume\":" + resume + ",");
    };
    CHECK(accepted(join_at(R"({"epoch":0,"seq":0})")));
    CHECK(accepted(join_at(R"({"epoch":4294967295,"seq":9007199254740991})")));
    CHECK(answer(join_at(R"({"epoch":4294967296,"seq":0})")) == "bad_field resume.epoch");
    CHECK(answer(join_at(R"({"seq":0})")) == "bad_field resume.epoch");
    CHECK(answer(join_at(R"({"epoch":1})")) == "bad_field resume.seq");
    CHECK(answer(join_at(R"({"epoch":1,"seq":1.0})")) == "bad_field resume.seq");
    CHECK(answer(join_at("12")) == "bad_field resume");
    CHECK(answer(join_at("null")) == "bad_field resume");
}

TEST_CASE("decode: short lines have a limit in code points and no control or override characters") {
    const auto topic = [](const std::string& text) {
        return command_with("room_create", R"("name":"x","topic":")" + text + "\",");
    };
    std::string umlauts;
    for (int i = 0; i < 160; ++i) umlauts += "ü";
    CHECK(accepted(topic("")));
    CHECK(accepted(topic(umlauts)));
    CHECK(answer(topic(umlauts + "x")) == "bad_field topic");
    for (const char* bad : {"a\\nb", "a\\tb", "a\\u0000b", "a\\u0085b", "a\\u202Eb", "a\\u2066b", "a\\u2028b"}) {
        CHECK(answer(topic(bad)) == "bad_field topic");
    }
    CHECK(accepted(command_with("rooms", "\"q\":\"" + std::string(48, 'x') + "\",")));
    CHECK(answer(command_with("rooms", "\"q\":\"" + std::string(49, 'x') + "\",")) == "bad_field q");
    CHECK(accepted(command_with("hello", R"("v":1,"client":")" + std::string(64, 'x') + "\",")));
    CHECK(answer(command_with("hello", R"("v":1,"client":")" + std::string(65, 'x') + "\",")) == "bad_field client");
}

TEST_CASE("decode: a hello of another version is read, whatever else it says") {
    const decoded result = decode_command(R"({"t":"hello","id":1,"v":2,"modern":{"a":[1]}})");
    REQUIRE(std::holds_alternative<command_frame>(result));
    CHECK(std::get<hello>(std::get<command_frame>(result).what).v == 2);
    CHECK(answer(R"({"t":"hello","id":1,"v":1,"modern":1})") == "bad_field modern");
    CHECK(answer(R"({"t":"hello","id":1,"v":"2"})") == "bad_field v");
}

TEST_CASE("decode: message text outside the rules is refused as text") {
    const auto code = [](const std::string& text) { return answer(say_body("{\"text\":\"" + text + "\"}")); };
    CHECK(code("") == "text_invalid");
    CHECK(code("  \\n\\t ") == "text_invalid");
    CHECK(code("a\\u0000b") == "text_invalid");
    CHECK(code(std::string(4001, 'x')) == "text_too_long");
    CHECK(accepted(say_body("{\"text\":\"" + std::string(4000, 'x') + "\"}")));
}

TEST_CASE("decode: escapes give the characters they stand for") {
    const decoded result = decode_command(say_body(R"({"text":"\u00e9\ud83d\udc4b\/\"\\\n"})"));
    REQUIRE(std::holds_alternative<command_frame>(result));
    const auto& said = std::get<say>(std::get<command_frame>(result).what);
    CHECK(std::get<text_body>(said.content).text.reveal() == "é👋/\"\\\n");
    CHECK(size_of(said.content) == 10);
}

TEST_CASE("decode: no answer repeats what the client sent") {
    const std::string secret = "canary";
    for (const std::string& frame :
         {"{\"" + secret, "{\"t\":\"" + secret + "\",\"id\":1}", say_body("{\"text\":\"" + secret + "\\u0000\"}"),
          command_with("rename", "\"name\":{\"" + secret + "\":1},"),
          command_with("rooms", "\"watch\":\"" + secret + "\","), command_with("ping", "\"" + secret + " \":1,")}) {
        const bad_frame bad = refused(frame);
        CHECK(encode(bad.id, bad.why).find(secret) == std::string::npos);
    }
}

TEST_CASE("decode: mutated frames are answered and never harm") {
    const std::string good = say_body(R"({"text":"hello \u00e9 \"you\" 👋"})");
    REQUIRE(accepted(good));
    std::uint64_t state = 42;  // an xorshift, so that a failure can be repeated
    const auto next = [&state](std::size_t bound) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        return static_cast<std::size_t>(state % bound);
    };
    std::size_t refusals = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string frame = good;
        for (std::size_t changes = 1 + next(4); changes > 0; --changes) {
            const std::size_t where = next(frame.size());
            switch (next(4)) {
                case 0: frame[where] = static_cast<char>(next(256)); break;
                case 1: frame.erase(where, 1 + next(3)); break;
                case 2: frame.insert(where, frame.substr(next(frame.size()), next(12))); break;
                default: frame.insert(where, 1, "{}[]\",:\\0123u"[next(13)]); break;
            }
            if (frame.empty()) frame = good;
        }
        refusals += std::holds_alternative<bad_frame>(decode_command(frame)) ? 1U : 0U;
    }
    CHECK(refusals > 10'000);
    CHECK(refusals < 20'000);
}
