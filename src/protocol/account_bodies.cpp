#include "srchat/protocol/account_bodies.hpp"

#include <array>

#include "complaints_writer.hpp"
#include "field_check.hpp"
#include "shapes_writer.hpp"

namespace srchat::protocol {

namespace {

constexpr std::int64_t name_max = 64;  // longer ones are nobody's, and only core knows what a name is
constexpr std::int64_t secret_max = 512;
constexpr std::array<std::string_view, 3> themes{"system", "light", "dark"};

constexpr field_spec name{"name", field_type::name, true, 1, name_max};
constexpr field_spec password{"password", field_type::name, true, 1, secret_max};
constexpr std::array login{name, password};
constexpr std::array registration{name, password, field_spec{"proof", field_type::proof, false, 0, 64}};
constexpr std::array recovery{name, field_spec{"recovery", field_type::name, true, 1, secret_max}, password};
constexpr std::array new_password{password, field_spec{"new_password", field_type::name, true, 1, secret_max}};
constexpr std::array farewell{password};
constexpr std::array profile{field_spec{"display", field_type::name, false, 1, 32},
                             field_spec{"avatar", field_type::line, false, 2, 3},
                             field_spec{"about", field_type::line, false, 0, 160},
                             field_spec{"theme", field_type::choice, false, 0, 0, themes},
                             field_spec{"language", field_type::line, false, 0, 35},
                             field_spec{"region", field_type::line, false, 0, 32},
                             field_spec{"hide_profile", field_type::boolean, false},
                             field_spec{"hide_name", field_type::boolean, false},
                             field_spec{"invisible", field_type::boolean, false},
                             field_spec{"requests_off", field_type::boolean, false}};

std::optional<refusal> read(std::string_view body, const field_plan& plan, frame_values& values) {
    if (!read_frame(body, values)) return refusal{error_code::bad_json};
    checked_ids ids;
    return check_fields(plan, values, ids);
}

std::string string_of(const frame_values& values, field_key k) { return std::string{values.string(k)}; }
secret_text secret_of(const frame_values& values, field_key k) { return secret_text{string_of(values, k)}; }

std::optional<std::string> if_string(const frame_values& values, field_key k) {
    if (values[k].kind == value_kind::absent) return std::nullopt;
    return string_of(values, k);
}

std::optional<bool> if_boolean(const frame_values& values, field_key k) {
    if (values[k].kind == value_kind::absent) return std::nullopt;
    return values[k].number != 0;
}

void put(std::string& out, const account& a) {
    json_object{out}
        .field("name", a.name)
        .field("display", a.display)
        .field("avatar", a.avatar)
        .field("about", a.about)
        .field("theme", a.theme)
        .field("language", a.language)
        .field("region", a.region)
        .field("hide_profile", a.hide_profile)
        .field("hide_name", a.hide_name)
        .field("invisible", a.invisible)
        .field("requests_off", a.requests_off)
        .field("created_at", a.created_at)
        .end();
}

}  // namespace

result<login_request> decode_login_request(std::string_view body) {
    static constexpr field_plan plan{login, 0};
    frame_values values;
    if (auto why = read(body, plan, values)) return std::move(*why);
    return login_request{string_of(values, field_key::name), secret_of(values, field_key::password), {}};
}

result<login_request> decode_registration(std::string_view body) {
    static constexpr field_plan plan{registration, 0};
    frame_values values;
    if (auto why = read(body, plan, values)) return std::move(*why);
    login_request out{string_of(values, field_key::name), secret_of(values, field_key::password), {}};
    if (values[field_key::proof].kind != value_kind::absent)
        out.proof = proof{string_of(values, field_key::challenge), string_of(values, field_key::nonce)};
    return out;
}

result<recovery_request> decode_recovery_request(std::string_view body) {
    static constexpr field_plan plan{recovery, 0};
    frame_values values;
    if (auto why = read(body, plan, values)) return std::move(*why);
    return recovery_request{string_of(values, field_key::name), secret_of(values, field_key::recovery),
                            secret_of(values, field_key::password)};
}

result<password_request> decode_password_request(std::string_view body) {
    static constexpr field_plan plan{new_password, 0};
    frame_values values;
    if (auto why = read(body, plan, values)) return std::move(*why);
    return password_request{secret_of(values, field_key::password), secret_of(values, field_key::new_password)};
}

result<farewell_request> decode_farewell_request(std::string_view body) {
    static constexpr field_plan plan{farewell, 0};
    frame_values values;
    if (auto why = read(body, plan, values)) return std::move(*why);
    return farewell_request{secret_of(values, field_key::password)};
}

result<profile_request> decode_profile_request(std::string_view body) {
    static constexpr field_plan plan{profile, 0};
    frame_values values;
    if (auto why = read(body, plan, values)) return std::move(*why);
    profile_request out;
    out.display = if_string(values, field_key::display);
    out.avatar = if_string(values, field_key::avatar);
    out.about = if_string(values, field_key::about);
    out.theme = if_string(values, field_key::theme);
    out.language = if_string(values, field_key::language);
    out.region = if_string(values, field_key::region);
    out.hide_profile = if_boolean(values, field_key::hide_profile);
    out.hide_name = if_boolean(values, field_key::hide_name);
    out.invisible = if_boolean(values, field_key::invisible);
    out.requests_off = if_boolean(values, field_key::requests_off);
    return out;
}

result<void> decode_empty_request(std::string_view body) {
    static constexpr field_plan plan{{}, 0};
    frame_values values;
    if (auto why = read(body, plan, values)) return std::move(*why);
    return {};
}

std::string encode_http(const person& you, const session_info& session, const account& mine,
                        const secret_text& recovery_code) {
    std::string out;
    json_object object{out};
    object.field("you", you).field("session", session);
    put(object.name("account"), mine);
    if (!recovery_code.empty()) object.field("recovery", recovery_code.reveal());
    object.end();
    return out;
}

std::string encode_http(const account& mine, const std::vector<card>& rooms, const std::vector<std::string>& regions) {
    std::string out;
    json_object object{out};
    put(object.name("account"), mine);
    object.field("rooms", rooms).field("regions", regions).end();
    return out;
}

std::string encode_http(const account_export& all) {
    std::string out;
    json_object object{out};
    put(object.name("account"), all.mine);
    object.field("rooms", all.rooms).field("friends", all.friends);
    put_list(object.name("complaints"), all.complaints, [](std::string& o, const complaint_view& c) {
        json_object one{o};
        put_fields(one, c, true);
        one.end();
    });
    object.end();
    return out;
}

std::string encode_ended(std::size_t sessions) {
    std::string out;
    json_object{out}.field("ended", sessions).end();
    return out;
}

}  // namespace srchat::protocol
