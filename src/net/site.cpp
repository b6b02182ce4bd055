#include "srchat/net/site.hpp"

#include <algorithm>
#include <charconv>

namespace srchat::net {

namespace {

// host or host:port, as RFC 6454 has it in an origin: no path, no user, and a port that exists.
bool is_authority(std::string_view text) {
    const bool visible = std::ranges::all_of(text, [](char c) { return c > 0x20 && c < 0x7f; });
    if (!visible || text.find_first_of("/?#@\\*") != std::string_view::npos) return false;
    const std::size_t colon = text.find(':', text.starts_with('[') ? std::min(text.find(']'), text.size()) : 0);
    const std::string_view host = text.substr(0, colon);
    if (host.empty() || colon == std::string_view::npos) return !host.empty();
    const std::string_view port = text.substr(colon + 1);
    unsigned number = 0;
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
    return error == std::errc{} && end == port.data() + port.size() && number > 0 && number <= 65'535;
}

}  // namespace

bool site::add(std::string_view origin) {
    std::string text{origin};
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const bool secure = text.starts_with("https://");
    if (!secure && !text.starts_with("http://")) return false;
    std::string host = text.substr(secure ? 8 : 7);
    if (!is_authority(host)) return false;
    const std::string default_port = secure ? ":443" : ":80";
    if (host.ends_with(default_port)) host.resize(host.size() - default_port.size());
    if (find(host) != nullptr) return true;
    hosts.push_back(host);
    names.push_back({host, (secure ? "https://" : "http://") + host, secure});
    return true;
}

void site::add_loopback(unsigned short port) {
    for (const std::string name : {"localhost", "127.0.0.1", "[::1]"})
        add("http://" + name + ":" + std::to_string(port));
}

const site::name* site::find(std::string_view host) const noexcept {
    const auto found = std::ranges::find(names, host, &name::host);
    return found == names.end() ? nullptr : &*found;
}

}  // namespace srchat::net
