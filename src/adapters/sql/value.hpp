#pragma once
// What goes into statements and comes out of them, alike for every engine. Texts are overwritten when they die, since
// some of them prove who somebody is.

#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "srchat/base/clock.hpp"
#include "srchat/base/private_text.hpp"

namespace srchat::adapters::sql {

// One parameter of a statement; views what it is made from.
class parameter {
public:
    struct bytes {
        const std::uint8_t* data;
        std::size_t size;
    };
    using form = std::variant<std::monostate, std::int64_t, bool, std::string_view, bytes>;

    parameter(std::string_view text) : form_{text} {}                      // NOLINT(google-explicit-constructor)
    parameter(const std::string& text) : form_{std::string_view{text}} {}  // NOLINT(google-explicit-constructor)
    parameter(bool flag) : form_{flag} {}                                  // NOLINT(google-explicit-constructor)
    parameter(std::int64_t number) : form_{number} {}                      // NOLINT(google-explicit-constructor)
    parameter(time_point at) : form_{to_ms(at)} {}                         // NOLINT(google-explicit-constructor)
    parameter(std::optional<time_point> at) {                              // NOLINT(google-explicit-constructor)
        if (at) form_ = to_ms(*at);
    }
    template <std::size_t Size>
    parameter(const std::array<std::uint8_t, Size>& b)  // NOLINT(google-explicit-constructor)
        : form_{bytes{b.data(), b.size()}} {}

    template <std::size_t Size>
    parameter(const std::optional<std::array<std::uint8_t, Size>>& b) {  // NOLINT(google-explicit-constructor)
        if (b) form_ = bytes{b->data(), b->size()};
    }
    parameter(std::optional<std::int64_t> number) {  // NOLINT(google-explicit-constructor)
        if (number) form_ = *number;
    }

    const form& get() const noexcept { return form_; }

private:
    form form_;
};

using parameters = std::initializer_list<parameter>;

// One column of a row: nothing, a number (a flag is 0 or 1), or a text or bytes.
class column {
public:
    column() = default;
    explicit column(std::int64_t number) : number_{number}, null_{false} {}
    explicit column(std::string text) : text_{std::move(text)}, null_{false} {}

    std::int64_t number() const noexcept { return number_; }
    bool flag() const noexcept { return number_ != 0; }
    time_point time() const noexcept { return from_ms(number_); }
    std::optional<time_point> maybe_time() const noexcept {
        if (null_) return std::nullopt;
        return time();
    }
    const std::string& text() const noexcept { return text_.reveal(); }
    secret_text secret() const { return text_; }
    bool is_null() const noexcept { return null_; }
    // Asserts the size, which the schema checks.
    template <std::size_t Size>
    std::array<std::uint8_t, Size> bytes() const noexcept {
        std::array<std::uint8_t, Size> b{};
        assert(text_.size() == Size);
        std::memcpy(b.data(), text().data(), std::min(Size, text_.size()));
        return b;
    }

private:
    secret_text text_;
    std::int64_t number_ = 0;
    bool null_ = true;
};

using row = std::vector<column>;

struct rows {
    std::vector<row> all;
    std::uint64_t changed = 0;  // how many rows a change has touched

    bool empty() const noexcept { return all.empty(); }
    const row& front() const noexcept { return all.front(); }
};

}  // namespace srchat::adapters::sql
