#include "srchat/net/http_gate.hpp"

#include <algorithm>
#include <charconv>

#include "field_value.hpp"

namespace srchat::net {

namespace {

char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_token_char(char c) noexcept {
    static constexpr std::string_view punctuation = "!#$%&'*+-.^_`|~";
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           punctuation.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) noexcept { return !text.empty() && std::ranges::all_of(text, is_token_char); }

int hex_value(char c) noexcept {
    if (c >= '0' && c <= '9') return c - '0';
    const char l = lower(c);
    return l >= 'a' && l <= 'f' ? l - 'a' + 10 : -1;
}

// Decodes %XX and refuses what two readers could read differently: encoded or real backslash, NUL and other
// controls, an encoded slash, and dot segments in any spelling.
std::optional<std::string> decode_path(std::string_view raw) {
    if (raw.empty() || raw.front() != '/') return std::nullopt;
    std::string path;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        char c = raw[i];
        if (c == '%') {
            if (i + 2 >= raw.size()) return std::nullopt;
            const int high = hex_value(raw[i + 1]);
            const int low = hex_value(raw[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            if (c == '/' || c == '%') return std::nullopt;
            i += 2;
        }
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f || c == '\\') return std::nullopt;
        path.push_back(c);
    }
    for (std::size_t start = 1; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        const std::string_view segment = std::string_view{path}.substr(start, end - start);
        if (segment == "." || segment == "..") return std::nullopt;
        start = end + 1;
    }
    return path;
}

refusal malformed() { return {error_code::bad_request}; }

result<request_head> parse_request_line(std::string_view line) {
    request_head head;
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return malformed();
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    const std::string_view version = line.substr(last + 1);
    if (!is_token(head.method) || head.target.empty()) return malformed();
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return malformed();
    head.http_1_1 = version == "HTTP/1.1";
    const bool visible = std::ranges::all_of(head.target, [](char c) {
        return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f;
    });
    if (!visible || head.target.find('#') != std::string_view::npos || head.target.find('\\') != std::string_view::npos)
        return malformed();
    const std::size_t question = head.target.find('?');
    std::optional<std::string> path = decode_path(head.target.substr(0, question));
    if (!path) return malformed();
    head.path = std::move(*path);
    if (question != std::string_view::npos) head.query = head.target.substr(question + 1);
    return head;
}

bool parse_field(std::string_view line, request_head& head) {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view name = line.substr(0, colon);
    const std::string_view value = trimmed(line.substr(colon + 1));
    const bool clean = std::ranges::all_of(
        value, [](char c) { return c == '\t' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f); });
    if (!is_token(name) || !clean) return false;
    head.fields.emplace_back(name, value);
    return true;
}

// Whether a comma-separated list has this token, in any case.
bool holds_token(std::string_view list, std::string_view token) noexcept {
    for (;;) {
        const std::size_t comma = list.find(',');
        if (equals_ignoring_case(trimmed(list.substr(0, comma)), token)) return true;
        if (comma == std::string_view::npos) return false;
        list.remove_prefix(comma + 1);
    }
}

bool judge_fields(request_head& head, std::span<const std::string> hosts) {
    for (const std::string_view forbidden : {"Transfer-Encoding", "Trailer", "Expect", "Content-Encoding"}) {
        if (head.count(forbidden) > 0) return false;
    }
    if (head.count("Host") != 1 || head.count("Content-Length") > 1 || head.count("Origin") > 1 ||
        head.count("Upgrade") > 1)
        return false;
    std::string host{*head.field("Host")};
    std::ranges::transform(host, host.begin(), lower);
    if (std::ranges::find(hosts, host) == hosts.end()) return false;
    if (const auto length = head.field("Content-Length")) {
        const bool digits = !length->empty() && length->size() <= 12 &&
                            std::ranges::all_of(*length, [](char c) { return c >= '0' && c <= '9'; });
        if (!digits) return false;
        std::from_chars(length->data(), length->data() + length->size(), head.content_length);
    }
    const std::string connection = head.list("Connection");
    head.keep_alive = head.http_1_1 && !holds_token(connection, "close");
    // HTTP/1.0 is answered once; its keep-alive is an invention that proxies read differently.
    return head.http_1_1 || !holds_token(connection, "keep-alive");
}

}  // namespace

bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string_view> request_head::field(std::string_view name) const noexcept {
    for (const auto& [n, value] : fields) {
        if (equals_ignoring_case(n, name)) return value;
    }
    return std::nullopt;
}

std::size_t request_head::count(std::string_view name) const noexcept {
    return static_cast<std::size_t>(
        std::ranges::count_if(fields, [&](const auto& f) { return equals_ignoring_case(f.first, name); }));
}

std::string request_head::list(std::string_view name) const {
    std::string all;
    for (const auto& [n, value] : fields) {
        if (!equals_ignoring_case(n, name)) continue;
        if (!all.empty()) all.append(", ");
        all.append(value);
    }
    return all;
}

result<request_head> judge_head(std::string_view head, std::span<const std::string> hosts, const head_limits& limits) {
    if (head.size() > limits.bytes) return refusal{error_code::headers_too_large};
    if (!head.ends_with("\r\n\r\n")) return malformed();
    head.remove_suffix(2);
    // A bare CR or LF, or a NUL, is read as a line end by some and as text by others.
    for (std::size_t i = 0; i < head.size(); ++i) {
        if (head[i] == '\0' || (head[i] == '\n' && (i == 0 || head[i - 1] != '\r'))) return malformed();
        if (head[i] == '\r' && (i + 1 == head.size() || head[i + 1] != '\n')) return malformed();
    }
    const std::size_t line_end = head.find("\r\n");
    result<request_head> parsed = parse_request_line(head.substr(0, line_end));
    if (!parsed) return parsed;
    head.remove_prefix(line_end + 2);
    while (!head.empty()) {
        const std::size_t end = head.find("\r\n");
        if (parsed->fields.size() == limits.fields) return refusal{error_code::headers_too_large};
        if (!parse_field(head.substr(0, end), *parsed)) return malformed();  // also refuses folded lines
        head.remove_prefix(end + 2);
    }
    if (!judge_fields(*parsed, hosts)) return malformed();
    return parsed;
}

}  // namespace srchat::net
