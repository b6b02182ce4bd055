// The naive server: what one gets by following the multi-client WebSocket chat example of Boost.Beast. A
// session per connection, a posted send per recipient, a queue of shared strings and one async_write at a
// time. It speaks the same small protocol as the floor.
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>

#include <algorithm>
#include <cstdlib>

#include <iostream>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = beast::websocket;
using tcp = asio::ip::tcp;

namespace {

std::size_t frame_bytes = 0;

class session;
// The members of each group. Only the one thread of the io_context touches it.
std::map<std::string, std::unordered_set<session*>> groups;

// One client. Lives as long as one of its handlers is pending, and leaves its group when it goes.
class session : public std::enable_shared_from_this<session> {
public:
    explicit session(tcp::socket&& socket) : stream_(std::move(socket)) {}
    ~session() {
        if (group_) group_->erase(this);
    }

    void start() {
        beast::get_lowest_layer(stream_).socket().set_option(tcp::no_delay(true));
        stream_.set_option(websocket::stream_base::timeout::suggested(beast::role_type::server));
        stream_.async_accept([self = shared_from_this()](beast::error_code failure) {
            if (!failure) self->read();
        });
    }

    void send(std::shared_ptr<std::string const> text) {
        asio::post(stream_.get_executor(),
                   beast::bind_front_handler(&session::on_send, shared_from_this(), std::move(text)));
    }

private:
    void read() { stream_.async_read(buffer_, beast::bind_front_handler(&session::on_read, shared_from_this())); }

    void on_read(beast::error_code failure, std::size_t) {
        if (failure) return;
        std::string text = beast::buffers_to_string(buffer_.data());
        buffer_.consume(buffer_.size());
        if (group_) {
            text.resize(std::max(text.size(), frame_bytes), ' ');
            auto shared = std::make_shared<std::string const>(std::move(text));
            std::vector<std::weak_ptr<session>> members;
            members.reserve(group_->size());
            for (session* member : *group_) members.push_back(member->weak_from_this());
            for (auto const& weak : members)
                if (auto member = weak.lock()) member->send(shared);
        } else {
            group_ = &groups[text];
            group_->insert(this);
            send(std::make_shared<std::string const>("joined"));
        }
        read();
    }

    void on_send(std::shared_ptr<std::string const> text) {
        queue_.push_back(std::move(text));
        if (queue_.size() == 1) write();
    }

    void write() {
        stream_.text(true);
        stream_.async_write(asio::buffer(*queue_.front()),
                            beast::bind_front_handler(&session::on_write, shared_from_this()));
    }

    void on_write(beast::error_code failure, std::size_t) {
        if (failure) return;
        queue_.erase(queue_.begin());
        if (!queue_.empty()) write();
    }

    websocket::stream<beast::tcp_stream> stream_;
    beast::flat_buffer buffer_;
    std::vector<std::shared_ptr<std::string const>> queue_;
    std::unordered_set<session*>* group_ = nullptr;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](beast::error_code failure, tcp::socket socket) {
        if (!failure) std::make_shared<session>(std::move(socket))->start();
        accept(acceptor);
    });
}

}  // namespace

int main(int argc, char** argv) {
    for (int i = 1; i + 1 < argc; ++i)
        if (std::string(argv[i]) == "--frame-bytes") frame_bytes = std::strtoul(argv[i + 1], nullptr, 10);
    asio::io_context io{1};
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    std::cout << "naive listening on http://127.0.0.1:" << acceptor.local_endpoint().port() << std::endl;
    accept(acceptor);
    io.run();
}
