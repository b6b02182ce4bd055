#include "config_forms.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/network_v4.hpp>
#include <boost/asio/ip/network_v6.hpp>
#include <charconv>
#include <string>

#include "srchat/app/config.hpp"

namespace srchat {

namespace {

namespace ip = boost::asio::ip;

std::optional<std::uint16_t> parse_port(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return port;
}

// Splits "HOST:PORT" or "[V6]:PORT"; the port's text is empty if there is none.
std::optional<std::pair<std::string, std::string>> split_host_port(std::string_view text) {
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return std::nullopt;
        const auto rest = text.substr(close + 1);
        if (!rest.empty() && (rest.front() != ':' || rest.size() == 1)) return std::nullopt;
        return std::pair{std::string{text.substr(0, close + 1)}, std::string{rest.empty() ? rest : rest.substr(1)}};
    }
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return std::pair{std::string{text}, std::string{}};
    if (colon + 1 == text.size()) return std::nullopt;
    return std::pair{std::string{text.substr(0, colon)}, std::string{text.substr(colon + 1)}};
}

// An address without brackets; those of IPv6 are required where `bracketed` says so.
std::optional<ip::address> parse_address(std::string_view host, bool bracketed) {
    if (bracketed && host.starts_with('[') && host.ends_with(']')) {
        host = host.substr(1, host.size() - 2);
        boost::system::error_code error;
        const auto address = ip::make_address_v6(std::string{host}, error);
        return error ? std::nullopt : std::optional<ip::address>{address};
    }
    boost::system::error_code error;
    const auto address = ip::make_address(std::string{host}, error);
    if (error || (bracketed && address.is_v6())) return std::nullopt;
    return address;
}

bool is_host_name(std::string_view host) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    return !host.empty() && host.size() <= 253 && host.front() != '.' && host.back() != '.' && host.front() != '-' &&
           host.find("..") == std::string_view::npos && std::all_of(host.begin(), host.end(), allowed);
}

template <std::size_t Size>
bool one_of(std::string_view text, const std::array<std::string_view, Size>& choices) {
    return std::find(choices.begin(), choices.end(), text) != choices.end();
}

}  // namespace

std::optional<listen_address> parse_listen(std::string_view text) {
    const auto parts = split_host_port(text);
    if (!parts) return std::nullopt;
    const auto port = parse_port(parts->second);
    if (!port) return std::nullopt;
    const auto address = parse_address(parts->first == "localhost" ? "127.0.0.1" : parts->first, true);
    if (!address) return std::nullopt;
    return listen_address{address->to_string(), *port, address->is_loopback()};
}

bool is_listen_address(std::string_view text) { return parse_listen(text).has_value(); }

bool is_own_listen_address(std::string_view text) { return text.empty() || is_listen_address(text); }

bool is_sentence(std::string_view text) {
    constexpr std::size_t most = 500;
    const auto plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; };
    return !text.empty() && text.size() <= most && std::ranges::all_of(text, plain);
}

bool is_house_rule(std::string_view text) {
    const std::size_t colon = text.find(": ");
    if (colon == std::string_view::npos || colon == 0 || colon > 32) return false;
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    return std::ranges::all_of(text.substr(0, colon), letter) && is_sentence(text.substr(colon + 2));
}

bool is_folder(std::string_view text) {
    return !text.empty() && text != "/" && text.find('\0') == std::string_view::npos;
}

bool is_origin(std::string_view text) {
    const bool secure = text.starts_with("https://");
    if (!secure && !text.starts_with("http://")) return false;
    const auto parts = split_host_port(text.substr(secure ? 8 : 7));
    if (!parts) return false;
    const auto& [host, port] = *parts;
    if (!port.empty()) {
        const auto number = parse_port(port);
        if (!number || *number == 0 || port.front() == '0' || *number == (secure ? 443 : 80)) return false;
    }
    const auto address = parse_address(host, true);
    if (!address && !is_host_name(host)) return false;
    return secure || host == "localhost" || (address && address->is_loopback());
}

bool is_proxy_network(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == std::string_view::npos) return parse_address(text, false).has_value();
    boost::system::error_code error;
    const std::string whole{text};
    const auto v4 = ip::make_network_v4(whole, error);
    if (!error) return v4.prefix_length() > 0;
    const auto v6 = ip::make_network_v6(whole, error);
    return !error && v6.prefix_length() > 0;
}

bool is_database_url(std::string_view text) {
    return text.empty() || text.starts_with("postgresql://") || text.starts_with("postgres://") ||
           text.find('=') != std::string_view::npos;
}

bool is_region(std::string_view text) {
    return !text.empty() && text.size() <= 32 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_log_level(std::string_view text) {
    return one_of(text, std::array<std::string_view, 6>{"trace", "debug", "info", "warn", "error", "off"});
}

bool is_log_format(std::string_view text) { return one_of(text, std::array<std::string_view, 2>{"text", "json"}); }

}  // namespace srchat
