#include "json_writer.hpp"

#include <array>

#include "utf8.hpp"

namespace srchat::protocol {

namespace {

constexpr char hex_digits[] = "0123456789abcdef";

// Bytes that may stand in a JSON string as they are.
constexpr auto plain = [] {
    std::array<bool, 256> table{};
    for (std::size_t c = 0x20; c < 0x7F; ++c) table[c] = c != '"' && c != '\\';
    return table;
}();

void put_ascii_escape(std::string& out, char c) {
    switch (c) {
        case '"': out += "\\\""; return;
        case '\\': out += "\\\\"; return;
        case '\n': out += "\\n"; return;
        case '\t': out += "\\t"; return;
        case '\r': out += "\\r"; return;
        default: break;
    }
    const auto byte = static_cast<std::uint8_t>(c);
    out += "\\u00";
    out += hex_digits[byte >> 4];
    out += hex_digits[byte & 15];
}

}  // namespace

void put(std::string& out, std::string_view text) {
    out += '"';
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t run = at;
        while (run < text.size() && plain[static_cast<std::uint8_t>(text[run])]) ++run;
        out.append(text, at, run - at);
        at = run;
        if (at == text.size()) break;
        const code_point next = read_code_point(text, at);
        if (next.length == 0) {
            out += "\xEF\xBF\xBD";
        } else if (next.length == 1) {
            put_ascii_escape(out, text[at]);
        } else {
            out.append(text, at, next.length);
        }
        at += next.length == 0 ? 1 : next.length;
    }
    out += '"';
}

void put(std::string& out, const client_id& id) {
    std::array<char, 34> quoted;
    quoted.front() = quoted.back() = '"';
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        quoted[1 + 2 * i] = hex_digits[id.bytes[i] >> 4];
        quoted[2 + 2 * i] = hex_digits[id.bytes[i] & 15];
    }
    out.append(quoted.data(), quoted.size());
}

void put_spliced(std::string& out, const std::vector<std::string>& frames) {
    out += '[';
    bool first = true;
    for (const std::string& frame : frames) {
        if (!first) out += ',';
        first = false;
        out += frame;
    }
    out += ']';
}

}  // namespace srchat::protocol
