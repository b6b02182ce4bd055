#include "srchat/net/server.hpp"

#include <boost/asio/steady_timer.hpp>

#include <sys/socket.h>

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "http_session.hpp"
#include "shard_net.hpp"
#include "srchat/base/log.hpp"
#include "ws_session.hpp"

namespace srchat::net {

namespace {
using namespace std::chrono_literals;
using boost::asio::ip::tcp;
constexpr int send_buffer = 65'536;  // a peer that never reads must not hold megabytes in the kernel
constexpr int backlog = 4'096;

// Shards share a port, and that would let a second server share it too; so one socket that shares nothing asks first.
boost::system::error_code ask_for_port(shard_net& net, const tcp::endpoint& at) {
    boost::system::error_code ec;
    asio::basic_socket_acceptor<tcp, asio::io_context::executor_type> probe{net.shard.context()};
    probe.open(at.protocol(), ec);
    if (!ec) probe.set_option(asio::socket_base::reuse_address{true}, ec);
    if (!ec) probe.bind(at, ec);
    return ec;
}

boost::system::error_code open_acceptor(shard_net& net, const tcp::endpoint& at) {
    boost::system::error_code ec;
    net.acceptor.open(at.protocol(), ec);
    if (ec) return ec;
    const int on = 1;
    const int fd = net.acceptor.native_handle();
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    ::setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &send_buffer, sizeof send_buffer);  // inherited by accepted sockets
    net.acceptor.bind(at, ec);
    if (!ec) net.acceptor.listen(backlog, ec);
    return ec;
}

task<void> accept_loop(shard_net& net) {
    for (;;) {
        auto [ec, socket] = co_await net.acceptor.async_accept(net.shard.context(), use_task_tuple);
        if (ec == asio::error::operation_aborted) co_return;
        if (ec) {
            // No descriptors or no memory: those who are in keep their service, the others wait in the backlog.
            log::warn("net.accept_failed", {{"shard", net.shard.index()}});
            asio::steady_timer pause{net.shard.context(), 200ms};
            auto [ignored] = co_await pause.async_wait(use_task_tuple);
            (void)ignored;
            continue;
        }
        boost::system::error_code ignored;
        socket.set_option(tcp::no_delay{true}, ignored);
        tcp_socket owned{net.shard.context().get_executor(), socket.local_endpoint(ignored).protocol(),
                         socket.release(ignored)};
        std::make_shared<http_session>(net, std::move(owned))->start();
    }
}

// A message that was acknowledged must reach its room before anybody there is sent away, and it may still be on its way from
// its sender's shard to the room's and on to the members'. So a drain goes in steps, each on all shards before the next
// begins: take no more commands; let what was posted arrive, once for each leg of that way; close.
struct drain_steps {
    static constexpr int legs = 3;
    std::vector<shard_net*> shards;
    std::string reason;
    int step = 0;
    std::atomic<std::size_t> left{0};
};

void take_step(shard_net& n, const drain_steps& steps) {
    if (steps.step == 0) {
        n.draining = true;
        boost::system::error_code ignored;
        n.acceptor.close(ignored);
    } else if (steps.step > drain_steps::legs) {
        for (ws_session* s : n.sockets) s->close(1012, steps.reason);
    }
}

void next_step(std::shared_ptr<drain_steps> steps) {
    steps->left = steps->shards.size();
    for (shard_net* net : steps->shards) {
        net->shard.post([net, steps] {
            take_step(*net, *steps);
            if (--steps->left > 0 || steps->step > drain_steps::legs) return;
            ++steps->step;
            next_step(steps);
        });
    }
}
}  // namespace

server::server(runtime::shards& shards, server_settings settings, application& app)
    : shards_{shards}, settings_{std::move(settings)}, application_{app} {
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        per_shard_.push_back(std::make_unique<shard_net>(shards_[i], settings_, application_, hasher_));
    }
}

server::~server() = default;

result<unsigned short> server::listen() {
    boost::system::error_code ec;
    const auto address = boost::asio::ip::make_address(settings_.host, ec);
    if (ec) return refusal{error_code::bad_request, "server.listen is not an IP address"};
    ec = settings_.port == 0 ? ec : ask_for_port(*per_shard_[0], {address, settings_.port});
    for (auto& net : per_shard_) {
        if (!ec) ec = open_acceptor(*net, {address, settings_.port});
        if (ec)
            return refusal{error_code::unavailable, "cannot listen on " + settings_.host + ":" +
                                                        std::to_string(settings_.port) + ": " + ec.message()};
        settings_.port = net->acceptor.local_endpoint(ec).port();
    }
    if (address.is_loopback()) settings_.site.add_loopback(settings_.port);
    return settings_.port;
}

void server::start() {
    for (auto& net : per_shard_) {
        shard_net& n = *net;
        n.shard.spawn(accept_loop(n));
        n.shard.every(1s, [&n] { n.connections.second(std::chrono::steady_clock::now()); });
    }
}

void server::drain(std::chrono::milliseconds retry) {
    auto steps = std::make_shared<drain_steps>();
    for (auto& net : per_shard_) steps->shards.push_back(net.get());
    steps->reason = "retry_ms=" + std::to_string(retry.count());
    next_step(std::move(steps));
}

void server::abort() {
    for (auto& net : per_shard_) {
        shard_net& n = *net;
        n.shard.post([&n] { n.connections.abort(); });
    }
}

std::size_t server::open_connections() const noexcept {
    std::size_t sum = 0;
    for (const auto& net : per_shard_) sum += net->open.load();
    return sum;
}

}  // namespace srchat::net
