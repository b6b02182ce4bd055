#pragma once
// The one table of settings: parsing, checking, printing and the documentation are all driven by it.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "srchat/app/config.hpp"

namespace srchat {

// Where a value lives inside a config. The alternative is the key's type.
using config_field = std::variant<std::string*, bool*, std::uint32_t*, double*, config::seconds*, config::milliseconds*,
                                  std::vector<std::string>*>;

// A value as it came from a file or from text, before it is known to fit its key.
using config_value = std::variant<std::string, bool, std::int64_t, double, std::vector<std::string>>;

struct config_key {
    std::string_view name;  // "rooms.members_max"
    config_field (*at)(config&);
    double min = 0;  // of numbers and durations, in the key's own unit
    double max = 0;
    bool (*valid)(std::string_view) = nullptr;  // of texts, and of each item of a list
    std::string_view form;                      // what `valid` takes, for people
    std::string_view help;                      // one sentence
    bool secret = false;  // never printed; the environment may name a file that holds it (NAME_FILE)

    std::string_view section() const noexcept { return name.substr(0, name.find('.')); }
    std::string_view leaf() const noexcept { return name.substr(name.find('.') + 1); }
};

// In the order of printing; the keys of a section stand together.
std::span<const config_key> config_keys() noexcept;
const config_key* find_config_key(std::string_view name) noexcept;

// "SRCHAT_ROOMS__MEMBERS_MAX"
std::string environment_name(const config_key& key);
// What the key takes, such as "a whole number from 1 to 10000".
std::string allowed_values(const config_key& key);
// The value as TOML.
std::string to_toml(const config_key& key, const config& values);

// Text of the environment or a flag as the key's type; what does not fit stays text, and `assign` then refuses it.
config_value from_text(const config_key& key, std::string_view text);
// False, and nothing changed, if the value is not allowed.
[[nodiscard]] bool assign(const config_key& key, config& values, const config_value& value);

}  // namespace srchat
