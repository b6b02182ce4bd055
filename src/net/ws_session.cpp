#include "ws_session.hpp"

#include "srchat/base/private_text.hpp"
#include "srchat/base/random.hpp"

namespace srchat::net {

namespace {
using namespace std::chrono_literals;
constexpr std::size_t kept_buffer = 512;  // what an idle connection keeps of its read buffer: room for a usual message
constexpr auto close_time = 2s;           // from our close frame until the socket is closed without an answer
constexpr auto close_time_blocked = 5s;   // the same while the peer takes no bytes
}  // namespace

ws_session::ws_session(shard_net& net, tcp_socket socket, std::unique_ptr<socket_user> user)
    : net_{net},
      box_{net.shard.flusher(), *this, net.settings.outbox},
      stream_{std::move(socket), box_, net.settings.frames},
      user_{std::move(user)},
      index_{net.sockets.size()},
      // Spread over the period, so that ten thousand clients who came at once are not pinged at once.
      last_ping_{coarse_now() - std::chrono::milliseconds{random_below(
                                    static_cast<std::uint64_t>(net.settings.ping_period.count()) / 2 + 1)}} {
    net_.sockets.push_back(this);
    net_.connections.add(*this);
    net_.shard.counters().connections.add();
    ++net_.open;
}

ws_session::~ws_session() {
    net_.sockets[index_] = net_.sockets.back();
    net_.sockets[index_]->index_ = index_;
    net_.sockets.pop_back();
    net_.shard.counters().connections.sub();
    --net_.open;
}

void ws_session::start(upgrade_request request) {
    auto owned = std::make_unique<upgrade_request>(std::move(request));
    net_.shard.spawn(run(shared_from_this(), std::move(owned)));
}

task<void> ws_session::run(std::shared_ptr<ws_session> self, std::unique_ptr<upgrade_request> request) {
    (void)self;
    box_.attach(stream_.next_layer().socket().native_handle());
    stream_.read_message_max(net_.settings.frames.message_bytes);
    auto [ec] = co_await stream_.async_accept(*request, use_task_tuple);
    request.reset();
    if (!ec) {
        stream_.next_layer().handshake_done();
        user_->on_open(*this);
        co_await read_messages();
    }
    user_->on_closed();
    co_await linger();
    end_socket();
}

task<void> ws_session::read_messages() {
    for (;;) {
        // Piece by piece instead of async_read(), which offers a buffer three times as large for every idle connection
        // and puts a layer of continuations around each message.
        const std::size_t space = std::max(kept_buffer, buffer_.capacity()) - buffer_.size();
        auto [ec, n] = co_await stream_.async_read_some(buffer_.prepare(std::max(space, kept_buffer)), use_task_tuple);
        if (ec) break;
        buffer_.commit(n);
        if (!stream_.is_message_done()) continue;
        const std::string_view text{static_cast<const char*>(buffer_.data().data()), buffer_.size()};
        // What comes while the server drains is not answered, so clients send it again after the restart.
        if (!box_.closing() && !net_.draining) co_await user_->on_text(text);
        if (box_.crowded()) co_await wait_for_room();
        cleanse(buffer_.data().data(), buffer_.size());
        buffer_.consume(buffer_.size());
        if (buffer_.capacity() > kept_buffer) buffer_.shrink_to_fit();
    }
    close_for_verdict();
}

// A client that comes back to many rooms asks for all of them at once, and the answers together are larger than an outbox
// may be. So its next command is not read before it has taken most of the last answer.
task<void> ws_session::wait_for_room() {
    if (!box_.blocked()) box_.flush();
    while (box_.crowded() && !box_.closing()) {
        auto [ec] = co_await stream_.next_layer().socket().async_wait(tcp_socket::wait_write, use_task_tuple);
        if (ec) co_return;
        box_.flush();
    }
}

void ws_session::close_for_verdict() {
    switch (stream_.next_layer().verdict()) {
        case frame_guard::verdict::fine: break;  // the peer closed or broke off, or Beast has written the close frame
        case frame_guard::verdict::policy: close(1008, "policy"); break;
        case frame_guard::verdict::binary: close(1003, "text frames only"); break;
        case frame_guard::verdict::too_big: close(1009, "too big"); break;
    }
}

// Bytes still unread when a socket closes would make the kernel reset it, and the peer might never see our close frame.
task<void> ws_session::linger() {
    if (closing_since_ == std::chrono::steady_clock::time_point{}) closing_since_ = std::chrono::steady_clock::now();
    tcp_socket& socket = stream_.next_layer().socket();
    if (!box_.blocked()) box_.flush();
    boost::system::error_code ignored;
    if (box_.empty()) socket.shutdown(tcp_socket::shutdown_send, ignored);
    char rest[512];
    for (bool more = socket.is_open(); more;) {
        auto [ec, n] = co_await socket.async_read_some(asio::buffer(rest), use_task_tuple);
        more = !ec && n > 0;
    }
}

void ws_session::end_socket() {
    box_.abandon();
    boost::system::error_code ignored;
    stream_.next_layer().socket().close(ignored);
}

void ws_session::close(std::uint16_t code, std::string_view reason) { box_.close(code, reason); }

void ws_session::on_second(std::chrono::steady_clock::time_point now) {
    box_.check_age(now);
    if (box_.closing() || closing_since_ != std::chrono::steady_clock::time_point{}) {
        if (closing_since_ == std::chrono::steady_clock::time_point{}) closing_since_ = now;
        const auto allowed = box_.blocked() ? close_time_blocked : close_time;
        if (now - closing_since_ > allowed) end_socket();
        return;
    }
    if (stream_.next_layer().overdue(now)) {
        close(1008, "assembled too slowly");
        return;
    }
    user_->on_second(now);
    if (now - last_ping_ < net_.settings.ping_period) return;
    const bool silent = stream_.next_layer().last_heard() < last_ping_;
    if (silent) {
        end_socket();  // the network is gone: a close frame would go nowhere
        return;
    }
    last_ping_ = coarse_now();  // of the clock that notes what was heard, so that a quick pong is never before its ping
    box_.push(runtime::frame::ping());
}

void ws_session::outbox_blocked() {
    if (write_wait_) return;
    write_wait_ = true;
    stream_.next_layer().socket().async_wait(tcp_socket::wait_write,
                                             [self = shared_from_this()](boost::system::error_code ec) {
                                                 self->write_wait_ = false;
                                                 if (!ec) self->box_.flush();
                                             });
}

void ws_session::outbox_ended() {
    if (closing_since_ == std::chrono::steady_clock::time_point{}) closing_since_ = std::chrono::steady_clock::now();
    if (box_.close_code() == 4008) net_.shard.counters().slow_consumers.add();
    if (box_.close_code() == 4029) net_.shard.counters().floods.add();
    boost::system::error_code ignored;
    stream_.next_layer().socket().shutdown(tcp_socket::shutdown_send, ignored);
}

}  // namespace srchat::net
