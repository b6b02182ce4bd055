#pragma once
// One WebSocket: Beast reads and judges frames, the outbox writes, the user above decides. Owner: its own task.
// Shard: the connection's. It never writes to the socket itself.

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <memory>

#include "outbox_stream.hpp"
#include "shard_net.hpp"

namespace srchat::net {

class ws_session final : public watched,
                         public socket_handle,
                         public runtime::outbox_owner,
                         public std::enable_shared_from_this<ws_session> {
public:
    using upgrade_request = boost::beast::http::request<boost::beast::http::string_body>;

    ws_session(shard_net& net, tcp_socket socket, std::unique_ptr<socket_user> user);
    ~ws_session();
    void start(upgrade_request request);

    runtime::shard& shard() noexcept override { return net_.shard; }
    runtime::outbox& outbox() noexcept override { return box_; }
    void close(std::uint16_t code, std::string_view reason) override;

    void on_second(std::chrono::steady_clock::time_point now) override;
    void abort() override { end_socket(); }
    void outbox_blocked() override;
    void outbox_ended() override;

private:
    task<void> run(std::shared_ptr<ws_session> self, std::unique_ptr<upgrade_request> request);
    task<void> read_messages();
    task<void> linger();
    task<void> wait_for_room();
    void close_for_verdict();
    void end_socket();

    shard_net& net_;
    runtime::outbox box_;
    boost::beast::websocket::stream<outbox_stream, false> stream_;
    boost::beast::flat_buffer buffer_;
    std::unique_ptr<socket_user> user_;
    std::size_t index_;  // in the shard's list of sockets
    std::chrono::steady_clock::time_point last_ping_;
    std::chrono::steady_clock::time_point closing_since_{};
    bool write_wait_ = false;
};

}  // namespace srchat::net
