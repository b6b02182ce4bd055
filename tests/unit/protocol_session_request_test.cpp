#include <catch2/catch.hpp>

#include "srchat/protocol/replies.hpp"

using namespace srchat;
using namespace srchat::protocol;

namespace {

std::string answer(std::string_view body) {
    const auto result = decode_session_request(body);
    REQUIRE(result.has_error());
    return std::string{name_of(result.error().code)} + " " + result.error().field;
}

}  // namespace

TEST_CASE("session request: an empty object asks for a generated name") {
    const auto result = decode_session_request("{}");
    REQUIRE(result.has_value());
    CHECK(result->name == std::nullopt);
}

TEST_CASE("session request: a name is passed on as it came") {
    const auto result = decode_session_request(R"({"name":" Ann\u202e "})");
    REQUIRE(result.has_value());
    CHECK(result->name == " Ann\u202e ");
}

TEST_CASE("session request: anything else is refused") {
    CHECK(answer("") == "bad_json ");
    CHECK(answer("[]") == "bad_json ");
    CHECK(answer("{}{}") == "bad_json ");
    CHECK(answer(R"({"name":"a","name":"b"})") == "bad_json ");
    CHECK(answer(R"({"name":5})") == "bad_field name");
    CHECK(answer(R"({"name":null})") == "bad_field name");
    CHECK(answer(R"({"t":"ping","id":1})") == "bad_field t");
    CHECK(answer(R"({"nmae":"Ann"})") == "bad_field nmae");
}
