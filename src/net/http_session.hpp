#pragma once
// One TCP connection in its HTTP phase: reads heads past the gate, asks the application, writes replies, and hands the
// socket over when it becomes a WebSocket. Owner: its own task; it deletes itself when that ends. Shard: the acceptor's.

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <memory>
#include <optional>

#include "outbox_stream.hpp"
#include "shard_net.hpp"

namespace srchat::net {

namespace http = boost::beast::http;

class http_session final : public watched, public std::enable_shared_from_this<http_session> {
public:
    http_session(shard_net& net, tcp_socket socket);
    ~http_session();
    void start();
    void on_second(std::chrono::steady_clock::time_point now) override;
    void abort() override;

private:
    enum class outcome { next, end };
    using parser = http::request_parser<http::string_body>;

    task<void> run(std::shared_ptr<http_session> self);
    task<outcome> one_request();
    // Reads up to and including the empty line; its length, or 0 if the connection ended.
    task<result<std::size_t>> read_head();
    // False if it did not come whole, or not at the rate that is asked for.
    task<bool> read_body(parser& into, std::size_t size);
    // Overwrites what the buffer still holds of a body that has been taken out, and gives most of its memory back.
    void cleanse_buffer();
    task<outcome> upgrade(parser& from, request what);
    task<void> reply(response what, bool keep_alive, bool head_only);
    // Writes all of it, as long as each part of it goes in time.
    task<bool> write(std::string_view head, std::string_view body);
    request make_request(const request_head& head) const;
    void allow(std::chrono::milliseconds time) { deadline_ = std::chrono::steady_clock::now() + time; }

    shard_net& net_;
    tcp_socket socket_;
    boost::asio::ip::address peer_;
    boost::beast::flat_buffer buffer_{65'536};
    std::chrono::steady_clock::time_point deadline_{};
    std::weak_ptr<const void> sending_;  // what must not be sent any longer than it lives
    bool sends_mortal_ = false;          // whether there is such a thing
    bool timed_out_ = false;
    bool waiting_for_first_byte_ = true;
    bool reading_head_ = true;
    bool body_unread_ = false;  // refused before its body came
    bool served_ = false;       // a request has been answered before
};

}  // namespace srchat::net
