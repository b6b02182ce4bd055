// Reads the settings: the defaults, then the file, the environment and the flags, each over the one before.
#include "srchat/app/config.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "config_keys.hpp"

namespace srchat {

namespace {

// Test tools of this project read these; a server that inherits them must not take them for misspelt settings.
constexpr std::array<std::string_view, 2> foreign_variables{"SRCHAT_BIN", "SRCHAT_URL"};

std::string known_names(std::string_view section) {
    std::string keys;
    std::string sections;
    std::string_view last;
    for (const auto& key : config_keys()) {
        if (key.section() == section) keys += fmt::format("{}{}", keys.empty() ? "" : ", ", key.name);
        if (key.section() != last) sections += fmt::format("{}{}", sections.empty() ? "" : ", ", key.section());
        last = key.section();
    }
    return keys.empty() ? fmt::format("the sections are {}", sections) : fmt::format("this section has {}", keys);
}

class loader {
public:
    loader() {
        for (const auto& key : config_keys()) outcome_.sources.emplace(key.name, "default");
    }

    void set(const std::string& where, const config_key& key, const config_value& value, std::string source) {
        if (assign(key, outcome_.values, value)) {
            outcome_.sources[std::string{key.name}] = std::move(source);
        } else {
            fail(where, fmt::format("{} takes {}", key.name, allowed_values(key)));
        }
    }

    void unknown(const std::string& where, std::string_view name) {
        const auto section = name.substr(0, name.find('.'));
        fail(where, fmt::format("there is no setting {}; {}", name, known_names(section)));
    }

    void fail(const std::string& where, const std::string& text) { outcome_.errors.push_back(where + ": " + text); }

    const std::string& source(std::string_view key) const { return outcome_.sources.find(key)->second; }
    const config& values() const noexcept { return outcome_.values; }
    bool failed() const noexcept { return !outcome_.errors.empty(); }
    config_outcome take() { return std::move(outcome_); }

private:
    config_outcome outcome_;
};

// nullopt for what no setting can be: a date, a table, a list of anything but texts.
std::optional<config_value> value_of(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    if (const auto* flag = node.as_boolean()) return flag->get();
    if (const auto* whole = node.as_integer()) return whole->get();
    if (const auto* real = node.as_floating_point()) return real->get();
    const auto* list = node.as_array();
    if (list == nullptr) return std::nullopt;
    std::vector<std::string> items;
    for (const auto& item : *list) {
        const auto* text = item.as_string();
        if (text == nullptr) return std::nullopt;
        items.push_back(text->get());
    }
    return items;
}

void read_section(loader& into, const std::string& file, std::string_view section, const toml::table& keys) {
    for (const auto& [leaf, node] : keys) {
        const auto where = fmt::format("{}:{}", file, leaf.source().begin.line);
        const auto name = fmt::format("{}.{}", section, leaf.str());
        const auto* key = find_config_key(name);
        const auto value = value_of(node);
        if (key == nullptr) {
            into.unknown(where, name);
        } else if (!value) {
            into.fail(where, fmt::format("{} takes {}", name, allowed_values(*key)));
        } else {
            into.set(where, *key, *value, where);
        }
    }
}

void read_file(loader& into, const std::string& file) {
    try {
        const auto parsed = toml::parse_file(file);
        for (const auto& [section, node] : parsed) {
            if (const auto* keys = node.as_table()) {
                const bool known = std::any_of(config_keys().begin(), config_keys().end(),
                                               [&](const auto& key) { return key.section() == section.str(); });
                if (known || !keys->empty()) {
                    read_section(into, file, section.str(), *keys);
                    continue;
                }
            }
            into.unknown(fmt::format("{}:{}", file, section.source().begin.line), section.str());
        }
    } catch (const toml::parse_error& error) {
        const auto line = error.source().begin.line;
        into.fail(line > 0 ? fmt::format("{}:{}", file, line) : file, std::string{error.description()});
    }
}

// The secret setting whose file a variable names, as SRCHAT_DATABASE__URL_FILE does; nullptr if it is none.
const config_key* secret_in_file(std::string_view variable) {
    constexpr std::string_view ending = "_FILE";
    if (!variable.ends_with(ending)) return nullptr;
    variable.remove_suffix(ending.size());
    const auto keys = config_keys();
    const auto key = std::find_if(keys.begin(), keys.end(),
                                  [&](const auto& k) { return k.secret && environment_name(k) == variable; });
    return key == keys.end() ? nullptr : &*key;
}

void read_environment(loader& into, const std::map<std::string, std::string>& environment) {
    for (const auto& [name, text] : environment) {
        if (!name.starts_with("SRCHAT_")) continue;
        if (std::find(foreign_variables.begin(), foreign_variables.end(), name) != foreign_variables.end()) continue;
        const auto keys = config_keys();
        const auto key =
            std::find_if(keys.begin(), keys.end(), [&](const auto& k) { return environment_name(k) == name; });
        if (const config_key* secret = key == keys.end() ? secret_in_file(name) : nullptr) {
            std::ifstream file{text};
            std::string line;
            if (!std::getline(file, line)) {
                into.fail("environment " + name, "cannot read a line from the file that it names");
            } else {
                into.set("environment " + name, *secret, from_text(*secret, line), "environment " + name);
            }
        } else if (key == keys.end()) {
            into.fail("environment " + name,
                      "there is no such setting; the names are SRCHAT_SECTION__KEY with two "
                      "underscores, as in " +
                          environment_name(keys.front()));
        } else {
            into.set("environment " + name, *key, from_text(*key, text), "environment " + name);
        }
    }
}

void read_flags(loader& into, const std::vector<config_request::flag>& flags) {
    for (const auto& flag : flags) {
        const auto* key = find_config_key(flag.key);
        if (key == nullptr) {
            into.unknown(flag.name, flag.key);
        } else {
            into.set(flag.name, *key, from_text(*key, flag.value), flag.name);
        }
    }
}

// Settings that are each allowed but not together. Each message says what to do.
void check_together(loader& into) {
    const auto& values = into.values();
    const auto address = parse_listen(values.server.listen);
    if (address && !address->loopback && values.server.origins.empty()) {
        into.fail(into.source("server.listen"),
                  fmt::format("server.listen {} can be reached from other machines, so server.origins must name the "
                              "addresses that browsers will show, such as [\"https://chat.example.org\"]; or listen on "
                              "127.0.0.1 behind a reverse proxy",
                              values.server.listen));
    }
    if (values.sessions.idle_s > values.sessions.max_s) {
        into.fail(into.source("sessions.idle_s"),
                  "sessions.idle_s may not exceed sessions.max_s; lower it or raise that");
    }
}

}  // namespace

config_outcome load_config(const config_request& request) {
    loader into;
    if (request.file) read_file(into, *request.file);
    read_environment(into, request.environment);
    read_flags(into, request.flags);
    if (!into.failed()) check_together(into);
    return into.take();
}

}  // namespace srchat
