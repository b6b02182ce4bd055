#include "srchat/protocol/table.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "srchat/base/error_code.hpp"
#include "srchat/protocol/close_code.hpp"

using namespace srchat;
using namespace srchat::protocol;
using json = nlohmann::json;

namespace {

std::string read_document() {
    std::ifstream file{SRCHAT_SOURCE_DIR "/docs/PROTOCOL.md"};
    REQUIRE(file.good());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The lines of one section of the document.
std::string section(const std::string& document, int number) {
    const auto start = document.find("\n## " + std::to_string(number) + ". ");
    REQUIRE(start != std::string::npos);
    return document.substr(start, document.find("\n## ", start + 1) - start);
}

// The line of a table whose first cell is this.
std::string line_of(const std::string& text, const std::string& cell) {
    const auto start = text.find("\n| " + cell + " |");
    if (start == std::string::npos) return {};
    return text.substr(start + 1, text.find('\n', start + 1) - start - 1);
}

std::string code(std::string_view name) { return "`" + std::string{name} + "`"; }

}  // namespace

TEST_CASE("table: the document describes every command with its fields and reply") {
    const std::string text = section(read_document(), 5);
    for (const command_spec& row : commands()) {
        INFO(row.name);
        const std::string line = line_of(text, code(row.name));
        REQUIRE_FALSE(line.empty());
        CHECK(line.find(code(row.reply)) != std::string::npos);
        for (const field_spec& field : row.fields) {
            INFO(field.name);
            const std::string name = std::string{field.name} + (field.required ? "" : "?");
            CHECK(line.find(code(name)) != std::string::npos);
        }
    }
}

TEST_CASE("table: the document describes every error code with its HTTP status, and no other") {
    const std::string text = section(read_document(), 9);
    for (int i = 0; i < error_code_count; ++i) {
        const auto error = static_cast<error_code>(i);
        INFO(name_of(error));
        const std::string line = line_of(text, code(name_of(error)));
        CHECK(line.starts_with("| " + code(name_of(error)) + " | " + std::to_string(http_status_of(error)) + " |"));
    }
    int rows = 0;
    for (auto at = text.find("\n| `"); at != std::string::npos; at = text.find("\n| `", at + 1)) ++rows;
    CHECK(rows == error_code_count);
}

TEST_CASE("table: the document describes every close code with its sentence, and no other") {
    const std::string text = section(read_document(), 8);
    std::set<close_code> seen;
    for (const close_code close : all_close_codes) {
        seen.insert(close);
        const std::string number = std::to_string(static_cast<int>(close));
        INFO(number);
        const std::string line = line_of(text, number);
        REQUIRE_FALSE(line.empty());
        CHECK(line.find("| " + std::string{name_of(close)}) != std::string::npos);
        CHECK(line.ends_with("| " + std::string{text_of(close)} + " |"));
        const bool says_no = line.find("| no") != std::string::npos;
        const reconnect again = reconnect_of(close);
        CHECK(says_no == (again == reconnect::no || again == reconnect::new_session));
    }
    CHECK(seen.size() == all_close_codes.size());
    std::size_t rows = 0;
    for (char first : {'1', '4'}) {
        const std::string start = std::string{"\n| "} + first;
        for (auto at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) ++rows;
    }
    CHECK(rows == all_close_codes.size());
}

TEST_CASE("table: describe prints all of it as JSON") {
    const json table = json::parse(describe());
    REQUIRE(table.at("commands").size() == commands().size());
    CHECK(table.at("errors").size() == error_code_count);
    CHECK(table.at("close_codes").size() == all_close_codes.size());

    const json expected = json::parse(R"({"t":"say","reply":"said","fields":[
        {"name":"room","type":"room_id","required":true},
        {"name":"cid","type":"client_id","required":true},
        {"name":"body","type":"body","required":true,"min":1,"max":4000},
        {"name":"reply_to","type":"integer","required":false,"min":1,"max":9007199254740991},
        {"name":"mentions","type":"members","required":false,"min":0,"max":20},
        {"name":"media","type":"media","required":false,"min":0,"max":80},
        {"name":"proof","type":"proof","required":false,"min":0,"max":64}]})");
    const auto& all = table.at("commands");
    CHECK(std::find(all.begin(), all.end(), expected) != all.end());

    const json choices = {"public", "unlisted"};
    CHECK(all.at(4).at("fields").at(2).at("choices") == choices);
    CHECK(table.at("errors").at(0).at("code") == "bad_json");
    CHECK(table.at("errors").at(0).at("http") == 400);
    CHECK(table.at("close_codes").at(0).at("code") == 1000);
    CHECK(table.at("close_codes").at(0).at("reconnect") == "no");
}
