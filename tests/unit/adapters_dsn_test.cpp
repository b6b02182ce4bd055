// What is added to the operator's database URL.
#include <catch2/catch.hpp>

#include "adapters/postgres/dsn.hpp"

using srchat::adapters::postgres::completed;
using namespace std::chrono_literals;

namespace {
bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }
}  // namespace

TEST_CASE("database url: timeouts are added to a URL and to keywords, below the deadline") {
    const std::string url = completed("postgresql://ann@db/people", 800ms);
    CHECK(url.starts_with("postgresql://ann@db/people?connect_timeout=2&tcp_user_timeout=2000&"));
    CHECK(has(url, "statement_timeout%3D700"));
    CHECK(has(url, "lock_timeout%3D400"));
    CHECK_FALSE(has(url, " "));
    const std::string words = completed("host=/run dbname=people", 800ms);
    CHECK(words.starts_with("host=/run dbname=people connect_timeout='2'"));
    CHECK(has(words, "options='-c statement_timeout=700 -c lock_timeout=400"));
    CHECK(has(completed("postgres://db/people?sslmode=require", 800ms), "sslmode=require&connect_timeout=2"));
}

TEST_CASE("database url: what the operator has set stays") {
    CHECK_FALSE(has(completed("postgresql://db/people?connect_timeout=9", 800ms), "connect_timeout=2"));
    CHECK_FALSE(has(completed("dbname=people connect_timeout = 9", 800ms), "connect_timeout='2'"));
    CHECK_FALSE(has(completed("connect_timeout=9 dbname=people", 800ms), "connect_timeout='2'"));
    CHECK_FALSE(has(completed("postgresql://db/people?a=b&options=-c%20x%3Dy", 800ms), "statement_timeout"));
    // What only looks like it does not count.
    CHECK(has(completed("dbname=options password=my_connect_timeout=1", 800ms), "connect_timeout='2'"));
}
