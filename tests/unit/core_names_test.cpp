#include "srchat/core/names.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "core/lookalikes.hpp"

using namespace srchat;
using namespace srchat::core;

namespace {

std::string cleaned(std::string_view text, std::size_t max_points = max_person_name_points) {
    auto result = clean_name(text, max_points);
    INFO(text);
    REQUIRE(result.has_value());
    return *result;
}

// The sentence of the refusal.
std::string refused(std::string_view text, std::size_t max_points = max_person_name_points) {
    const auto result = clean_name(text, max_points);
    INFO(text);
    REQUIRE(result.has_error());
    CHECK(result.error().code == error_code::name_invalid);
    return result.error().text;
}

std::string key(std::string_view text) { return name_key(cleaned(text)); }

const std::string empty = "A name needs at least one character.";
const std::string control = "A name cannot hold control characters or line breaks.";
const std::string unassigned = "A name cannot hold private-use or unassigned characters.";
const std::string invisible = "A name cannot hold invisible characters or ones that change the direction of text.";
const std::string accents = "A name cannot have accents without a letter, or more than four on one letter.";
const std::string mixed = "A name cannot mix letters of different alphabets.";

std::string repeat(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

}  // namespace

TEST_CASE("names: ordinary names of any language stay as they are") {
    for (const char* name : {"A",
                             "Ann",
                             "Quiet Otter",
                             "O'Neill-Smith",
                             "x_X",
                             "42",
                             "-",
                             "J. R. R.",
                             "Åsa",
                             "Łukasz",
                             "Nguyễn Thị Hồng",
                             "Вова",
                             "Ґалина",
                             "Νίκος",
                             "שלום",
                             "محمد علي",
                             "अनुष्का",
                             "สมชาย",
                             "田中さくら",
                             "タロウ",
                             "김철수",
                             "李小龍",
                             "ハナ子",
                             "ნინო",
                             "Արամ",
                             "Ann 2",
                             "Вова 2",
                             "☕ Tea",
                             "Вова ☕",
                             "👋",
                             "Ann ❤\uFE0F",
                             "1\uFE0F\u20E3",
                             "ʻOlu",
                             "L·L",
                             "50%",
                             "<b>",
                             "\"\\"}) {
        CHECK(cleaned(name) == name);
    }
}

TEST_CASE("names: white space is trimmed and folded") {
    CHECK(cleaned("  Ann  ") == "Ann");
    CHECK(cleaned(" Quiet \u00A0\u2003 Otter\u3000") == "Quiet Otter");
    CHECK(cleaned("Quiet   Otter") == "Quiet Otter");
    CHECK(cleaned("\u2003Å \u2009 s") == "Å s");
    CHECK(cleaned(std::string(500, ' ') + "Ann" + std::string(500, ' ')) == "Ann");
}

TEST_CASE("names: nothing but white space is refused") {
    for (const char* name : {"", " ", "      ", "\u00A0", "\u3000 \u2003", "\u2028"}) CHECK(refused(name) == empty);
}

TEST_CASE("names: the result is in NFC") {
    CHECK(cleaned("A\u030Asa") == "\u00C5sa");
    CHECK(cleaned("e\u0301") == "é");
    CHECK(cleaned("\u212B") == "\u00C5");  // the sign for the unit
    CHECK(cleaned("\u1112\u1161\u11AB") == "한");
}

TEST_CASE("names: the limit counts code points of the result") {
    CHECK(cleaned(std::string(32, 'x')) == std::string(32, 'x'));
    CHECK(refused(std::string(33, 'x')) == "A name has at most 32 characters.");
    CHECK(cleaned(repeat("ü", 32)) == repeat("ü", 32));
    CHECK(refused(repeat("ü", 33)) == "A name has at most 32 characters.");
    CHECK(cleaned(repeat("u\u0308", 32)) == repeat("ü", 32));
    CHECK(cleaned(repeat("👋", 32)) == repeat("👋", 32));
    CHECK(cleaned(std::string(48, 'x'), max_room_name_points).size() == 48);
    CHECK(refused(std::string(49, 'x'), max_room_name_points) == "A name has at most 48 characters.");
    CHECK(refused(std::string(1025, ' ')) == "A name has at most 32 characters.");
    CHECK(refused(std::string(60'000, 'x')) == "A name has at most 32 characters.");
}

TEST_CASE("names: characters that nobody can see or trust are refused") {
    struct nasty {
        std::string name;
        std::string rule;
    };
    for (const auto& [name, rule] : std::initializer_list<nasty>{
             {std::string{"A\0nn", 4}, control},
             {"A\nnn", control},
             {"A\tnn", control},
             {"Ann\r", control},
             {"A\x1B[31m", control},
             {"A\x7Fnn", control},
             {"A\u0085nn", control},
             {"A\u009Fnn", control},
             {"Ann\u202Egpj", invisible},
             {"\u202DAnn", invisible},
             {"\u202AAnn", invisible},
             {"\u2066Ann\u2069", invisible},
             {"Ann\u200E", invisible},
             {"Ann\u200F", invisible},
             {"Ann\u061C", invisible},
             {"A\u200Bnn", invisible},
             {"A\u200Cnn", invisible},
             {"A\u200Dnn", invisible},
             {"\uFEFFAnn", invisible},
             {"A\u2060nn", invisible},
             {"A\u00ADnn", invisible},
             {"A\u034Fnn", invisible},
             {"A\u180Enn", invisible},
             {"\u3164", invisible},
             {"\u115F\u1160", invisible},
             {"\uFFA0", invisible},
             {"\u2800", invisible},
             {"Ann\U000E0041", invisible},
             {"Ann\U000E0001", invisible},
             {"Ann\uFE0F", invisible},
             {"Ann\uFE00", invisible},
             {"Ann\U000E0100", invisible},
             {"👩\u200D💻", invisible},
             {"🏴\U000E0067\U000E0062\U000E007F", invisible},
             {"❤\uFE0F\uFE0F", invisible},
             {"Ann\uFFFD", invisible},
             {"Ann\uFFFC", invisible},
             {"Ann\uFFF9", invisible},
             {"\xFF", invisible},
             {"A\xC3", invisible},
             {"\xED\xA0\x80", invisible},
             {"\xC0\xAF", invisible},
             {"Ann\uE000", unassigned},
             {"Ann\uF8FF", unassigned},
             {"Ann\U000F0000", unassigned},
             {"Ann\uFDD0", unassigned},
             {"Ann\U0001FFFF", unassigned},
             {"Ann\u0378", unassigned},
         }) {
        CHECK(refused(name) == rule);
    }
}

TEST_CASE("names: accents need a letter and stay within reason") {
    CHECK(cleaned("a\u0316\u0317\u0318\u0319") == "a\u0316\u0317\u0318\u0319");
    CHECK(refused("a\u0316\u0317\u0318\u0319\u031C") == accents);
    CHECK(refused("\u0301") == accents);
    CHECK(refused("\u0301Ann") == accents);
    CHECK(refused("Ann \u0301") == accents);
    CHECK(refused(repeat("\u0489", 20)) == accents);
}

TEST_CASE("names: letters of more than one alphabet are refused") {
    for (const char* name :
         {"Аnn",  // Cyrillic A
          "pаypal", "Ann Вова", "Αnn", "Annא", "Ann中", "ߕom", "Вοva", "Tom\u13AA", "한さ", "Ａнн"}) {
        CHECK(refused(name) == mixed);
    }
}

TEST_CASE("names: no sentence repeats the name") {
    for (const char* name : {"canary\n", "canary\u202E", "canaryд", "canary\uE000", "\u0301canary"}) {
        CHECK(refused(name).find("canary") == std::string::npos);
    }
    CHECK(refused(repeat("canary", 10)).find("canary") == std::string::npos);
}

TEST_CASE("name keys: names that look alike have the same key") {
    struct pair {
        const char* one;
        const char* other;
    };
    for (const auto& [one, other] : {pair{"Ann", "ann"},
                                     {"Ann", "ANN"},
                                     {"Lily", "Iily"},
                                     {"Lily", "LILY"},
                                     {"Lily", "1i1y"},
                                     {"Lily", "|ily"},
                                     {"Tom", "Torn"},
                                     {"Tom", "TOM"},
                                     {"Bob", "B0b"},
                                     {"BOB", "ВОВ"},
                                     {"Bob", "ВОВ"},
                                     {"Tom", "ТОМ"},
                                     {"Ann", "Ａｎｎ"},
                                     {"Ann", "𝓐𝓷𝓷"},
                                     {"Ann", "Ⓐⓝⓝ"},
                                     {"Ann", "𝐀𝐍𝐍"},
                                     {"ace", "асе"},
                                     {"Ace", "АСЕ"},
                                     {"Ann ❤", "Ann ❤\uFE0F"},
                                     {"Νίκος", "νίκοσ"},
                                     {"Вова", "вова"},
                                     {"fish", "ﬁsh"},
                                     {"O'Neill", "O\u2019Neill"},
                                     {"Straße", "STRASSE"},
                                     {"Åsa", "A\u030Asa"},
                                     {"Quiet Otter", "quiet  otter"},
                                     {"1", "1\uFE0F"},
                                     {"KOTA", "КОТА"},
                                     {"NINA", "ΝΙΝΑ"}}) {
        INFO(one << " and " << other);
        CHECK(key(one) == key(other));
    }
}

TEST_CASE("name keys: names that differ to the eye have different keys") {
    const std::vector<std::string> names{
        "Ann",   "Anne",   "Änn",    "Bob", "Rob", "Nick",        "Vick",       "Tom",   "Tim",   "Вова", "Вера",
        "Νίκος", "さくら", "サクラ", "李",  "季",  "Quiet Otter", "QuietOtter", "Ann 2", "Ann 3", "👋",    "👍",
        "José",  "Jose",   "c",      "d",   "b",   "6",           "s",          "5",     "z",     "2"};
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (std::size_t j = i + 1; j < names.size(); ++j) {
            INFO(names[i] << " and " << names[j]);
            CHECK(key(names[i]) != key(names[j]));
        }
    }
}

TEST_CASE("name keys: the table for ASCII gives what Unicode's way gives") {
    std::uint32_t state = 7;
    for (int i = 0; i < 3000; ++i) {
        std::string name;
        for (int length = 1 + i % 12; length > 0; --length) {
            state = state * 1'664'525 + 1'013'904'223;
            name += static_cast<char>(0x20 + (state >> 16) % 0x5F);
        }
        INFO(name);
        REQUIRE(ascii_key(name) == unicode_key(icu::UnicodeString::fromUTF8(name)));
    }
}

TEST_CASE("name keys: the key of a cleaned name survives cleaning again") {
    for (const char* name : {"Ann", "  Å  sa ", "Вова", "田中さくら", "Ann ❤\uFE0F"}) {
        CHECK(cleaned(cleaned(name)) == cleaned(name));
        CHECK(key(cleaned(name)) == key(name));
    }
}
