#pragma once
// An append-only JSON writer for the hot path: keys stay in the order in which they are written, nothing is built
// before it is text, and whatever bytes a string holds, the output is valid UTF-8 JSON.

#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "enum_names.hpp"
#include "srchat/base/clock.hpp"
#include "srchat/base/ids.hpp"

namespace srchat::protocol {

// Appends a quoted string. Quotes, backslashes and control characters are escaped; a byte that is not part of valid
// UTF-8 becomes U+FFFD.
void put(std::string& out, std::string_view text);
void put(std::string& out, const client_id& id);

inline void put(std::string& out, const std::string& text) { put(out, std::string_view{text}); }

// Only a real bool: a pointer must not turn into one.
template <std::same_as<bool> Bool>
void put(std::string& out, Bool value) {
    out += value ? "true" : "false";
}

template <std::integral Integer>
requires(!std::same_as<Integer, bool>) void put(std::string& out, Integer value) {
    char digits[24];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

inline void put(std::string& out, time_point value) { put(out, to_ms(value)); }
inline void put(std::string& out, milliseconds value) { put(out, value.count()); }

inline void put(std::string& out, const room_id& id) { put(out, id.view()); }
inline void put(std::string& out, const media_id& id) { put(out, id.view()); }

template <wire_enum Enum>
void put(std::string& out, Enum value) {
    out += '"';
    out += wire_name(value);
    out += '"';
}

template <class T>
void put(std::string& out, const std::optional<T>& value) {
    if (value) {
        put(out, *value);
    } else {
        out += "null";
    }
}

template <class T>
void put(std::string& out, const std::vector<T>& list) {
    out += '[';
    bool first = true;
    for (const T& item : list) {
        if (!first) out += ',';
        first = false;
        put(out, item);
    }
    out += ']';
}

// A list whose items are written by `item(out, one)`.
template <class T, class Item>
void put_list(std::string& out, const std::vector<T>& list, Item item) {
    out += '[';
    bool first = true;
    for (const T& one : list) {
        if (!first) out += ',';
        first = false;
        item(out, one);
    }
    out += ']';
}

// Frames that are JSON already.
void put_spliced(std::string& out, const std::vector<std::string>& frames);

// Writes one object into a string that the caller keeps alive. Keys are literals without anything to escape.
class json_object {
public:
    explicit json_object(std::string& out) : out_{out} { out_ += '{'; }
    // An object whose first key is the frame's type.
    json_object(std::string& out, std::string_view type) : json_object{out} { field("t", type); }

    template <class T>
    json_object& field(std::string_view key, const T& value) {
        put(name(key), value);
        return *this;
    }
    template <class T>
    json_object& field_if(std::string_view key, const std::optional<T>& value) {
        return value ? field(key, *value) : *this;
    }
    json_object& spliced(std::string_view key, const std::vector<std::string>& frames) {
        put_spliced(name(key), frames);
        return *this;
    }
    // Writes `"key":`, after which the caller appends the value.
    std::string& name(std::string_view key) {
        out_ += first_ ? "\"" : ",\"";
        first_ = false;
        out_ += key;
        out_ += "\":";
        return out_;
    }
    void end() { out_ += '}'; }

private:
    std::string& out_;
    bool first_ = true;
};

}  // namespace srchat::protocol
