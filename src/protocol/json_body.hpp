#pragma once
// The JSON body of a request that is too rare for the frame reader's tables: read as a tree, bounded, and asked for its
// fields one by one. The first thing that is wrong is kept until finish(), so that a decoder reads like a list of fields.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "srchat/base/clock.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/base/result.hpp"

namespace srchat::protocol {

class json_body {
public:
    // At most three objects or lists deep, 64 keys, none of them twice.
    explicit json_body(std::string_view bytes);
    ~json_body();
    json_body(const json_body&) = delete;
    json_body& operator=(const json_body&) = delete;

    // Lengths are code points. A line has no control characters, a text may have line ends and tabs; both show something if
    // `least` is more than 0. Absent or null: empty, and a mistake if `least` is more than 0.
    std::string line(std::string_view key, std::size_t least, std::size_t most);
    std::string text(std::string_view key, std::size_t least, std::size_t most);
    secret_text secret(std::string_view key, std::size_t most);  // as it is
    std::optional<std::string> line_if(std::string_view key, std::size_t least, std::size_t most);
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<std::int64_t> integer_if(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<bool> boolean_if(std::string_view key);
    std::optional<time_point> time_if(std::string_view key);
    // The index of one of `words`; absent: nullopt.
    std::optional<std::size_t> word_if(std::string_view key, std::span<const std::string_view> words);
    std::size_t word(std::string_view key, std::span<const std::string_view> words);
    std::vector<std::int64_t> integers(std::string_view key, std::int64_t least, std::int64_t most, std::size_t count);
    bool has(std::string_view key) const;
    // From here on fields are read from the object of that name, after all fields beside it, until leave(). False, and
    // nothing is entered: it is absent.
    bool enter(std::string_view key);
    void leave();

    // The first mistake, an unknown field included. Refusals: bad_json, bad_field.
    std::optional<refusal> finish();

private:
    struct tree;
    std::optional<std::string> string_if(std::string_view key, std::size_t least, std::size_t most, bool lines);
    void mistake(std::string_view key);

    std::unique_ptr<tree> tree_;
    std::optional<refusal> wrong_;
};

}  // namespace srchat::protocol
