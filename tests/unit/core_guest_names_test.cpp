#include "srchat/core/guest_names.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "srchat/core/names.hpp"

using namespace srchat::core;

TEST_CASE("guest names: each of at least 8,192 is a clean name of its own") {
    std::set<std::string> names;
    std::set<std::string> keys;
    for (std::uint64_t i = 0; i < 100'000; ++i) {
        const std::string name = guest_name(i);
        if (!names.insert(name).second) continue;
        const auto clean = clean_name(name, max_person_name_points);
        INFO(name);
        REQUIRE(clean.has_value());
        REQUIRE(*clean == name);
        REQUIRE(keys.insert(name_key(name)).second);
    }
    CHECK(names.size() >= 8192);
}

TEST_CASE("guest names: a numbered one fits, is clean and never the plain one") {
    std::set<std::string> numbers;
    for (std::uint64_t i = 0; i < 2000; ++i) {
        const std::uint64_t random = i * 0x9E37'79B9'7F4A'7C15;
        const std::string name = numbered_guest_name(random);
        const auto clean = clean_name(name, max_person_name_points);
        INFO(name);
        REQUIRE(clean.has_value());
        REQUIRE(*clean == name);
        REQUIRE(name.starts_with(guest_name(random) + " "));
        numbers.insert(name.substr(name.rfind(' ') + 1));
    }
    CHECK(numbers.size() > 1000);
    CHECK_FALSE(numbers.contains("0"));
    CHECK_FALSE(numbers.contains("1"));
}

TEST_CASE("guest names: any number gives a name") {
    for (const std::uint64_t random : {std::uint64_t{0}, UINT64_MAX, UINT64_MAX / 2}) {
        CHECK(clean_name(guest_name(random), max_person_name_points).has_value());
        CHECK(clean_name(numbered_guest_name(random), max_person_name_points).has_value());
    }
}
