#include "session.hpp"

#include "probe.hpp"

#include <arpa/inet.h>
#include <cstdlib>
#include <cstring>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

namespace {

struct response {
    int status = 0;
    bool closing = false;
    std::string cookie;
};

// Parses a complete response, or returns status 0.
response parse(std::string const& text) {
    auto const end = text.find("\r\n\r\n");
    if (end == std::string::npos) return {};
    std::string_view const head(text.data(), end + 2);
    auto const value = [&](std::string_view name) -> std::string_view {
        for (std::size_t at = head.find("\r\n"); at + 2 < head.size();) {
            auto const next = head.find("\r\n", at + 2);
            auto const line = head.substr(at + 2, next - at - 2);
            if (line.size() > name.size() + 1 && line[name.size()] == ':' &&
                strncasecmp(line.data(), name.data(), name.size()) == 0)
                return line.substr(name.size() + 2);
            at = next;
        }
        return {};
    };
    auto const length = std::strtoul(std::string(value("Content-Length")).c_str(), nullptr, 10);
    if (text.size() < end + 4 + length) return {};
    auto const cookie = value("Set-Cookie");
    return {std::atoi(text.c_str() + 9), value("Connection") == "close",
            std::string(cookie.substr(0, cookie.find(';')))};
}

}  // namespace

int connect_loopback(int port) {
    static unsigned turn = 0;
    int const fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) broken("out of file descriptors");
    int const on = 1;
    linger const reset{1, 0};
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + turn++ % 8);
    if (bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) broken("bind failed");
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) broken("connect failed");
    return fd;
}

std::vector<std::string> make_sessions(int port, std::size_t count) {
    auto const host = "127.0.0.1:" + std::to_string(port);
    auto const request = "POST /api/session HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                         "\r\nX-SRChat: 1\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";
    std::vector<std::string> cookies;
    int fd = -1;
    char buffer[8192];
    while (cookies.size() < count) {
        if (fd < 0) fd = connect_loopback(port);
        if (send(fd, request.data(), request.size(), MSG_NOSIGNAL) < 0) broken("the session request was cut");
        std::string text;
        response answer;
        while (answer.status == 0) {
            auto const n = recv(fd, buffer, sizeof buffer, 0);
            if (n <= 0) broken("the session answer was cut: " + text);
            text.append(buffer, static_cast<std::size_t>(n));
            answer = parse(text);
        }
        if (answer.status != 201 || answer.cookie.empty()) broken("no session: " + text);
        cookies.push_back(answer.cookie);
        if (answer.closing) {
            close(fd);
            fd = -1;
        }
    }
    if (fd >= 0) close(fd);
    return cookies;
}

}  // namespace bench
