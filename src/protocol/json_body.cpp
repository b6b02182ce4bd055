#include "json_body.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>

#include "srchat/protocol/table.hpp"
#include "text_rules.hpp"
#include "utf8.hpp"

namespace srchat::protocol {

namespace {

using json = nlohmann::json;
constexpr int depth_max = 3;
constexpr std::size_t keys_max = 64;

json parse(std::string_view bytes) {
    // The parser takes a NUL for the end of its input and skips a byte order mark; neither is JSON.
    if (bytes.empty() || bytes.front() == '\xEF' || bytes.find('\0') != std::string_view::npos)
        return json::value_t::discarded;
    bool sane = true;
    std::size_t keys = 0;
    std::array<std::set<std::string>, depth_max + 2> seen;
    const auto watch = [&](int depth, json::parse_event_t what, json& value) {
        using event = json::parse_event_t;
        const bool opens = what == event::object_start || what == event::array_start;
        if (opens && depth >= depth_max) sane = false;
        if (!sane) return false;
        const auto level = static_cast<std::size_t>(depth);
        if (what == event::object_start) seen[level + 1].clear();
        if (what == event::key)
            sane = ++keys <= keys_max && seen[level].insert(value.get_ref<const std::string&>()).second;
        return sane;
    };
    json whole = json::parse(bytes.begin(), bytes.end(), watch, false);
    if (!sane || !whole.is_object()) return json::value_t::discarded;
    return whole;
}

std::size_t points_of(std::string_view text) noexcept {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

struct json_body::tree {
    json whole;
    json* here = nullptr;
    std::string inside;  // the object that was entered, and a dot
    std::set<std::string, std::less<>> asked;

    // Null if it is absent or null.
    const json* find(std::string_view key) {
        asked.insert(std::string{key});
        if (here == nullptr) return nullptr;
        const auto found = here->find(std::string{key});
        return found == here->end() || found->is_null() ? nullptr : &*found;
    }
    // The first field of the open object that nobody has asked for.
    std::optional<std::string> unknown() const {
        if (here == nullptr) return std::nullopt;
        for (const auto& [key, value] : here->items()) {
            if (!asked.contains(key)) return key;
        }
        return std::nullopt;
    }
};

json_body::json_body(std::string_view bytes) : tree_{std::make_unique<tree>()} {
    tree_->whole = parse(bytes);
    if (tree_->whole.is_discarded()) {
        wrong_ = error_code::bad_json;
    } else {
        tree_->here = &tree_->whole;
    }
}

json_body::~json_body() = default;

void json_body::mistake(std::string_view key) {
    if (wrong_) return;
    refusal why{error_code::bad_field};
    // What a client made up is repeated only if it is a plain word.
    const bool plain = key.size() <= 32 && std::ranges::all_of(key, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                       });
    if (plain) why.field = tree_->inside + std::string{key};
    wrong_ = std::move(why);
}

std::optional<std::string> json_body::string_if(std::string_view key, std::size_t least, std::size_t most, bool lines) {
    const json* found = tree_->find(key);
    if (found == nullptr) return std::nullopt;
    const auto* text = found->get_ptr<const std::string*>();
    const bool shows = text != nullptr && (least == 0 || !check_message_text(*text));
    const bool fits = shows && points_of(*text) >= least && points_of(*text) <= most;
    const bool sound = fits && (text->empty() || (lines ? !check_message_text(*text) : is_line(*text, least, most)));
    if (sound) return *text;
    mistake(key);
    return std::nullopt;
}

std::string json_body::line(std::string_view key, std::size_t least, std::size_t most) {
    std::optional<std::string> found = string_if(key, least, most, false);
    if (!found && least > 0) mistake(key);
    return found.value_or(std::string{});
}

std::string json_body::text(std::string_view key, std::size_t least, std::size_t most) {
    std::optional<std::string> found = string_if(key, least, most, true);
    if (!found && least > 0) mistake(key);
    return found.value_or(std::string{});
}

secret_text json_body::secret(std::string_view key, std::size_t most) {
    const json* found = tree_->find(key);
    const auto* text = found == nullptr ? nullptr : found->get_ptr<const std::string*>();
    if (text != nullptr && !text->empty() && points_of(*text) <= most) return secret_text{*text};
    mistake(key);
    return {};
}

std::optional<std::string> json_body::line_if(std::string_view key, std::size_t least, std::size_t most) {
    return string_if(key, least, most, false);
}

std::optional<std::int64_t> json_body::integer_if(std::string_view key, std::int64_t least, std::int64_t most) {
    const json* found = tree_->find(key);
    if (found == nullptr) return std::nullopt;
    if (found->is_number_integer() && (!found->is_number_unsigned() || found->get<std::uint64_t>() <= max_integer)) {
        const auto value = found->get<std::int64_t>();
        if (value >= least && value <= most) return value;
    }
    mistake(key);
    return std::nullopt;
}

std::int64_t json_body::integer(std::string_view key, std::int64_t least, std::int64_t most) {
    const std::optional<std::int64_t> found = integer_if(key, least, most);
    if (!found) mistake(key);
    return found.value_or(least);
}

std::optional<bool> json_body::boolean_if(std::string_view key) {
    const json* found = tree_->find(key);
    if (found == nullptr) return std::nullopt;
    if (found->is_boolean()) return found->get<bool>();
    mistake(key);
    return std::nullopt;
}

std::optional<time_point> json_body::time_if(std::string_view key) {
    const std::optional<std::int64_t> found = integer_if(key, 0, max_integer);
    if (!found) return std::nullopt;
    return from_ms(*found);
}

std::optional<std::size_t> json_body::word_if(std::string_view key, std::span<const std::string_view> words) {
    const json* found = tree_->find(key);
    if (found == nullptr) return std::nullopt;
    const auto* text = found->get_ptr<const std::string*>();
    const auto word = text == nullptr ? words.end() : std::ranges::find(words, std::string_view{*text});
    if (word != words.end()) return static_cast<std::size_t>(word - words.begin());
    mistake(key);
    return std::nullopt;
}

std::size_t json_body::word(std::string_view key, std::span<const std::string_view> words) {
    const std::optional<std::size_t> found = word_if(key, words);
    if (!found) mistake(key);
    return found.value_or(0);
}

std::vector<std::int64_t> json_body::integers(std::string_view key, std::int64_t least, std::int64_t most,
                                              std::size_t count) {
    const json* found = tree_->find(key);
    std::vector<std::int64_t> all;
    if (found == nullptr) return all;
    bool sound = found->is_array() && found->size() <= count;
    for (std::size_t i = 0; sound && i < found->size(); ++i) {
        const json& one = (*found)[i];
        sound = one.is_number_integer() && (!one.is_number_unsigned() || one.get<std::uint64_t>() <= max_integer);
        if (sound) all.push_back(one.get<std::int64_t>());
        sound = sound && all.back() >= least && all.back() <= most;
    }
    if (!sound) mistake(key);
    return sound ? all : std::vector<std::int64_t>{};
}

bool json_body::has(std::string_view key) const {
    return tree_->here != nullptr && tree_->here->contains(std::string{key});
}

bool json_body::enter(std::string_view key) {
    if (tree_->find(key) == nullptr) return false;
    json& inner = (*tree_->here)[std::string{key}];
    if (!inner.is_object()) {
        mistake(key);
        return false;
    }
    // The names asked for outside are checked now, since those inside have a set of their own: all outer fields are read
    // before an inner object is entered.
    if (const auto strange = tree_->unknown()) mistake(*strange);
    tree_->here = &inner;
    tree_->inside = std::string{key} + ".";
    tree_->asked.clear();
    return true;
}

void json_body::leave() {
    if (const auto strange = tree_->unknown()) mistake(*strange);
    tree_->here = nullptr;
    tree_->inside.clear();
}

std::optional<refusal> json_body::finish() {
    if (const auto strange = tree_->unknown()) mistake(*strange);
    return std::move(wrong_);
}

}  // namespace srchat::protocol
