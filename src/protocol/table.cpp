#include "srchat/protocol/table.hpp"

#include "command_table.hpp"
#include "json_writer.hpp"
#include "srchat/base/error_code.hpp"
#include "srchat/protocol/close_code.hpp"

namespace srchat::protocol {

namespace {

std::string_view name_of(field_type type) noexcept {
    switch (type) {
        case field_type::integer: return "integer";
        case field_type::boolean: return "boolean";
        case field_type::line: return "line";
        case field_type::name: return "name";
        case field_type::emoji: return "emoji";
        case field_type::choice: return "choice";
        case field_type::room_id: return "room_id";
        case field_type::client_id: return "client_id";
        case field_type::body_: return "body";
        case field_type::position: return "position";
        case field_type::media: return "media";
        case field_type::proof: return "proof";
        case field_type::members: return "members";
    }
    return "";
}

std::string_view name_of(reconnect again) noexcept {
    switch (again) {
        case reconnect::no: return "no";
        case reconnect::yes: return "yes";
        case reconnect::thrice: return "thrice";
        case reconnect::after_retry_ms: return "after_retry_ms";
        case reconnect::after_30_s: return "after_30_s";
        case reconnect::new_session: return "new_session";
    }
    return "";
}

void put(std::string& out, const field_spec& spec) {
    json_object object{out};
    object.field("name", spec.name).field("type", name_of(spec.type)).field("required", spec.required);
    if (spec.max > 0) object.field("min", spec.min).field("max", spec.max);
    if (!spec.choices.empty()) {
        object.field("choices", std::vector<std::string_view>{spec.choices.begin(), spec.choices.end()});
    }
    object.end();
}

template <class Range, class Write>
void put_each(std::string& out, const Range& range, Write write) {
    out += '[';
    bool first = true;
    for (const auto& item : range) {
        if (!first) out += ',';
        first = false;
        write(item);
    }
    out += ']';
}

}  // namespace

std::span<const command_spec> commands() noexcept { return rows::all; }

std::string describe() {
    std::string out;
    json_object table{out};
    put_each(table.name("commands"), commands(), [&](const command_spec& row) {
        json_object object{out};
        object.field("t", row.name).field("reply", row.reply);
        put_each(object.name("fields"), row.fields, [&](const field_spec& spec) { put(out, spec); });
        object.end();
    });
    std::vector<error_code> errors;
    for (int i = 0; i < error_code_count; ++i) errors.push_back(static_cast<error_code>(i));
    put_each(table.name("errors"), errors, [&](error_code code) {
        json_object{out}
            .field("code", srchat::name_of(code))
            .field("http", http_status_of(code))
            .field("text", text_of(code))
            .end();
    });
    put_each(table.name("close_codes"), all_close_codes, [&](close_code code) {
        json_object{out}
            .field("code", static_cast<std::uint16_t>(code))
            .field("name", name_of(code))
            .field("reconnect", name_of(reconnect_of(code)))
            .field("text", text_of(code))
            .end();
    });
    table.end();
    return out;
}

}  // namespace srchat::protocol
