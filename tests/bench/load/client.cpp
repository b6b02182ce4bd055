#include "client.hpp"

#include "probe.hpp"

#include <cerrno>
#include <cstring>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

loop::loop(frame_sink& sink) : sink_(&sink), poller_(epoll_create1(EPOLL_CLOEXEC)), buffer_(1 << 20) {}
loop::~loop() { close(poller_); }

void loop::add(client& c) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &c;
    if (epoll_ctl(poller_, EPOLL_CTL_ADD, c.fd, &event) != 0) broken("epoll_ctl failed");
}

std::size_t loop::turn(int wait_ms) {
    epoll_event events[1024];
    int const count = epoll_wait(poller_, events, 1024, wait_ms);
    std::size_t bytes = 0;
    for (int i = 0; i < count; ++i) bytes += read(*static_cast<client*>(events[i].data.ptr));
    return bytes;
}

std::size_t loop::read(client& c) {
    std::size_t size = c.rest.size();
    if (size + (1 << 16) > buffer_.size()) broken("a frame larger than the load takes");
    if (size != 0) std::memcpy(buffer_.data(), c.rest.data(), size);
    auto const n = recv(c.fd, buffer_.data() + size, buffer_.size() - size, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN) return 0;
    if (n <= 0) violation("loss: the server cut the connection of member " + std::to_string(c.place));
    size += static_cast<std::size_t>(n);
    std::size_t at = 0;
    while (at < size) {
        if (c.at == stage::upgrading) {
            auto const used = sink_->on_handshake(c, {buffer_.data() + at, size - at});
            if (used == 0) break;
            at += used;
            continue;
        }
        auto const frame = scan(buffer_.data() + at, size - at);
        if (frame.size == 0) break;
        at += frame.size;
        if (frame.opcode == 1) {
            sink_->on_text(c, frame.payload);
        } else if (frame.opcode == 9) {
            std::string pong;
            append_masked(pong, 10, frame.payload);
            send_raw(c, pong);
        } else {
            violation("loss: opcode " + std::to_string(frame.opcode) + " for member " + std::to_string(c.place) + ": " +
                      std::string(frame.payload.substr(0, 100)));
        }
    }
    c.rest.assign(buffer_.data() + at, size - at);
    return static_cast<std::size_t>(n);
}

void send_raw(client& c, std::string_view bytes) {
    auto const n = send(c.fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n != static_cast<ssize_t>(bytes.size())) broken("a send was cut short");
}

void send_text(client& c, std::string_view payload) {
    static std::string frame;
    frame.clear();
    append_masked(frame, 1, payload);
    send_raw(c, frame);
}

}  // namespace bench
