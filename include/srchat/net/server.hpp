#pragma once
// The listening sockets and everything behind them, one set per shard. Owner: app, which outlives all shards' threads.

#include <chrono>
#include <memory>
#include <string>

#include "srchat/net/addresses.hpp"
#include "srchat/net/frame_guard.hpp"
#include "srchat/net/http.hpp"
#include "srchat/net/http_gate.hpp"
#include "srchat/net/site.hpp"
#include "srchat/runtime/outbox.hpp"
#include "srchat/runtime/shard.hpp"

namespace srchat::net {

struct server_settings {
    std::string host = "127.0.0.1";  // an IP literal
    unsigned short port = 8080;      // 0: any free one
    net::site site;                  // the loopback names are added when listening on loopback
    proxy_list proxies;
    head_limits head;
    frame_guard_limits frames;
    runtime::outbox_limits outbox;
    std::chrono::milliseconds header_time{10'000};
    std::chrono::milliseconds idle_time{60'000};  // between two requests of one connection
    std::chrono::milliseconds ping_period{25'000};
};

struct shard_net;

class server {
public:
    server(runtime::shards& shards, server_settings settings, application& app);
    ~server();

    // Binds and listens on every shard. Returns the port, or an error text for the operator. Call before shards.run().
    result<unsigned short> listen();
    // Starts accepting; on each shard's thread once it runs.
    void start();
    // Stops accepting and closes every WebSocket with 1012 and `retry_ms=<retry>`; HTTP requests in progress end by
    // themselves. Callable from any thread.
    void drain(std::chrono::milliseconds retry);
    // Closes every socket at once, for those that did not end in time; before the shards stop, so that no connection's task
    // outlives what it uses. Callable from any thread.
    void abort();
    // Connections of all kinds that are still open, counted when last asked on each shard; 0 after a complete drain.
    std::size_t open_connections() const noexcept;
    const server_settings& settings() const noexcept { return settings_; }

private:
    runtime::shards& shards_;
    server_settings settings_;
    application& application_;
    address_hasher hasher_;
    std::vector<std::unique_ptr<shard_net>> per_shard_;
};

}  // namespace srchat::net
