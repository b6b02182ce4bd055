#include "http_session.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include <string>

#include "reply_head.hpp"
#include "ws_session.hpp"

namespace srchat::net {

namespace {
using namespace std::chrono_literals;
constexpr std::size_t read_step = 4'096;
constexpr auto body_grace = 5s;           // then at least 1 KiB/s
constexpr std::size_t body_rate = 1'024;  // bytes a second
constexpr auto write_time = 30s;          // for each part of a reply
constexpr std::size_t write_part = 65'536;
constexpr auto linger_time = 2s;
constexpr auto linger_time_of_body = 10s;  // a client that is busy sending looks for an answer late

net::method method_of(std::string_view name) {
    if (name == "GET") return method::get;
    if (name == "HEAD") return method::head;
    if (name == "POST") return method::post;
    if (name == "PUT") return method::put;
    if (name == "PATCH") return method::patch;
    if (name == "DELETE") return method::delete_;
    return method::other;
}

bool wants_websocket(const request_head& head) {
    return equals_ignoring_case(head.field("Upgrade").value_or(""), "websocket");
}
}  // namespace

http_session::http_session(shard_net& net, tcp_socket socket) : net_{net}, socket_{std::move(socket)} {
    boost::system::error_code ec;
    const auto endpoint = socket_.remote_endpoint(ec);
    if (!ec) peer_ = endpoint.address();
    net_.connections.add(*this);
    ++net_.open;
}

http_session::~http_session() { --net_.open; }

void http_session::start() { net_.shard.spawn(run(shared_from_this())); }

void http_session::on_second(std::chrono::steady_clock::time_point now) {
    // What is not yet a request is not waited for when the server goes.
    const bool idle_at_drain = net_.draining && reading_head_;
    if (sends_mortal_ && sending_.expired()) {
        abort();  // a slow reader must not keep alive what has been deleted
        return;
    }
    if (now < deadline_ && !idle_at_drain) return;
    timed_out_ = true;
    boost::system::error_code ignored;
    socket_.cancel(ignored);
}

void http_session::abort() {
    boost::system::error_code ignored;
    socket_.close(ignored);
}

task<void> http_session::run(std::shared_ptr<http_session> self) {
    (void)self;  // keeps this object alive as long as its task
    outcome after = outcome::next;
    while (after == outcome::next) {
        after = co_await one_request();
    }
    if (!socket_.is_open()) co_return;
    // Unread bytes at close() would make the kernel send a reset, and the peer could lose the reply.
    boost::system::error_code ignored;
    socket_.shutdown(tcp_socket::shutdown_send, ignored);
    if (body_unread_) {
        allow(linger_time_of_body);
    } else {
        allow(linger_time);
    }
    char rest[4'096];
    for (bool more = true; more;) {
        auto [ec, n] = co_await socket_.async_read_some(asio::buffer(rest), use_task_tuple);
        more = !ec && n > 0;
    }
    socket_.close(ignored);
}

task<result<std::size_t>> http_session::read_head() {
    waiting_for_first_byte_ = buffer_.size() == 0;
    reading_head_ = true;
    const bool between_requests = waiting_for_first_byte_ && served_;
    allow(between_requests ? net_.settings.idle_time : net_.settings.header_time);
    for (std::size_t searched = 0;;) {
        const std::string_view have{static_cast<const char*>(buffer_.data().data()), buffer_.size()};
        const std::size_t end = have.find("\r\n\r\n", searched > 3 ? searched - 3 : 0);
        if (end != std::string_view::npos) co_return end + 4;
        if (have.size() >= net_.settings.head.bytes) co_return refusal{error_code::headers_too_large};
        searched = have.size();
        auto [ec, n] = co_await socket_.async_read_some(buffer_.prepare(read_step), use_task_tuple);
        if (ec) {
            const bool slow = timed_out_ && !between_requests;
            if (slow) co_return refusal{error_code::timeout};
            co_return std::size_t{0};
        }
        buffer_.commit(n);
        if (waiting_for_first_byte_) {
            waiting_for_first_byte_ = false;
            allow(net_.settings.header_time);
        }
    }
}

task<http_session::outcome> http_session::one_request() {
    result<std::size_t> size = co_await read_head();
    reading_head_ = false;
    if (size && *size == 0) co_return outcome::end;
    net_.shard.counters().http_requests.add();
    result<request_head> head =
        size.has_error() ? result<request_head>{size.error()} : result<request_head>{error_code::bad_request};
    if (size) {
        const std::string_view bytes{static_cast<const char*>(buffer_.data().data()), *size};
        head = judge_head(bytes, net_.settings.site.hosts, net_.settings.head);
    }
    const std::size_t limit = head ? net_.app.body_limit(method_of(head->method), head->path) : 0;
    if (head && head->content_length > limit) {
        head = refusal{error_code::too_large};
        body_unread_ = true;
    }
    if (!head) {
        net_.shard.counters().http_refused.add();
        timed_out_ = false;
        response refused = net_.app.refuse(head.error());
        co_await reply(std::move(refused), false, false);
        co_return outcome::end;
    }
    request what = make_request(*head);
    const bool keep_alive = head->keep_alive && !net_.draining;
    const bool websocket = wants_websocket(*head) && what.method == method::get;
    const bool head_only = what.method == method::head;
    const std::size_t content_length = head->content_length;
    allow(write_time);
    if (limit > 0) {
        std::optional<response> refused = co_await net_.app.admit_body(what);
        if (refused) {
            net_.shard.counters().http_refused.add();
            body_unread_ = content_length > 0;
            co_await reply(std::move(*refused), false, false);
            co_return outcome::end;
        }
    }

    parser parsed;
    const bool whole = co_await read_body(parsed, content_length);
    if (!whole) {
        net_.shard.counters().http_refused.add();
        const bool slow = timed_out_;
        timed_out_ = false;
        cleanse(parsed.get().body());
        cleanse_buffer();
        what.permit.reset();  // before the answer, after which the client may try again
        response refused = net_.app.refuse(refusal{slow ? error_code::timeout : error_code::bad_request});
        co_await reply(std::move(refused), false, false);
        co_return outcome::end;
    }
    allow(write_time);
    if (websocket) {
        const outcome upgraded = co_await upgrade(parsed, std::move(what));
        co_return upgraded;
    }
    what.body = secret_text{std::move(parsed.get().body())};
    if (content_length > 0) cleanse_buffer();
    response answer = co_await net_.app.handle(std::move(what));
    co_await reply(std::move(answer), keep_alive, head_only);
    served_ = true;
    co_return keep_alive ? outcome::next : outcome::end;
}

task<bool> http_session::read_body(parser& into, std::size_t size) {
    into.header_limit(static_cast<std::uint32_t>(net_.settings.head.bytes));
    into.body_limit(size);  // the gate has already judged the declared length by its route
    const auto begin = std::chrono::steady_clock::now();
    deadline_ = begin + body_grace;
    while (!into.is_done()) {
        // One part at a time, so that a long body neither holds up the shard nor earns its time before it comes.
        auto [ec, n] = co_await http::async_read_some(socket_, buffer_, into, use_task_tuple);
        (void)n;
        if (ec) co_return false;
        const std::size_t rest = into.content_length_remaining().value_or(0);
        if (into.is_header_done()) deadline_ = begin + body_grace + std::chrono::seconds{(size - rest) / body_rate};
    }
    co_return true;
}

void http_session::cleanse_buffer() {
    // The bytes of the next request, if they are here, move to the front; the rest of the block is what was used before.
    const auto unused = buffer_.prepare(buffer_.capacity() - buffer_.size());
    cleanse(unused.data(), unused.size());
    if (buffer_.size() == 0) buffer_.shrink_to_fit();
}

request http_session::make_request(const request_head& head) const {
    request r;
    r.method = method_of(head.method);
    r.path = head.path;
    r.content_length = head.content_length;
    r.query = head.query;
    r.origin = head.field("Origin").value_or("");
    r.content_type = head.field("Content-Type").value_or("");
    r.if_none_match = head.field("If-None-Match").value_or("");
    r.accept_encoding = head.field("Accept-Encoding").value_or("");
    r.cookie = secret_text{std::string{head.field("Cookie").value_or("")}};
    r.has_custom_header = head.field("X-SRChat") == "1";
    std::string host{*head.field("Host")};
    for (char& c : host) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const site::name* mine = net_.settings.site.find(host);
    r.origin_ok = mine != nullptr && r.origin == mine->origin;
    r.secure = mine != nullptr && mine->secure;
    const std::string forwarded = head.list("X-Forwarded-For");
    r.direct_loopback = peer_.is_loopback() && head.count("X-Forwarded-For") == 0 && head.count("Forwarded") == 0;
    r.address = net_.hasher.of(net_.settings.proxies.client(peer_, forwarded));
    return r;
}

task<http_session::outcome> http_session::upgrade(parser& from, request what) {
    response refused;
    std::unique_ptr<socket_user> user = co_await net_.app.admit(std::move(what), refused);
    if (!user) {
        co_await reply(std::move(refused), false, false);
        co_return outcome::end;
    }
    net_.connections.remove(*this);
    auto session = std::make_shared<ws_session>(net_, std::move(socket_), std::move(user));
    session->start(from.release());
    co_return outcome::end;
}

task<void> http_session::reply(response what, bool keep_alive, bool head_only) {
    allow(write_time);
    const std::string_view body = what.shared_body           ? std::string_view{what.shared_body->reveal()}
                                  : what.static_body.empty() ? std::string_view{what.body}
                                                             : what.static_body;
    sends_mortal_ = what.shared_body != nullptr;
    sending_ = what.while_alive;
    std::string head = reply_head(what, body.size(), keep_alive);
    const std::string_view rest = head_only ? std::string_view{} : body;
    const bool written = co_await write(head, rest);
    cleanse(head);
    sends_mortal_ = false;
    if (written) co_return;
    boost::system::error_code ignored;
    socket_.close(ignored);
}

task<bool> http_session::write(std::string_view head, std::string_view body) {
    while (!head.empty() || !body.empty()) {
        if (sends_mortal_ && sending_.expired()) co_return false;
        allow(write_time);
        const std::string_view part = body.substr(0, write_part);
        const std::array<asio::const_buffer, 2> parts{asio::buffer(head), asio::buffer(part)};
        auto [ec, n] = co_await asio::async_write(socket_, parts, use_task_tuple);
        (void)n;
        if (ec) co_return false;
        head = {};
        body.remove_prefix(part.size());
    }
    co_return true;
}

}  // namespace srchat::net
