#pragma once
// The server's log: one event a line, on stderr. Only what describes the server itself goes there. Message texts, names,
// tokens and addresses are types that no field takes (private_text.hpp), so logging them does not compile; nothing is
// logged per message at level info or above.
//     log::info("net.listening", {{"port", port}});

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

namespace srchat::log {

enum class level { trace, debug, info, warn, error, off };
enum class format { text, json };

// A named value of an event. Views what it is made from, so it lives no longer than the call that it is written in.
class field {
public:
    using value_type = std::variant<std::int64_t, std::uint64_t, double, bool, std::string_view>;

    field(std::string_view name, std::string_view value) : name_{name}, value_{value} {}
    field(std::string_view name, const char* value) : name_{name}, value_{std::string_view{value}} {}
    field(std::string_view name, std::same_as<bool> auto value) : name_{name}, value_{value} {}
    field(std::string_view name, std::floating_point auto value) : name_{name}, value_{static_cast<double>(value)} {}
    field(std::string_view name, std::signed_integral auto value)
        : name_{name}, value_{static_cast<std::int64_t>(value)} {}
    template <std::unsigned_integral Number>
    requires(!std::same_as<Number, bool>) field(std::string_view name, Number value)
        : name_{name}, value_{static_cast<std::uint64_t>(value)} {}

    std::string_view name() const noexcept { return name_; }
    const value_type& value() const noexcept { return value_; }

private:
    std::string_view name_;
    value_type value_;
};

using fields = std::initializer_list<field>;

// Once, before the first thread; until then lines are text at level info. Everything below may be called from any
// thread, never throws, does not suspend, and blocks only as long as stderr does.
void start(level lowest, format form) noexcept;
// May be called again while the server runs.
void set_level(level lowest) noexcept;
bool enabled(level wanted) noexcept;

// The level or format of this name; `info` and `text` for any other, which the settings have refused before.
level level_named(std::string_view name) noexcept;
format format_named(std::string_view name) noexcept;

// `event` is "area.what_happened", a constant. Control characters and invalid UTF-8 in values are escaped, so no value
// can forge a line or steer a terminal.
void write(level severity, std::string_view event, fields values) noexcept;

inline void trace(std::string_view event, fields values = {}) noexcept { write(level::trace, event, values); }
inline void debug(std::string_view event, fields values = {}) noexcept { write(level::debug, event, values); }
inline void info(std::string_view event, fields values = {}) noexcept { write(level::info, event, values); }
inline void warn(std::string_view event, fields values = {}) noexcept { write(level::warn, event, values); }
inline void error(std::string_view event, fields values = {}) noexcept { write(level::error, event, values); }

}  // namespace srchat::log
