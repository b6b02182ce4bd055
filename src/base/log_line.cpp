#include "log_line.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace srchat::log {

namespace {

std::string_view name_of(level severity) noexcept {
    switch (severity) {
        case level::trace: return "trace";
        case level::debug: return "debug";
        case level::info: return "info";
        case level::warn: return "warn";
        case level::error: return "error";
        case level::off: return "off";
    }
    return "";
}

bool continues(std::string_view text, std::size_t at) noexcept {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80;
}

// How many bytes the printable character at `at` has; 0 if it is to be escaped. Refuses overlong forms, surrogates and
// the C1 controls as well, by their first two bytes.
std::size_t printable_length(std::string_view text, std::size_t at) noexcept {
    const auto first = static_cast<unsigned char>(text[at]);
    if (first < 0x80) return first >= 0x20 && first != 0x7f ? 1 : 0;
    const std::size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if (!continues(text, at + i)) return 0;
    }
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const bool bad = (first == 0xc2 && second < 0xa0) || (first == 0xe0 && second < 0xa0) ||
                     (first == 0xed && second > 0x9f) || (first == 0xf0 && second < 0x90) ||
                     (first == 0xf4 && second > 0x8f);
    return bad ? 0 : length;
}

void append_escaped(std::string& out, std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const auto length = printable_length(text, at);
        if (length == 0) {
            fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(text[at]));
            ++at;
            continue;
        }
        if (text[at] == '"' || text[at] == '\\') out += '\\';
        out.append(text, at, length);
        at += length;
    }
}

// A text that needs no quotes in a line for people.
bool is_plain(std::string_view text) noexcept {
    for (const char c : text) {
        if (c <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f) return false;
    }
    return !text.empty();
}

// Numbers look alike in both forms; JSON knows neither infinity nor NaN.
void append_value(std::string& out, const field::value_type& value, format form) {
    const auto sink = std::back_inserter(out);
    if (const auto* text = std::get_if<std::string_view>(&value)) {
        const bool bare = form == format::text && is_plain(*text);
        if (!bare) out += '"';
        append_escaped(out, *text);
        if (!bare) out += '"';
    } else if (const auto* real = std::get_if<double>(&value)) {
        if (std::isfinite(*real)) {
            fmt::format_to(sink, "{:g}", *real);
        } else {
            out += "null";
        }
    } else if (const auto* flag = std::get_if<bool>(&value)) {
        out += *flag ? "true" : "false";
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        fmt::format_to(sink, "{}", *whole);
    } else {
        fmt::format_to(sink, "{}", std::get<std::uint64_t>(value));
    }
}

}  // namespace

std::string line_of(format form, std::chrono::system_clock::time_point at, level severity, std::string_view event,
                    fields values) {
    const auto whole = std::chrono::floor<std::chrono::seconds>(at);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at - whole).count();
    const auto time = fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(whole), ms);
    std::string out = form == format::json
                          ? fmt::format(R"({{"at":"{}","level":"{}","event":")", time, name_of(severity))
                          : fmt::format("{} {:<5} ", time, name_of(severity));
    append_escaped(out, event);
    if (form == format::json) out += '"';
    for (const auto& value : values) {
        out += form == format::json ? ",\"" : " ";
        append_escaped(out, value.name());
        out += form == format::json ? "\":" : "=";
        append_value(out, value.value(), form);
    }
    if (form == format::json) out += '}';
    return out;
}

}  // namespace srchat::log
