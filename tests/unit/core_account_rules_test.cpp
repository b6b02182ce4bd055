#include "srchat/core/account_rules.hpp"
#include "srchat/core/links.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "srchat/core/recovery_words.hpp"

using namespace srchat;
using namespace srchat::core;

namespace {

error_code code_of(const result<void>& r) {
    REQUIRE(r.has_error());
    return r.error().code;
}

result<void> password(const std::string& text, std::string_view name = "ann") {
    return check_account_password(secret_text{text}, name);
}

}  // namespace

TEST_CASE("account: a name is 3 to 24 of a few plain characters, with a letter or digit at both ends") {
    for (const char* good : {"ann", "a-n", "a.b_c-d", "007", "abcdefghijklmnopqrstuvwx"}) {
        INFO(good);
        CHECK(check_account_name(good).has_value());
    }
    for (const char* bad :
         {"", "an", "abcdefghijklmnopqrstuvwxy", "Ann", "a n", "änn", "ann!", ".ann", "ann-", "_nn", "a\tb", "a'b"}) {
        INFO(bad);
        CHECK(code_of(check_account_name(bad)) == error_code::name_invalid);
    }
}

TEST_CASE("account: names that speak for the server are taken, whatever signs are between the letters") {
    for (const char* name : {"admin", "sys-tem", "a.d_m-in", "srchat", "mod-erator"}) {
        INFO(name);
        CHECK(code_of(check_account_name(name)) == error_code::name_taken);
    }
    CHECK(check_account_name("administratorix").has_value());
}

TEST_CASE("account: a password has 8 to 128 characters, counted as people count, and is not the name") {
    CHECK(code_of(password("1234567")) == error_code::password_invalid);
    CHECK(password("12345678").has_value());
    CHECK(code_of(password("äöüßäöü")) == error_code::password_invalid);
    CHECK(password("äöüßäöüß").has_value());
    CHECK(password(std::string(128, 'x')).has_value());
    CHECK(code_of(password(std::string(129, 'x'))) == error_code::password_invalid);
    CHECK(code_of(password("long-name", "long-name")) == error_code::password_invalid);
}

TEST_CASE("profile: links are found as people write them, and plain sentences are not taken for links") {
    for (const char* link : {"see https://x.example", "WWW.X.EXAMPLE", "me at chat.example.com", "t.me/ann", "x.IO"}) {
        INFO(link);
        CHECK(has_link(link));
    }
    for (const char* plain :
         {"", "I like tea.", "tea.Coffee too", "3.14 is enough", "e.g. this", "...com", "a.combination"}) {
        INFO(plain);
        CHECK_FALSE(has_link(plain));
    }
}

TEST_CASE("profile: pictures and languages have a form") {
    for (const char* good : {"a0", "a9", "a10", "a63"}) CHECK(is_avatar(good));
    for (const char* bad : {"", "a", "a64", "a00", "a07", "b1", "a1x", "a100"}) CHECK_FALSE(is_avatar(bad));
    for (const char* good : {"", "de", "pt-BR", "zh-Hant-TW"}) CHECK(is_language(good));
    for (const char* bad : {"-", "de-", "-de", "de--AT", "de_AT", "d e", "abcdefghi"}) CHECK_FALSE(is_language(bad));
}

TEST_CASE("recovery: six words, each from ten bits, and all sixty bits count") {
    std::set<std::string> seen;
    for (unsigned bit = 0; bit < 60; ++bit) seen.insert(recovery_words(std::uint64_t{1} << bit).reveal());
    seen.insert(recovery_words(0).reveal());
    CHECK(seen.size() == 61);
    CHECK(recovery_words(std::uint64_t{1} << 60).reveal() == recovery_words(0).reveal());
    std::istringstream words{recovery_words(0x123456789abcdef).reveal()};
    int count = 0;
    for (std::string word; words >> word; ++count) CHECK(word.size() >= 3);
    CHECK(count == 6);
}

TEST_CASE("recovery: all words differ from each other") {
    std::set<std::string> first;
    for (std::uint64_t i = 0; i < 1024; ++i) {
        const std::string text = recovery_words(i).reveal();
        first.insert(text.substr(0, text.find(' ')));
    }
    CHECK(first.size() == 1024);
}

TEST_CASE("recovery: what is typed counts whatever the case and the gaps") {
    const secret_text typed{"  Apple-RIVER,\tstone\n  tea. lamp  moon "};
    CHECK(tidy_recovery_words(typed).reveal() == "apple river stone tea lamp moon");
    CHECK(tidy_recovery_words(secret_text{""}).empty());
    const secret_text words = recovery_words(987654321);
    CHECK(tidy_recovery_words(words) == words);
}

TEST_CASE("account rules: names that pass for the server's voice are nobody's, however they are written") {
    for (const char* name : {"admin", "Admin", "A d m i n", "sys-tem", "MODERATOR",
                             "\xD0\xB0"
                             "dmin"}) {
        INFO(name);
        CHECK(core::is_reserved_name(name));
    }
    for (const char* name : {"Adminton", "Anna", "Quiet Otter", "Owner of a boat"}) {
        INFO(name);
        CHECK_FALSE(core::is_reserved_name(name));
    }
}
