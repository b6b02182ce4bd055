#include "dsn.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace srchat::adapters::postgres {

namespace {

bool is_url(std::string_view url) { return url.starts_with("postgresql://") || url.starts_with("postgres://"); }

bool sets(std::string_view url, std::string_view key) {
    const std::string_view before = is_url(url) ? "?&" : " \t\n";
    for (auto at = url.find(key); at != std::string_view::npos; at = url.find(key, at + 1)) {
        const bool begins = (at == 0 && !is_url(url)) || (at > 0 && before.find(url[at - 1]) != std::string_view::npos);
        auto after = at + key.size();
        while (after < url.size() && url[after] == ' ') ++after;
        if (begins && after < url.size() && url[after] == '=') return true;
    }
    return false;
}

// The values that come here have no other characters that mean something in URLs.
std::string escaped(std::string_view value) {
    std::string out;
    for (const char c : value) {
        if (c == ' ') {
            out += "%20";
        } else if (c == '=') {
            out += "%3D";
        } else {
            out += c;
        }
    }
    return out;
}

void add(std::string& url, std::string_view key, std::string_view value) {
    if (sets(url, key)) return;
    if (is_url(url)) {
        url += url.find('?') == std::string::npos ? '?' : '&';
        url.append(key).append("=").append(escaped(value));
    } else {
        url.append(" ").append(key).append("='").append(value).append("'");
    }
}

}  // namespace

std::string completed(std::string url, milliseconds timeout) {
    const auto statement = std::max<milliseconds::rep>(timeout.count() * 7 / 8, 1);
    const auto lock = std::max<milliseconds::rep>(timeout.count() / 2, 1);
    add(url, "connect_timeout", "2");  // s; libpq takes no less
    add(url, "tcp_user_timeout", "2000");
    add(url, "client_encoding", "UTF8");
    add(url, "application_name", "srchat");
    add(url, "options",
        "-c statement_timeout=" + std::to_string(statement) + " -c lock_timeout=" + std::to_string(lock) +
            " -c idle_in_transaction_session_timeout=5000 -c bytea_output=hex");
    return url;
}

}  // namespace srchat::adapters::postgres
