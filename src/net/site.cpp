#include "srchat/net/site.hpp"

#include <algorithm>

namespace srchat::net {

bool site::add(std::string_view origin) {
    std::string text{origin};
    std::ranges::transform(text, text.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const bool secure = text.starts_with("https://");
    if (!secure && !text.starts_with("http://")) return false;
    std::string host = text.substr(secure ? 8 : 7);
    const std::string default_port = secure ? ":443" : ":80";
    if (host.ends_with(default_port)) host.resize(host.size() - default_port.size());
    if (host.empty() || host.find_first_of("/?#@ ") != std::string::npos) return false;
    if (find(host) != nullptr) return true;
    hosts.push_back(host);
    names.push_back({host, (secure ? "https://" : "http://") + host, secure});
    return true;
}

void site::add_loopback(unsigned short port) {
    for (const std::string name : {"localhost", "127.0.0.1", "[::1]"}) add("http://" + name + ":" + std::to_string(port));
}

const site::name* site::find(std::string_view host) const noexcept {
    const auto found = std::ranges::find(names, host, &name::host);
    return found == names.end() ? nullptr : &*found;
}

}  // namespace srchat::net
