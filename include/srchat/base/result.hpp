#pragma once
// The result of anything that may fail in an expected way: a value, or a refusal that names a
// public error code. Programmer errors are asserted instead; exceptions only come from libraries.

#include <boost/system/result.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "srchat/base/clock.hpp"
#include "srchat/base/error_code.hpp"

namespace srchat {

// Work that has to be done before a request is taken (docs/PROTOCOL.md, section 16).
struct proof_challenge {
    std::string challenge;
    unsigned bits = 0;
};

// What keeps an account out (docs/PROTOCOL.md, section 20).
struct suspension_note {
    std::string rule;
    std::optional<time_point> until;  // nullopt: for good
};

// Why something was not done. `text` is English, for people, and never contains what a client sent.
struct refusal {
    error_code code = error_code::internal;
    std::string text;                                   // empty: the code's default sentence
    std::string field;                                  // the offending field, or empty
    std::chrono::milliseconds retry_after{0};           // 0: waiting does not help
    std::shared_ptr<const proof_challenge> proof;       // of proof_needed
    std::shared_ptr<const suspension_note> suspension;  // of suspended

    refusal() = default;
    refusal(error_code c) : code{c} {}  // NOLINT(google-explicit-constructor): `return error_code::x` reads well
    refusal(error_code c, std::string t) : code{c}, text{std::move(t)} {}
};

[[noreturn]] inline void throw_exception_from_error(const refusal&, const boost::source_location&) {
    std::abort();  // value() on a refusal is a programmer error, never input
}

template <class T>
using result = boost::system::result<T, refusal>;

}  // namespace srchat
