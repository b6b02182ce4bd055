#include "frame_reader.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "srchat/protocol/table.hpp"

namespace srchat::protocol {

namespace {

// What the keys of an object mean.
enum class place : std::uint8_t { frame, body_, resume, media, proof, mentions, nowhere };
constexpr std::size_t mentions_read = 21;  // one more than a message may have

constexpr bool belongs(place where, field_key k) noexcept {
    switch (where) {
        case place::frame: return k <= field_key::text;
        case place::body_: return k == field_key::text;
        case place::resume: return k == field_key::epoch || k == field_key::seq;
        case place::media: return k == field_key::media_id || k == field_key::media_name;
        case place::proof: return k == field_key::challenge || k == field_key::nonce;
        case place::mentions:
        case place::nowhere: return false;
    }
    return false;
}

// Inside a picture's reference two names mean something else than outside.
constexpr field_key key_in(place where, field_key k) noexcept {
    if (where == place::media && k == field_key::id) return field_key::media_id;
    if (where == place::media && k == field_key::name) return field_key::media_name;
    return k;
}

constexpr place inside_of(field_key k) noexcept {
    switch (k) {
        case field_key::body_: return place::body_;
        case field_key::resume: return place::resume;
        case field_key::media: return place::media;
        case field_key::proof: return place::proof;
        default: return place::nowhere;
    }
}

// A name that is safe to repeat in an answer: it helps whoever misspelt a field and carries nothing else.
bool is_field_name(std::string_view name) noexcept {
    return name.size() <= 32 && std::ranges::all_of(name, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
           });
}

// The handler that nlohmann's parser calls for each token. Every callback returns false to stop at once.
class reader {
public:
    explicit reader(frame_values& values) : values_{values} {}

    bool null() { return set(value_kind::other); }
    bool boolean(bool value) { return set(value_kind::boolean, value ? 1 : 0); }
    bool number_integer(std::int64_t value) {
        if (levels_[depth_].inside == place::mentions && values_.mentions.size() < mentions_read)
            values_.mentions.push_back(value);
        return set(value_kind::integer, value);
    }
    bool number_unsigned(std::uint64_t value) {
        if (value > std::numeric_limits<std::int64_t>::max()) return set(value_kind::other);
        return number_integer(static_cast<std::int64_t>(value));
    }
    bool number_float(double, const std::string&) { return set(value_kind::other); }
    bool binary(std::vector<std::uint8_t>&) { return false; }

    bool string(std::string& value) {
        if (!set(value_kind::string)) return false;
        const field_key k = levels_[depth_].current;
        if (k == field_key::text && levels_[depth_].inside == place::body_) {
            values_.text = std::move(value);  // the only long one; the others leave the parser its buffer
        } else if (k != field_key::none) {
            values_[k].offset = static_cast<std::uint32_t>(values_.strings.size());
            values_[k].size = static_cast<std::uint32_t>(value.size());
            values_.strings += value;
        }
        return true;
    }

    bool start_object(std::size_t) {
        place inside = place::frame;
        if (depth_ > 0) {
            set(value_kind::object);
            inside = inside_of(levels_[depth_].current);
        }
        return enter(inside);
    }
    bool start_array(std::size_t) {
        const bool known = depth_ > 0 && levels_[depth_].current == field_key::mentions;
        return set(known ? value_kind::list : value_kind::other) && enter(known ? place::mentions : place::nowhere);
    }
    bool end_object() { return leave(); }
    bool end_array() { return leave(); }

    bool key(std::string& name) {
        if (++keys_ > max_keys) return false;
        level& here = levels_[depth_];
        const auto k = key_in(here.inside, key_of(name));
        if (k == field_key::none ? !remember_unknown(name) : (here.seen & bit(k)) != 0)
            return false;  // twice in one object
        if (k != field_key::none) here.seen |= bit(k);
        here.current = belongs(here.inside, k) ? k : field_key::none;
        if (here.current == field_key::none) note_unknown(here.inside, name);
        if (here.inside == place::frame && here.current != field_key::none) values_.present |= bit(k);
        return true;
    }

    template <class Exception>
    bool parse_error(std::size_t, const std::string&, const Exception&) {
        return false;
    }

private:
    struct level {
        place inside = place::nowhere;
        field_key current = field_key::none;
        key_bits seen = 0;
    };

    // False outside any object: a frame is an object.
    bool set(value_kind kind, std::int64_t number = 0) {
        if (depth_ == 0) return false;
        // Whatever else stands in the list, it is no list of members.
        if (levels_[depth_].inside == place::mentions && kind != value_kind::integer)
            values_[field_key::mentions].kind = value_kind::other;
        if (const auto k = levels_[depth_].current; k != field_key::none) {
            values_[k].kind = kind;
            values_[k].number = number;
        }
        return true;
    }

    bool enter(place inside) {
        if (depth_ == max_depth) return false;
        levels_[++depth_] = {inside};
        return true;
    }

    bool leave() {
        std::erase_if(unknown_, [this](const auto& entry) { return entry.first == depth_; });
        --depth_;
        return true;
    }

    bool remember_unknown(const std::string& name) {
        std::pair<std::size_t, std::string> entry{depth_, name};
        if (std::ranges::find(unknown_, entry) != unknown_.end()) return false;
        unknown_.push_back(std::move(entry));
        return true;
    }

    void note_unknown(place inside, std::string_view name) {
        if (inside == place::nowhere || values_.has_unknown) return;
        values_.has_unknown = true;
        if (!is_field_name(name)) return;
        if (inside == place::body_) values_.unknown = "body.";
        if (inside == place::resume) values_.unknown = "resume.";
        if (inside == place::media) values_.unknown = "media.";
        if (inside == place::proof) values_.unknown = "proof.";
        values_.unknown += name;
    }

    frame_values& values_;
    std::array<level, max_depth + 1> levels_;
    std::size_t depth_ = 0;
    std::size_t keys_ = 0;
    std::vector<std::pair<std::size_t, std::string>> unknown_;  // depth and name, of the objects that are open
};

}  // namespace

bool read_frame(std::string_view frame, frame_values& values) {
    // The parser takes a NUL for the end of its input and skips a byte order mark; neither is JSON.
    if (frame.empty() || frame.front() == '\xEF' || frame.find('\0') != std::string_view::npos) return false;
    reader handler{values};
    return nlohmann::json::sax_parse(frame.data(), frame.data() + frame.size(), &handler);
}

}  // namespace srchat::protocol
