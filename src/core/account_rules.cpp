#include "srchat/core/account_rules.hpp"

#include <algorithm>
#include <array>

#include "srchat/core/links.hpp"
#include "srchat/core/names.hpp"

namespace srchat::core {

namespace {

using namespace std::string_view_literals;

bool is_alphanumeric(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// Compared without the signs that a name may have, so that "sys-tem" is "system".
constexpr auto reserved = std::to_array<std::string_view>({
    "admin",  "administrator", "anonymous", "everyone",   "guest",  "help",  "here",           "host",
    "me",     "mod",           "moderator", "moderators", "nobody", "null",  "official",       "operator",
    "owner",  "root",          "security",  "server",     "srchat", "staff", "secureroomchat", "support",
    "system", "undefined",     "you",
});

std::size_t points_of(std::string_view text) noexcept {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

}  // namespace

result<void> check_account_name(std::string_view name) {
    const bool length = name.size() >= account_name_min && name.size() <= account_name_max;
    const bool letters =
        std::ranges::all_of(name, [](char c) { return is_alphanumeric(c) || c == '_' || c == '.' || c == '-'; });
    if (!length || !letters || !is_alphanumeric(name.front()) || !is_alphanumeric(name.back()))
        return refusal{
            error_code::name_invalid,
            "An account's name has 3 to 24 of a-z, 0-9, dot, dash and underscore, and begins and ends with a "
            "letter or digit."};
    if (has_link_or_address(name))
        return refusal{error_code::name_invalid, "A name must not hold a link or an address. Choose another one."};
    if (is_reserved_name(name)) return error_code::name_taken;
    return {};
}

bool is_reserved_name(std::string_view name) {
    std::string bare;
    // All but the signs and spaces of ASCII; letters of other scripts are told apart, or not, by the key.
    std::ranges::copy_if(lower(name), std::back_inserter(bare),
                         [](char c) { return is_alphanumeric(c) || (static_cast<unsigned char>(c) & 0x80) != 0; });
    const std::string key = name_key(bare);
    return std::ranges::any_of(reserved, [&key](std::string_view word) { return name_key(word) == key; });
}

result<void> check_account_password(const secret_text& password, std::string_view name) {
    const std::size_t points = points_of(password.reveal());
    if (points < account_password_min || points > account_password_max)
        return refusal{error_code::password_invalid, "An account's password has 8 to 128 characters."};
    if (password.reveal() == name) return refusal{error_code::password_invalid, "The password must not be the name."};
    return {};
}

bool is_language(std::string_view tag) {
    if (tag.empty()) return true;
    if (tag.size() > 35) return false;
    std::size_t part = 0;
    for (const char c : tag) {
        if (c == '-') {
            if (part == 0) return false;
            part = 0;
            continue;
        }
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!plain || ++part > 8) return false;
    }
    return part > 0;
}

bool is_avatar(std::string_view name) {
    if (name.size() < 2 || name.size() > 3 || name.front() != 'a') return false;
    int number = 0;
    for (const char c : name.substr(1)) {
        if (c < '0' || c > '9') return false;
        number = number * 10 + (c - '0');
    }
    const bool plain = name.size() == 2 || name[1] != '0';
    return plain && number < 64;
}

}  // namespace srchat::core
