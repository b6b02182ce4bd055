#include "cookies.hpp"

namespace srchat::api {

namespace {
constexpr std::size_t token_max = 64;
}

secret_text cookie_value(const net::request& what, std::string_view name) {
    std::string_view rest = what.cookie.reveal();
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        while (!pair.empty() && pair.front() == ' ') pair.remove_prefix(1);
        const bool mine = pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=';
        if (mine && pair.size() <= name.size() + 1 + token_max)
            return secret_text{std::string{pair.substr(name.size() + 1)}};
    }
    return {};
}

void set_cookie(net::response& reply, const net::request& what, std::string_view name, const secret_text& token,
                std::optional<std::chrono::seconds> age) {
    std::string value{name};
    value.append("=").append(token.reveal()).append("; Path=/; HttpOnly; SameSite=Strict");
    if (age) value.append("; Max-Age=").append(std::to_string(age->count()));
    if (what.secure) value.append("; Secure");
    reply.headers.emplace_back("Set-Cookie", secret_text{std::move(value)});
}

}  // namespace srchat::api
