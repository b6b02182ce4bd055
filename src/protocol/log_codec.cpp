#include "srchat/protocol/log_codec.hpp"

#include <limits>

namespace srchat::protocol {

namespace {

constexpr std::uint8_t version = 1;
constexpr std::size_t list_max = 10'000;  // no list of an event is as long

// Both archives have the same operations, so that each shape is written down once, in fields().

class writer {
public:
    static constexpr bool reads = false;
    void number(std::uint64_t value) {
        for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
        out_ += static_cast<char>(value);
    }
    void text(const std::string& value) {
        number(value.size());
        out_ += value;
    }
    template <std::size_t Size>
    void bytes(const std::array<std::uint8_t, Size>& value) {
        out_.append(reinterpret_cast<const char*>(value.data()), Size);
    }
    void refuse() {}
    bool good() const { return true; }
    std::string take() { return std::move(out_); }

private:
    std::string out_;
};

class reader {
public:
    static constexpr bool reads = true;
    explicit reader(std::string_view in) : in_{in} {}
    void number(std::uint64_t& value) {
        value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint8_t byte = next();
            const std::uint64_t bits = byte & 0x7F;
            if (shift == 63 && bits > 1) return refuse();
            value |= bits << shift;
            if (byte < 0x80) return shift > 0 && byte == 0 ? refuse() : void();  // one way to write each number
        }
        refuse();
    }
    void text(std::string& value) {
        std::uint64_t size = 0;
        number(size);
        if (!good_ || size > in_.size()) return refuse();
        value.assign(in_.substr(0, size));
        in_.remove_prefix(size);
    }
    template <std::size_t Size>
    void bytes(std::array<std::uint8_t, Size>& value) {
        for (std::uint8_t& b : value) b = next();
    }
    void refuse() { good_ = false; }
    bool good() const { return good_; }
    bool at_end() const { return in_.empty(); }

private:
    std::uint8_t next() {
        if (in_.empty()) {
            good_ = false;
            return 0;
        }
        const auto byte = static_cast<std::uint8_t>(in_.front());
        in_.remove_prefix(1);
        return byte;
    }
    std::string_view in_;
    bool good_ = true;
};

// Numbers of any width. Signed ones are never negative here.
template <class Archive, class Integer>
void whole(Archive& a, Integer& value) {
    std::uint64_t wide = static_cast<std::uint64_t>(value);
    a.number(wide);
    if constexpr (Archive::reads) {
        if (wide > static_cast<std::uint64_t>(std::numeric_limits<Integer>::max())) return a.refuse();
        value = static_cast<Integer>(wide);
    }
}

template <class Archive>
void flag(Archive& a, bool& value) {
    std::uint8_t byte = value ? 1 : 0;
    whole(a, byte);
    if (byte > 1) return a.refuse();
    value = byte == 1;
}

template <class Archive, class Enum>
void word(Archive& a, Enum& value, Enum last) {
    auto number = static_cast<std::uint8_t>(value);
    whole(a, number);
    if (number > static_cast<std::uint8_t>(last)) return a.refuse();
    value = static_cast<Enum>(number);
}

template <class Archive>
void moment(Archive& a, time_point& value) {
    std::int64_t ms = to_ms(value);
    whole(a, ms);
    value = from_ms(ms);
}

template <class Archive>
void length(Archive& a, milliseconds& value) {
    std::int64_t ms = value.count();
    whole(a, ms);
    value = milliseconds{ms};
}

template <class Archive, class T, class Fields>
void maybe(Archive& a, std::optional<T>& value, Fields fields_of) {
    bool there = value.has_value();
    flag(a, there);
    if (!a.good() || !there) return;
    if constexpr (Archive::reads) value.emplace();
    fields_of(a, *value);
}

template <class Archive, class Id>
void plain_id(Archive& a, Id& id) {
    std::string text{id.view()};
    a.text(text);
    if constexpr (Archive::reads) {
        const auto parsed = Id::parse(text);
        if (!parsed) return a.refuse();
        id = *parsed;
    }
}

template <class Archive, class Private>
void hidden_text(Archive& a, Private& value) {
    std::string text = value.reveal();
    a.text(text);
    if constexpr (Archive::reads) value = Private{text};
    cleanse(text);
}

template <class Archive>
void fields(Archive& a, person& p) {
    a.text(p.name);
    a.text(p.avatar);
    word(a, p.kind, person_kind::hidden);
}

template <class Archive>
void fields(Archive& a, member& m) {
    whole(a, m.m);
    fields(a, m.who);
    word(a, m.role, role::server);
    word(a, m.state, presence_state::away);
    maybe(a, m.muted_until, [](Archive& in, time_point& t) { moment(in, t); });
}

template <class Archive>
void fields(Archive& a, author_ptr& by) {
    author copy = by ? *by : author{};
    whole(a, copy.m);
    fields(a, copy.who);
    if constexpr (Archive::reads) by = std::make_shared<const author>(std::move(copy));
}

template <class Archive>
void fields(Archive& a, notice& n) {
    word(a, n.kind, notice_kind::announcement);
    a.text(n.name);
    maybe(a, n.room, [](Archive& in, notice::place& place) {
        plain_id(in, place.id);
        in.text(place.name);
    });
    whole(a, n.target);
    whole(a, n.count);
    hidden_text(a, n.token);
    a.text(n.text);
}

template <class Archive>
void fields(Archive& a, body& content) {
    enum class form : std::uint8_t { text, notice };
    auto which = std::holds_alternative<text_body>(content) ? form::text : form::notice;
    word(a, which, form::notice);
    if (!a.good()) return;
    if (which == form::text) {
        text_body text;
        if constexpr (!Archive::reads) text = std::get<text_body>(content);
        hidden_text(a, text.text);
        if constexpr (Archive::reads) content = std::move(text);
    } else {
        notice told;
        if constexpr (!Archive::reads) told = *std::get<notice_body>(content).what;
        fields(a, told);
        if constexpr (Archive::reads) content = notice_body{std::make_shared<const notice>(std::move(told))};
    }
}

template <class Archive>
void fields(Archive& a, media& m) {
    plain_id(a, m.id);
    a.text(m.type);
    whole(a, m.bytes);
    whole(a, m.width);
    whole(a, m.height);
    a.text(m.name);
}

template <class Archive>
void fields(Archive& a, std::shared_ptr<const message_extras>& more) {
    bool there = more != nullptr;
    flag(a, there);
    if (!a.good() || !there) return;
    message_extras copy = more ? *more : message_extras{};
    whole(a, copy.reply_to);
    std::size_t count = copy.mentions.size();
    whole(a, count);
    if (count > list_max) return a.refuse();
    copy.mentions.resize(count);
    for (member_no& m : copy.mentions) whole(a, m);
    maybe(a, copy.media, [](Archive& in, media& m) { fields(in, m); });
    if constexpr (Archive::reads) more = std::make_shared<const message_extras>(std::move(copy));
}

template <class Archive>
void fields(Archive& a, card& c) {
    plain_id(a, c.id);
    a.text(c.name);
    a.text(c.topic);
    whole(a, c.count);
    word(a, c.listing, listing::unlisted);
    word(a, c.life, room_life::always);
    word(a, c.message_life, message_life::week);
    moment(a, c.created_at);
    maybe(a, c.expires_at, [](Archive& in, time_point& t) { moment(in, t); });
    moment(a, c.active_at);
    word(a, c.entry, room_entry::invite);
    word(a, c.speech, room_speech::voiced);
    flag(a, c.guests);
    flag(a, c.locked);
    length(a, c.slow);
    word(a, c.kind, room_kind::inbox);
    bool own = c.official != nullptr;
    flag(a, own);
    if (!a.good() || !own) return;
    official copy = c.official ? *c.official : official{};
    word(a, copy.kind, official_kind::special);
    a.text(copy.region);
    maybe(a, copy.opens_at, [](Archive& in, time_point& t) { moment(in, t); });
    whole(a, copy.capacity);
    if constexpr (Archive::reads) c.official = std::make_shared<const official>(std::move(copy));
}

constexpr auto one_role = [](auto& a, role& r) { word(a, r, role::server); };

// What a log holds of a message: edits and reactions are entries of their own.
template <class Archive>
void fields(Archive& a, message& e) {
    fields(a, e.by);
    a.bytes(e.cid.bytes);
    fields(a, e.content);
    moment(a, e.expires_at);
    fields(a, e.more);
}
template <class Archive>
void fields(Archive& a, message_edited& e) {
    whole(a, e.target);
    fields(a, e.content);
    moment(a, e.edited_at);
}
template <class Archive>
void fields(Archive& a, message_deleted& e) {
    whole(a, e.target);
    maybe(a, e.by_role, one_role);
}
template <class Archive>
void fields(Archive& a, reaction& e) {
    whole(a, e.target);
    a.text(e.emoji);
    whole(a, e.m);
    flag(a, e.on);
    whole(a, e.count);
}
template <class Archive>
void fields(Archive& a, member_joined& e) {
    fields(a, e.who);
}
template <class Archive>
void fields(Archive& a, member_left& e) {
    whole(a, e.m);
    word(a, e.reason, leave_reason::banned);
    maybe(a, e.by, one_role);
}
template <class Archive>
void fields(Archive& a, member_changed& e) {
    fields(a, e.who);
    maybe(a, e.by, one_role);
}
template <class Archive>
void fields(Archive& a, room_closed& e) {
    word(a, e.reason, close_reason::admin);
    a.text(e.text);
}
template <class Archive>
void fields(Archive& a, room_changed& e) {
    fields(a, e.room_info);
    word(a, e.by, role::server);
}
template <class Archive>
void fields(Archive& a, pinned& e) {
    whole(a, e.target);
    word(a, e.by, role::server);
}
template <class Archive>
void fields(Archive& a, unbanned& e) {
    whole(a, e.ban);
    a.text(e.name);
    word(a, e.by, role::server);
}
template <class Archive>
void fields(Archive& a, transfer_offered& e) {
    whole(a, e.what.m);
    moment(a, e.what.expires_at);
}
template <class Archive>
void fields(Archive& a, transfer_ended& e) {
    word(a, e.outcome, offer_outcome::expired);
}
template <class Archive>
void fields(Archive& a, owner_changed& e) {
    maybe(a, e.from, [](Archive& in, member_no& m) { whole(in, m); });
    whole(a, e.to);
    word(a, e.reason, succession::succession);
}
template <class Archive>
void fields(Archive& a, successor_named& e) {
    whole(a, e.m);
}
template <class Archive>
void fields(Archive& a, room_closing& e) {
    moment(a, e.what.closes_at);
    a.text(e.what.text);
    word(a, e.by, role::server);
}

// The event of that number in the variant, made anew.
template <std::size_t Index = 0>
bool make_event(std::size_t index, room_event& what) {
    if constexpr (Index < std::variant_size_v<room_event>) {
        if (index != Index) return make_event<Index + 1>(index, what);
        what.emplace<Index>();
        return true;
    } else {
        return false;
    }
}

}  // namespace

secret_text encode_draft(const log_draft& draft) {
    log_draft copy = draft;  // the archives share their shapes, so they take what can be changed
    writer out;
    out.number(version);
    out.number(copy.what.index());
    out.bytes(copy.actor.bytes);
    hidden_text(out, copy.secret);
    std::visit([&out](auto& event) { fields(out, event); }, copy.what);
    return secret_text{out.take()};
}

std::optional<log_draft> decode_draft(std::string_view bytes) {
    reader in{bytes};
    std::uint64_t made_by = 0;
    std::uint64_t index = 0;
    in.number(made_by);
    in.number(index);
    log_draft draft;
    if (!in.good() || made_by != version || !make_event(index, draft.what)) return std::nullopt;
    in.bytes(draft.actor.bytes);
    hidden_text(in, draft.secret);
    std::visit([&in](auto& event) { fields(in, event); }, draft.what);
    if (!in.good() || !in.at_end()) return std::nullopt;
    return draft;
}

}  // namespace srchat::protocol
