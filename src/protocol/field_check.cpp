#include "field_check.hpp"

#include <algorithm>
#include <bit>
#include <limits>

#include "text_rules.hpp"

namespace srchat::protocol {

namespace {

bool in_range(const field_value& value, std::int64_t min, std::int64_t max) noexcept {
    return value.kind == value_kind::integer && value.number >= min && value.number <= max;
}

std::optional<refusal> require(bool good, std::string_view field) {
    if (good) return std::nullopt;
    return bad_field(field);
}

std::optional<refusal> check_body(frame_values& values) {
    if (values[field_key::body_].kind != value_kind::object) return bad_field("body");
    if (values[field_key::text].kind != value_kind::string) return bad_field("body.text");
    // A picture needs no words.
    const bool has_media = values[field_key::media].kind != value_kind::absent;
    if (has_media && values.text.empty()) return std::nullopt;
    if (const auto wrong = check_message_text(values.text)) return refusal{*wrong};
    return std::nullopt;
}

std::optional<refusal> check_media(const field_spec& spec, frame_values& values, checked_ids& ids) {
    if (values[field_key::media].kind != value_kind::object) return bad_field("media");
    if (values[field_key::media_id].kind == value_kind::string)
        ids.media = media_id::parse(values.string(field_key::media_id));
    if (!ids.media) return bad_field("media.id");
    const field_value& name = values[field_key::media_name];
    const bool good = name.kind == value_kind::absent ||
                      (name.kind == value_kind::string &&
                       is_line(values.string(field_key::media_name), 0, static_cast<std::size_t>(spec.max)));
    return require(good, "media.name");
}

std::optional<refusal> check_proof(const field_spec& spec, frame_values& values) {
    if (values[field_key::proof].kind != value_kind::object) return bad_field("proof");
    const auto max = static_cast<std::size_t>(spec.max);
    const auto good = [&](field_key k) {
        return values[k].kind == value_kind::string && is_line(values.string(k), 1, max);
    };
    if (!good(field_key::challenge)) return bad_field("proof.challenge");
    return require(good(field_key::nonce), "proof.nonce");
}

bool is_member_list(const frame_values& values, const field_spec& spec) noexcept {
    const std::vector<std::int64_t>& list = values.mentions;
    return values[field_key::mentions].kind == value_kind::list && static_cast<std::int64_t>(list.size()) <= spec.max &&
           std::ranges::all_of(list,
                               [](std::int64_t m) { return m >= 1 && m <= std::numeric_limits<member_no>::max(); });
}

std::optional<refusal> check_position(frame_values& values) {
    if (values[field_key::resume].kind != value_kind::object) return bad_field("resume");
    if (!in_range(values[field_key::epoch], 0, std::numeric_limits<epoch_no>::max())) return bad_field("resume.epoch");
    return require(in_range(values[field_key::seq], 0, max_integer), "resume.seq");
}

bool find_choice(const field_spec& spec, field_key k, frame_values& values) noexcept {
    const auto found = std::ranges::find(spec.choices, values.string(k));
    values[k].number = found - spec.choices.begin();
    return found != spec.choices.end();
}

std::optional<refusal> check_value(const field_spec& spec, field_key k, frame_values& values, checked_ids& ids) {
    const field_value& value = values[k];
    const bool is_string = value.kind == value_kind::string;
    switch (spec.type) {
        case field_type::integer: return require(in_range(value, spec.min, spec.max), spec.name);
        case field_type::boolean: return require(value.kind == value_kind::boolean, spec.name);
        case field_type::name:
        case field_type::emoji: return require(is_string, spec.name);
        case field_type::line: {
            const auto min = static_cast<std::size_t>(spec.min);
            const auto max = static_cast<std::size_t>(spec.max);
            return require(is_string && is_line(values.string(k), min, max), spec.name);
        }
        case field_type::choice: return require(is_string && find_choice(spec, k, values), spec.name);
        case field_type::room_id:
            if (is_string) ids.room = room_id::parse(values.string(k));
            return require(ids.room.has_value(), spec.name);
        case field_type::client_id:
            if (is_string) ids.cid = client_id_from_hex(values.string(k));
            return require(ids.cid.has_value(), spec.name);
        case field_type::body_: return check_body(values);
        case field_type::position: return check_position(values);
        case field_type::media: return check_media(spec, values, ids);
        case field_type::proof: return check_proof(spec, values);
        case field_type::members: return require(is_member_list(values, spec), spec.name);
    }
    return bad_field(spec.name);
}

}  // namespace

refusal bad_field(std::string_view field) {
    refusal why{error_code::bad_field};
    why.field = field;
    return why;
}

std::optional<refusal> check_fields(const field_plan& plan, frame_values& values, checked_ids& ids) {
    if (const key_bits extra = values.present & ~plan.allowed) {
        return bad_field(name_of(static_cast<field_key>(std::countr_zero(extra))));
    }
    if (values.has_unknown) return bad_field(values.unknown);
    for (std::size_t i = 0; i < plan.fields.size(); ++i) {
        const field_spec& spec = plan.fields[i];
        const field_key k = plan.keys[i];
        if (values[k].kind == value_kind::absent) {
            if (spec.required) return bad_field(spec.name);
        } else if (auto why = check_value(spec, k, values, ids)) {
            return why;
        }
    }
    return std::nullopt;
}

}  // namespace srchat::protocol
