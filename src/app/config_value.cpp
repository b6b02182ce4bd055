// How the values of settings are read, checked and written: one visitor per direction.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "config_keys.hpp"

namespace srchat {

namespace {

template <class... Handlers>
struct overloaded : Handlers... {
    using Handlers::operator()...;
};
template <class... Handlers>
overloaded(Handlers...) -> overloaded<Handlers...>;

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned char>(c));
        } else {
            out += c;
        }
    }
    return out += '"';
}

template <class Number>
std::optional<Number> number_from(std::string_view text) {
    Number value{};
    const auto end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (text.empty() || error != std::errc{} || stop != end) return std::nullopt;
    return value;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> items;
    while (!trimmed(text).empty()) {
        const auto comma = text.find(',');
        items.emplace_back(trimmed(text.substr(0, comma)));
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    return items;
}

template <class Target>
bool assign_whole(const config_key& key, Target& target, const config_value& value) {
    const auto* number = std::get_if<std::int64_t>(&value);
    if (number == nullptr) return false;
    const auto wide = static_cast<double>(*number);
    if (wide < key.min || wide > key.max) return false;
    if constexpr (std::is_same_v<Target, std::uint32_t>) {
        target = static_cast<std::uint32_t>(*number);
    } else {
        target = Target{*number};
    }
    return true;
}

bool assign_real(const config_key& key, double& target, const config_value& value) {
    double number = 0;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        number = static_cast<double>(*whole);
    } else if (const auto* real = std::get_if<double>(&value)) {
        number = *real;
    } else {
        return false;
    }
    if (!std::isfinite(number) || number < key.min || number > key.max) return false;
    target = number;
    return true;
}

}  // namespace

std::string environment_name(const config_key& key) {
    std::string name = fmt::format("SRCHAT_{}__{}", key.section(), key.leaf());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return name;
}

std::string allowed_values(const config_key& key) {
    config probe;
    const auto whole = [&](std::string_view what) {
        return fmt::format("{} from {:.0f} to {:.0f}", what, key.min, key.max);
    };
    return std::visit(overloaded{
                          [&](std::string*) { return std::string{key.form}; },
                          [&](bool*) { return std::string{"true or false"}; },
                          [&](std::uint32_t*) { return whole("a whole number"); },
                          [&](double*) { return fmt::format("a number from {:g} to {:.0f}", key.min, key.max); },
                          [&](config::seconds*) { return whole("whole seconds"); },
                          [&](config::milliseconds*) { return whole("whole milliseconds"); },
                          [&](std::vector<std::string>*) { return fmt::format("a list of {}", key.form); },
                      },
                      key.at(probe));
}

std::string to_toml(const config_key& key, const config& values) {
    config copy = values;  // the accessors of the table give pointers that may be written to
    return std::visit(overloaded{
                          [](const std::string* text) { return quoted(*text); },
                          [](const bool* flag) { return std::string{*flag ? "true" : "false"}; },
                          [](const std::uint32_t* number) { return fmt::format("{}", *number); },
                          [](const double* number) { return fmt::format("{:g}", *number); },
                          [](const config::seconds* time) { return fmt::format("{}", time->count()); },
                          [](const config::milliseconds* time) { return fmt::format("{}", time->count()); },
                          [](const std::vector<std::string>* list) {
                              std::string out = "[";
                              for (const auto& item : *list) out += (out.size() > 1 ? ", " : "") + quoted(item);
                              return out += "]";
                          },
                      },
                      key.at(copy));
}

config_value from_text(const config_key& key, std::string_view text) {
    config probe;
    const auto field = key.at(probe);
    if (std::holds_alternative<std::vector<std::string>*>(field)) return split_list(text);
    if (std::holds_alternative<bool*>(field)) {
        if (text == "true") return true;
        if (text == "false") return false;
    } else if (!std::holds_alternative<std::string*>(field)) {
        if (const auto whole = number_from<std::int64_t>(text); whole) return *whole;
        if (const auto real = number_from<double>(text); real) return *real;
    }
    return std::string{text};
}

bool assign(const config_key& key, config& values, const config_value& value) {
    return std::visit(overloaded{
                          [&](std::string* target) {
                              const auto* text = std::get_if<std::string>(&value);
                              if (text == nullptr || !key.valid(*text)) return false;
                              *target = *text;
                              return true;
                          },
                          [&](bool* target) {
                              const auto* flag = std::get_if<bool>(&value);
                              if (flag == nullptr) return false;
                              *target = *flag;
                              return true;
                          },
                          [&](std::uint32_t* target) { return assign_whole(key, *target, value); },
                          [&](double* target) { return assign_real(key, *target, value); },
                          [&](config::seconds* target) { return assign_whole(key, *target, value); },
                          [&](config::milliseconds* target) { return assign_whole(key, *target, value); },
                          [&](std::vector<std::string>* target) {
                              const auto* list = std::get_if<std::vector<std::string>>(&value);
                              if (list == nullptr || !std::all_of(list->begin(), list->end(), key.valid)) return false;
                              *target = *list;
                              return true;
                          },
                      },
                      key.at(values));
}

}  // namespace srchat
