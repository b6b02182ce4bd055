#include "protocol/json_body.hpp"

#include <catch2/catch.hpp>

using namespace srchat;
using protocol::json_body;

namespace {

// What finish() says of a body whose field `a` is read by `read`: "" for nothing, else the code or the field.
template <class Read>
std::string told(std::string_view bytes, Read read) {
    json_body body{bytes};
    read(body);
    const auto why = body.finish();
    if (!why) return "";
    return why->code == error_code::bad_field ? "field " + why->field : std::string{name_of(why->code)};
}
std::string told(std::string_view bytes) {
    return told(bytes, [](json_body& b) { b.integer_if("a", 0, 100); });
}

}  // namespace

TEST_CASE("json body: what is no sane JSON object is bad_json") {
    CHECK(told("{}") == "");
    CHECK(told(R"({"a":1})") == "");
    const std::string nul{"{}\0", 3};
    for (const std::string& bytes :
         {std::string{}, std::string{"[]"}, std::string{"1"}, std::string{"{"}, std::string{"{}{}"},
          std::string{R"({"a":1,"a":2})"}, std::string{R"({"a":[[[1]]]})"}, std::string{R"({"a":{"b":{"c":{}}}})"},
          std::string{"\xEF\xBB\xBF{}"}, nul, std::string{"{\"a\":\"\xFF\"}"}}) {
        INFO(bytes);
        CHECK(told(bytes) == "bad_json");
    }
    std::string many = "{";
    for (int i = 0; i < 65; ++i) many += (i > 0 ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
    CHECK(told(many + "}") == "bad_json");
}

TEST_CASE("json body: an unknown field is named if it is a plain word, and only then") {
    CHECK(told(R"({"b":1})") == "field b");
    CHECK(told(R"({"<b>":1})") == "field ");
    CHECK(told(R"({"a":{"b":1}})", [](json_body& b) {
              if (b.enter("a")) b.leave();
          }) == "field a.b");
    CHECK(told(R"({"a":{},"c":1})", [](json_body& b) {
              if (b.enter("a")) b.leave();
          }) == "field c");
}

TEST_CASE("json body: integers are whole, in range, and written as such") {
    for (const char* good : {R"({"a":0})", R"({"a":100})", R"({"a":null})"}) CHECK(told(good) == "");
    for (const char* bad : {R"({"a":-1})", R"({"a":101})", R"({"a":1.0})", R"({"a":1e1})", R"({"a":"1"})",
                            R"({"a":true})", R"({"a":18446744073709551615})", R"({"a":[]})"}) {
        INFO(bad);
        CHECK(told(bad) == "field a");
    }
    json_body required{"{}"};
    required.integer("a", 1, 5);
    CHECK(required.finish()->field == "a");
}

TEST_CASE("json body: lines and texts keep their lengths and show something") {
    const auto line = [](json_body& b) { b.line("a", 1, 3); };
    const auto text = [](json_body& b) { b.text("a", 1, 3); };
    CHECK(told("{\"a\":\"\xC3\xA4\xC3\xB6\xC3\xBC\"}", line) == "");
    CHECK(told(R"({"a":"abcd"})", line) == "field a");
    CHECK(told(R"({"a":""})", line) == "field a");
    CHECK(told(R"({"a":"  "})", text) == "field a");
    CHECK(told(R"({"a":"a\nb"})", line) == "field a");
    CHECK(told(R"({"a":"a\nb"})", text) == "");
    CHECK(told(R"({"a":"\u0001"})", text) == "field a");
    CHECK(told("{}", line) == "field a");
    CHECK(told(R"({"a":""})", [](json_body& b) { b.text("a", 0, 3); }) == "");
}

TEST_CASE("json body: words, lists, times and switches") {
    static constexpr std::array<std::string_view, 2> words{"on", "off"};
    CHECK(told(R"({"a":"off"})", [](json_body& b) { CHECK(b.word("a", words) == 1); }) == "");
    CHECK(told(R"({"a":"no"})", [](json_body& b) { b.word("a", words); }) == "field a");
    CHECK(told("{}", [](json_body& b) { b.word("a", words); }) == "field a");
    const auto numbers = [](json_body& b) { b.integers("a", 1, 9, 3); };
    CHECK(told(R"({"a":[1,2,3]})", numbers) == "");
    for (const char* bad : {R"({"a":[1,2,3,4]})", R"({"a":[0]})", R"({"a":[1.5]})", R"({"a":["1"]})", R"({"a":1})"}) {
        INFO(bad);
        CHECK(told(bad, numbers) == "field a");
    }
    CHECK(told(R"({"a":1})", [](json_body& b) { b.boolean_if("a"); }) == "field a");
    json_body time{R"({"a":1800000000000})"};
    CHECK(time.time_if("a") == from_ms(1'800'000'000'000));
    json_body inner{R"({"a":{"b":5}})"};
    REQUIRE(inner.enter("a"));
    CHECK(inner.integer("b", 1, 9) == 5);
    inner.leave();
    CHECK_FALSE(inner.finish().has_value());
}
