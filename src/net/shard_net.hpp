#pragma once
// What the connections of one shard share.

#include <boost/asio/ip/tcp.hpp>

#include <atomic>

#include "srchat/net/server.hpp"
#include "watch.hpp"

namespace srchat::net {

class ws_session;

struct shard_net {
    runtime::shard& shard;
    const server_settings& settings;
    application& app;
    const address_hasher& hasher;
    asio::basic_socket_acceptor<asio::ip::tcp, asio::io_context::executor_type> acceptor;
    watch_list connections;
    std::vector<ws_session*> sockets;  // those to tell when the server drains
    std::atomic<std::size_t> open{0};  // read by the thread that waits for the drain
    bool draining = false;

    shard_net(runtime::shard& s, const server_settings& with, application& a, const address_hasher& h)
        : shard{s}, settings{with}, app{a}, hasher{h}, acceptor{s.context()} {}
};

}  // namespace srchat::net
