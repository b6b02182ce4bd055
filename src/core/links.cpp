#include "srchat/core/links.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace srchat::core {

namespace {

using namespace std::string_view_literals;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
// Letters of other alphabets stand in domains as well.
bool in_domain(char c) noexcept {
    return (c >= 'a' && c <= 'z') || is_digit(c) || (static_cast<unsigned char>(c) & 0x80) != 0;
}

// Endings under which most links are; a full list would be out of date tomorrow.
constexpr auto endings = std::to_array<std::string_view>({
    "com",  "net",    "org",  "info", "io",   "me",  "co", "de", "uk",  "ru",    "cn", "fr",
    "nl",   "eu",     "app",  "dev",  "xyz",  "top", "gg", "tv", "to",  "ly",    "gl", "link",
    "site", "online", "shop", "club", "chat", "ai",  "us", "in", "biz", "onion",
});

bool ends_a_domain(std::string_view after_dot) {
    std::size_t size = 0;
    while (size < after_dot.size() && in_domain(after_dot[size])) ++size;
    return std::ranges::find(endings, after_dot.substr(0, size)) != endings.end();
}

std::string lower_ascii(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool has_mail_address(std::string_view text) {
    for (std::size_t at = text.find('@'); at != text.npos; at = text.find('@', at + 1)) {
        if (at == 0 || text[at - 1] == ' ') continue;
        const std::string_view host = text.substr(at + 1, text.find(' ', at) - at - 1);
        const std::size_t dot = host.find('.');
        if (dot != host.npos && dot > 0 && dot + 1 < host.size()) return true;
    }
    return false;
}

// Four numbers of up to three digits with dots between them, and no more of either around them.
bool has_ipv4_address(std::string_view text) {
    constexpr std::size_t parts_of_an_address = 4;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t parts = 0;
        bool short_ones = true;
        while (at < text.size() && is_digit(text[at])) {
            const std::size_t begin = at;
            while (at < text.size() && is_digit(text[at])) ++at;
            short_ones = short_ones && at - begin <= 3;
            ++parts;
            if (at + 1 >= text.size() || text[at] != '.' || !is_digit(text[at + 1])) break;
            ++at;
        }
        if (parts == parts_of_an_address && short_ones) return true;
        ++at;
    }
    return false;
}

}  // namespace

bool has_link(std::string_view text) {
    // Most of what people say has no dot and no colon.
    if (text.find_first_of(".:"sv) == text.npos) return false;
    const std::string plain = lower_ascii(text);
    const std::string_view all{plain};
    if (all.find("://"sv) != all.npos || all.find("www."sv) != all.npos) return true;
    for (std::size_t dot = all.find('.'); dot != all.npos; dot = all.find('.', dot + 1)) {
        const bool after_name = dot > 0 && in_domain(all[dot - 1]);
        if (after_name && ends_a_domain(all.substr(dot + 1))) return true;
    }
    return false;
}

bool has_link_or_address(std::string_view text) {
    return has_link(text) || has_mail_address(text) || has_ipv4_address(text);
}

}  // namespace srchat::core
