#pragma once
// The stream below Beast's websocket::stream. Reads come from the socket, past the frame guard; writes - Beast writes
// nothing but the reply to the upgrade, pongs and closes - go into the same outbox as everything else, so that exactly one
// place writes to the socket and frames never interleave. Owner: ws_session. Shard: the connection's.

#include <boost/asio/associator.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core/role.hpp>
#include <boost/beast/websocket/error.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "srchat/base/clock.hpp"
#include "srchat/net/frame_guard.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/runtime/outbox.hpp"

namespace srchat::net {

namespace asio = boost::asio;
using tcp_socket = asio::basic_stream_socket<asio::ip::tcp, asio::io_context::executor_type>;

template <class Handler>
struct guarded_read;

class outbox_stream {
public:
    using executor_type = asio::io_context::executor_type;

    outbox_stream(tcp_socket socket, runtime::outbox& box, const frame_guard_limits& limits)
        : socket_{std::move(socket)}, box_{box}, limits_{limits} {}

    executor_type get_executor() noexcept { return socket_.get_executor(); }
    tcp_socket& socket() noexcept { return socket_; }
    // From here on inbound bytes are frames, and writes are Beast's control frames.
    void handshake_done() noexcept { handshake_ = false; }
    frame_guard::verdict verdict() const noexcept { return verdict_; }
    bool overdue(std::chrono::steady_clock::time_point now) const { return guard_.overdue(limits_, now); }
    std::chrono::steady_clock::time_point last_heard() const noexcept { return last_heard_; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, Buffers into) {
                wipe(into);
                // One buffer instead of two: the kernel's simpler call, and there is always a next read.
                const asio::mutable_buffer part = first_of(into);
                socket_.async_read_some(part, guarded_read<decltype(handler)>{this, part, std::move(handler)});
            },
            token, buffers);
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token) {
        return asio::async_initiate<Token, void(boost::system::error_code, std::size_t)>(
            [this](auto handler, Buffers from) {
                const std::size_t size = asio::buffer_size(from);
                take(from);
                asio::post(socket_.get_executor(), [h = std::move(handler), size]() mutable {
                    std::move(h)(boost::system::error_code{}, size);
                });
            },
            token, buffers);
    }

    // Found by Beast when it closes a connection by itself: what is queued still goes out, then the owner shuts down.
    template <class Token>
    friend void async_teardown(boost::beast::role_type, outbox_stream& s, Token&& handler) {
        asio::post(s.get_executor(),
                   [h = std::forward<Token>(handler)]() mutable { std::move(h)(boost::system::error_code{}); });
    }
    friend void teardown(boost::beast::role_type, outbox_stream&, boost::system::error_code& ec) { ec = {}; }
    friend void beast_close_socket(outbox_stream& s) {
        boost::system::error_code ignored;
        s.socket_.close(ignored);
    }

private:
    template <class Handler>
    friend struct guarded_read;

    bool inspect(const asio::mutable_buffer& filled) {
        last_heard_ = coarse_now();
        const std::size_t end = offset_of(filled) + filled.size();
        if (end <= usual_size_) filled_ = std::max(filled_, end);
        verdict_ =
            guard_.inspect({static_cast<const std::uint8_t*>(filled.data()), filled.size()}, limits_, last_heard_);
        return verdict_ == frame_guard::verdict::fine;
    }

    template <class Buffers>
    static asio::mutable_buffer first_of(const Buffers& buffers) {
        for (auto it = asio::buffer_sequence_begin(buffers); it != asio::buffer_sequence_end(buffers); ++it) {
            const asio::mutable_buffer part{*it};
            if (part.size() > 0) return part;
        }
        return {};
    }

    // Beast unmasks in the buffer that it read into, and keeps that buffer: what the last frame left there goes. Usually
    // that is Beast's own buffer, the first that it offers, and then only the bytes that were filled need it: wiping all
    // of it would pull a cold kilobyte through the processor's cache with every message.
    template <class Buffers>
    void wipe(const Buffers& buffers) {
        for (auto it = asio::buffer_sequence_begin(buffers); it != asio::buffer_sequence_end(buffers); ++it) {
            const asio::mutable_buffer part{*it};
            if (usual_ == nullptr && !handshake_) {
                usual_ = static_cast<const char*>(part.data());
                usual_size_ = filled_ = part.size();
            }
            const std::size_t begin = offset_of(part);
            const bool usual = begin + part.size() <= usual_size_;
            cleanse(part.data(), !usual ? part.size() : filled_ > begin ? std::min(part.size(), filled_ - begin) : 0);
            if (usual && begin == 0 && part.size() >= filled_) filled_ = 0;
        }
    }

    // Where a buffer begins in Beast's own; larger than that one's size for any other.
    std::size_t offset_of(const asio::mutable_buffer& part) const noexcept {
        const auto* begin = static_cast<const char*>(part.data());
        const auto far = static_cast<std::size_t>(-1) / 2;
        return usual_ != nullptr && !std::less<>{}(begin, usual_) ? static_cast<std::size_t>(begin - usual_) : far;
    }

    template <class Buffers>
    void take(const Buffers& buffers) {
        std::string bytes(asio::buffer_size(buffers), '\0');
        asio::buffer_copy(asio::buffer(bytes), buffers);
        if (handshake_) {
            // Beast names itself in the reply to the upgrade and offers no way to stop it.
            const auto from = bytes.find("\r\nServer: ");
            if (from != std::string::npos) bytes.erase(from, bytes.find("\r\n", from + 2) - from);
        }
        box_.push(runtime::frame::raw(bytes));
    }

    tcp_socket socket_;
    runtime::outbox& box_;
    const frame_guard_limits& limits_;
    frame_guard guard_;
    frame_guard::verdict verdict_ = frame_guard::verdict::fine;
    bool handshake_ = true;
    const char* usual_ = nullptr;  // Beast's own read buffer, only ever compared with
    std::size_t usual_size_ = 0;
    std::size_t filled_ = 0;  // bytes at its front that reads have filled since they were last wiped
    std::chrono::steady_clock::time_point last_heard_ = coarse_now();
};

// Hands bytes to the guard before Beast's handler gets them.
template <class Handler>
struct guarded_read {
    outbox_stream* stream;
    asio::mutable_buffer part;
    Handler handler;

    void operator()(boost::system::error_code ec, std::size_t size) {
        if (!ec && !stream->handshake_ && !stream->inspect(asio::buffer(part, size))) {
            ec = asio::error::operation_aborted;
            size = 0;
        }
        std::move(handler)(ec, size);
    }
};

}  // namespace srchat::net

// The wrapped handler's executor, allocator and cancellation slot shine through.
template <template <class, class> class Associator, class Handler, class Default>
struct boost::asio::associator<Associator, srchat::net::guarded_read<Handler>, Default> : Associator<Handler, Default> {
    static typename Associator<Handler, Default>::type get(const srchat::net::guarded_read<Handler>& h) noexcept {
        return Associator<Handler, Default>::get(h.handler);
    }
    static auto get(const srchat::net::guarded_read<Handler>& h, const Default& d) noexcept {
        return Associator<Handler, Default>::get(h.handler, d);
    }
};
