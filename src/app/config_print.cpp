// The table of settings as text: the effective values, the example file, and the documentation's table.
#include <fmt/format.h>

#include "config_keys.hpp"

namespace srchat {

std::string print_config(const config_outcome& outcome) {
    std::string out;
    std::string_view section;
    for (const auto& key : config_keys()) {
        if (key.section() != section) out += fmt::format("{}[{}]\n", section.empty() ? "" : "\n", key.section());
        section = key.section();
        const auto source = outcome.sources.find(key.name);
        const std::string value = to_toml(key, outcome.values);
        const bool hide = key.secret && value != to_toml(key, config{});
        out += fmt::format("{} = {}  # {}\n", key.leaf(), hide ? "\"(not shown)\"" : value,
                           source == outcome.sources.end() ? "default" : source->second);
    }
    return out;
}

std::string example_config() {
    std::string out =
        "# Settings of SecureRoomChat, each with its default. The server needs none of them.\n"
        "# The environment (SRCHAT_SECTION__KEY) wins over this file, flags win over both.\n";
    std::string_view section;
    const config defaults;
    for (const auto& key : config_keys()) {
        if (key.section() != section) out += fmt::format("\n[{}]\n", key.section());
        section = key.section();
        out += fmt::format("## {}\n## Takes {}.\n# {} = {}\n", key.help, allowed_values(key), key.leaf(),
                           to_toml(key, defaults));
    }
    return out;
}

std::string config_key_table() {
    std::string out = "| key | default | takes | meaning |\n|---|---|---|---|\n";
    const config defaults;
    for (const auto& key : config_keys()) {
        out +=
            fmt::format("| `{}` | `{}` | {} | {} |\n", key.name, to_toml(key, defaults), allowed_values(key), key.help);
    }
    return out;
}

}  // namespace srchat
