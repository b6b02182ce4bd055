#include "srchat/protocol/commands.hpp"

#include <array>
#include <utility>

#include "command_table.hpp"
#include "field_check.hpp"
#include "plain_say.hpp"
#include "srchat/protocol/replies.hpp"

namespace srchat::protocol {

namespace {

constexpr auto plans = [] {
    std::array<field_plan, rows::all.size()> all;
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = field_plan{rows::all[i].fields, bit(field_key::t) | bit(field_key::id)};
    return all;
}();

// Fields that were checked, read as what the table says they are.
struct checked_fields {
    frame_values& values;
    const checked_ids& ids;

    bool has(field_key k) const { return values[k].kind != value_kind::absent; }
    std::string string(field_key k) const { return std::string{values.string(k)}; }
    bool flag(field_key k) const { return values[k].number != 0; }
    template <class Integer>
    Integer number(field_key k, Integer otherwise = 0) const {
        return has(k) ? static_cast<Integer>(values[k].number) : otherwise;
    }
    template <class Enum>
    Enum choice(field_key k, Enum otherwise) const {
        return has(k) ? static_cast<Enum>(values[k].number) : otherwise;
    }
    body content() const { return text_body{message_text{std::move(values.text)}}; }
    seq_no target() const { return number<seq_no>(field_key::target); }
    member_no member() const { return number<member_no>(field_key::m); }
    std::optional<srchat::protocol::proof> proof() const {
        if (!has(field_key::proof)) return std::nullopt;
        return srchat::protocol::proof{string(field_key::challenge), string(field_key::nonce)};
    }
    std::optional<secret_text> secret(field_key k) const {
        return has(k) ? std::optional{secret_text{string(k)}} : std::nullopt;
    }
};

command build(std::in_place_type_t<hello>, const checked_fields& f) {
    return hello{f.number<std::int64_t>(field_key::v), f.string(field_key::client)};
}
command build(std::in_place_type_t<ping>, const checked_fields&) { return ping{}; }
command build(std::in_place_type_t<rename>, const checked_fields& f) { return rename{f.string(field_key::name)}; }
command build(std::in_place_type_t<rooms>, const checked_fields& f) {
    rooms out{f.string(field_key::q), std::nullopt, f.flag(field_key::open)};
    if (f.has(field_key::watch)) out.watch = f.flag(field_key::watch);
    return out;
}
command build(std::in_place_type_t<room_create>, const checked_fields& f) {
    const room_create defaults;
    return room_create{f.string(field_key::name),
                       f.string(field_key::topic),
                       f.choice(field_key::listing, defaults.listing),
                       f.choice(field_key::life, defaults.life),
                       f.choice(field_key::message_life, defaults.message_life),
                       f.choice(field_key::entry, defaults.entry),
                       f.secret(field_key::password),
                       f.choice(field_key::speech, defaults.speech),
                       !f.has(field_key::guests) || f.flag(field_key::guests),
                       f.number<std::uint32_t>(field_key::slow_ms)};
}
command build(std::in_place_type_t<room_set>, const checked_fields& f) {
    room_set out;
    out.room = *f.ids.room;
    if (f.has(field_key::name)) out.name = f.string(field_key::name);
    if (f.has(field_key::topic)) out.topic = f.string(field_key::topic);
    if (f.has(field_key::listing)) out.listing = f.choice(field_key::listing, listing::public_);
    if (f.has(field_key::entry)) out.entry = f.choice(field_key::entry, room_entry::open);
    out.password = f.secret(field_key::password);
    if (f.has(field_key::speech)) out.speech = f.choice(field_key::speech, room_speech::everyone);
    if (f.has(field_key::guests)) out.guests = f.flag(field_key::guests);
    if (f.has(field_key::life)) out.life = f.choice(field_key::life, room_life::until_empty);
    if (f.has(field_key::message_life)) out.message_life = f.choice(field_key::message_life, message_life::hour);
    if (f.has(field_key::slow_ms)) out.slow_ms = f.number<std::uint32_t>(field_key::slow_ms);
    return out;
}
command build(std::in_place_type_t<join>, const checked_fields& f) {
    join out;
    out.room = *f.ids.room;
    if (f.has(field_key::resume)) out.resume = {f.number<epoch_no>(field_key::epoch), f.number<seq_no>(field_key::seq)};
    if (f.has(field_key::hidden)) out.hidden = f.flag(field_key::hidden);
    out.password = f.secret(field_key::password);
    out.invite = f.secret(field_key::invite);
    return out;
}
command build(std::in_place_type_t<leave>, const checked_fields& f) { return leave{*f.ids.room}; }
command build(std::in_place_type_t<say>, const checked_fields& f) {
    say out{*f.ids.room, *f.ids.cid, f.content(), f.number<seq_no>(field_key::reply_to), {}, std::nullopt};
    for (const std::int64_t m : f.values.mentions) out.mentions.push_back(static_cast<member_no>(m));
    if (f.has(field_key::media)) out.media = media_ref{*f.ids.media, f.string(field_key::media_name)};
    out.proof = f.proof();
    return out;
}
command build(std::in_place_type_t<edit>, const checked_fields& f) {
    return edit{*f.ids.room, f.target(), f.content(), f.proof()};
}
command build(std::in_place_type_t<delete_>, const checked_fields& f) { return delete_{*f.ids.room, f.target()}; }
command build(std::in_place_type_t<react>, const checked_fields& f) {
    return react{*f.ids.room, f.target(), f.string(field_key::emoji), f.flag(field_key::on)};
}
command build(std::in_place_type_t<typing>, const checked_fields& f) { return typing{*f.ids.room}; }
command build(std::in_place_type_t<roster>, const checked_fields& f) {
    return roster{*f.ids.room, f.number<member_no>(field_key::after)};
}
command build(std::in_place_type_t<history>, const checked_fields& f) {
    return history{*f.ids.room, f.number<seq_no>(field_key::before),
                   f.number<std::uint32_t>(field_key::limit, history{}.limit)};
}

command build(std::in_place_type_t<knock>, const checked_fields& f) {
    return knock{*f.ids.room, f.string(field_key::text), f.flag(field_key::hidden)};
}
command build(std::in_place_type_t<knock_cancel>, const checked_fields& f) { return knock_cancel{*f.ids.room}; }
command build(std::in_place_type_t<knock_answer>, const checked_fields& f) {
    return knock_answer{*f.ids.room, f.number<knock_no>(field_key::k), f.flag(field_key::admit)};
}
command build(std::in_place_type_t<invite_create>, const checked_fields& f) {
    const invite_create defaults;
    return invite_create{*f.ids.room, f.number<std::uint32_t>(field_key::uses, defaults.uses),
                         f.choice(field_key::life, defaults.life)};
}
command build(std::in_place_type_t<invites_clear>, const checked_fields& f) { return invites_clear{*f.ids.room}; }
command build(std::in_place_type_t<kick>, const checked_fields& f) { return kick{*f.ids.room, f.member()}; }
command build(std::in_place_type_t<mute>, const checked_fields& f) {
    return mute{*f.ids.room, f.member(), f.number<std::uint32_t>(field_key::for_ms)};
}
command build(std::in_place_type_t<ban>, const checked_fields& f) { return ban{*f.ids.room, f.member()}; }
command build(std::in_place_type_t<unban>, const checked_fields& f) {
    return unban{*f.ids.room, f.number<ban_no>(field_key::ban)};
}
command build(std::in_place_type_t<bans>, const checked_fields& f) { return bans{*f.ids.room}; }
command build(std::in_place_type_t<set_role>, const checked_fields& f) {
    return set_role{*f.ids.room, f.member(), f.choice(field_key::role, role::member)};
}
command build(std::in_place_type_t<lock>, const checked_fields& f) { return lock{*f.ids.room, f.flag(field_key::on)}; }
command build(std::in_place_type_t<slow>, const checked_fields& f) {
    return slow{*f.ids.room, f.number<std::uint32_t>(field_key::slow_ms)};
}
command build(std::in_place_type_t<pin>, const checked_fields& f) { return pin{*f.ids.room, f.target()}; }
command build(std::in_place_type_t<transfer>, const checked_fields& f) {
    return transfer{*f.ids.room, f.member(), f.secret(field_key::password)};
}
command build(std::in_place_type_t<transfer_answer>, const checked_fields& f) {
    return transfer_answer{*f.ids.room, f.flag(field_key::accept)};
}
command build(std::in_place_type_t<transfer_cancel>, const checked_fields& f) { return transfer_cancel{*f.ids.room}; }
command build(std::in_place_type_t<successor>, const checked_fields& f) { return successor{*f.ids.room, f.member()}; }
command build(std::in_place_type_t<close>, const checked_fields& f) {
    return close{*f.ids.room, f.string(field_key::reason)};
}

whom somebody(const checked_fields& f) { return {f.string(field_key::name), f.ids.room, f.member()}; }
command build(std::in_place_type_t<friends>, const checked_fields&) { return friends{}; }
command build(std::in_place_type_t<friend_request>, const checked_fields& f) { return friend_request{somebody(f)}; }
command build(std::in_place_type_t<friend_answer>, const checked_fields& f) {
    return friend_answer{f.string(field_key::name), f.flag(field_key::accept)};
}
command build(std::in_place_type_t<friend_remove>, const checked_fields& f) {
    return friend_remove{f.string(field_key::name)};
}
command build(std::in_place_type_t<block>, const checked_fields& f) { return block{somebody(f)}; }
command build(std::in_place_type_t<unblock>, const checked_fields& f) { return unblock{f.string(field_key::name)}; }
command build(std::in_place_type_t<profile>, const checked_fields& f) { return profile{*f.ids.room, f.member()}; }
command build(std::in_place_type_t<direct>, const checked_fields& f) { return direct{f.string(field_key::name)}; }
command build(std::in_place_type_t<read>, const checked_fields& f) { return read{*f.ids.room, f.target()}; }
command build(std::in_place_type_t<invite_send>, const checked_fields& f) {
    return invite_send{*f.ids.room, f.string(field_key::name)};
}

template <std::size_t Index>
command build_at(const checked_fields& fields) {
    return build(std::in_place_type<std::variant_alternative_t<Index, command>>, fields);
}

using builder = command (*)(const checked_fields&);

constexpr auto builders = []<std::size_t... Index>(std::index_sequence<Index...>) {
    return std::array<builder, sizeof...(Index)>{&build_at<Index>...};
}
(std::make_index_sequence<rows::all.size()>{});

std::size_t find_row(std::string_view name) noexcept {
    std::size_t i = 0;
    while (i < rows::all.size() && rows::all[i].name != name) ++i;
    return i;
}

std::optional<std::uint64_t> readable_id(frame_values& values) noexcept {
    const field_value& id = values[field_key::id];
    if (id.kind != value_kind::integer || id.number < 1 || id.number > max_integer) return std::nullopt;
    return static_cast<std::uint64_t>(id.number);
}

// A client of a later version may say hello with fields that this one does not know; it must still hear bad_version.
bool is_hello_of_another_version(std::size_t row, frame_values& values) noexcept {
    const field_value& v = values[field_key::v];
    return rows::all[row].name == "hello" && v.kind == value_kind::integer && v.number > 1 && v.number <= max_integer;
}

}  // namespace

decoded decode_command(std::string_view frame) {
    if (auto plain = read_plain_say(frame)) return std::move(*plain);
    frame_values values;
    const bool readable = read_frame(frame, values);
    const auto id = readable_id(values);
    if (!readable) return bad_frame{id, error_code::bad_json};
    if (values[field_key::t].kind != value_kind::string) return bad_frame{id, bad_field("t")};
    const std::size_t row = find_row(values.string(field_key::t));
    if (row == rows::all.size()) return bad_frame{id, error_code::bad_command};
    if (!id) return bad_frame{id, bad_field("id")};
    if (is_hello_of_another_version(row, values)) return command_frame{*id, hello{values[field_key::v].number, {}}};
    checked_ids ids;
    if (auto why = check_fields(plans[row], values, ids)) return bad_frame{id, std::move(*why)};
    return command_frame{*id, builders[row](checked_fields{values, ids})};
}

result<session_request> decode_session_request(std::string_view text) {
    static constexpr field_plan plan{rows::session, 0};
    frame_values values;
    if (!read_frame(text, values)) return refusal{error_code::bad_json};
    checked_ids ids;
    if (auto why = check_fields(plan, values, ids)) return std::move(*why);
    session_request out;
    if (values[field_key::name].kind != value_kind::absent) out.name = values.string(field_key::name);
    out.proof = checked_fields{values, ids}.proof();
    return out;
}

std::string_view name_of(const command& what) noexcept { return rows::all[what.index()].name; }

}  // namespace srchat::protocol
