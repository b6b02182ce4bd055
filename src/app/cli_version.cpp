#include "cli_version.hpp"

#include <fmt/format.h>

#include <boost/version.hpp>

namespace srchat {

namespace {

#if defined(__clang__)
constexpr const char* compiler = "clang " __clang_version__;
#else
constexpr const char* compiler = "g++ " __VERSION__;
#endif

#if defined(__SANITIZE_ADDRESS__)
constexpr const char* build = "address and undefined-behaviour sanitizers";
#elif defined(__SANITIZE_THREAD__)
constexpr const char* build = "thread sanitizer";
#elif defined(NDEBUG)
constexpr const char* build = "release";
#else
constexpr const char* build = "dev";
#endif

std::string boost_version() {
    return fmt::format("{}.{}.{}", BOOST_VERSION / 100'000, BOOST_VERSION / 100 % 1'000, BOOST_VERSION % 100);
}

}  // namespace

std::string version_text(bool json) {
    if (!json) return fmt::format("srchat {} ({}, {}, Boost {})\n", SRCHAT_VERSION, build, compiler, boost_version());
    // None of the values has a character that JSON would want escaped.
    return fmt::format(R"({{"name":"srchat","version":"{}","protocol":1,"build":"{}","compiler":"{}","boost":"{}"}})"
                       "\n",
                       SRCHAT_VERSION, build, compiler, boost_version());
}

std::string version_number() { return SRCHAT_VERSION; }

}  // namespace srchat
