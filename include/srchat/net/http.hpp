#pragma once
// Requests and replies as the layers above see them, without Beast. A request that gets this far has passed the gate
// (SECURITY, "Transport and HTTP"): sane framing, exactly one known Host, a plain path.

#include "srchat/base/task.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "srchat/base/private_text.hpp"
#include "srchat/base/result.hpp"
#include "srchat/base/shared_bytes.hpp"
#include "srchat/runtime/outbox.hpp"
#include "srchat/runtime/shard.hpp"

namespace srchat::net {

namespace asio = boost::asio;

enum class method { get, head, post, put, patch, delete_, other };

// A peer's address as a keyed hash: enough to count by, useless outside this process and boot.
struct address_key {
    std::uint64_t value = 0;
    bool operator==(const address_key&) const = default;
};

// What the layer above keeps for a request from before its body is read until it is answered.
class body_permit {
public:
    virtual ~body_permit() = default;
};

struct request {
    net::method method = net::method::other;
    std::string path;    // decoded, begins with '/'
    std::string query;   // as sent, without '?'
    std::string origin;  // empty if there is none
    std::string content_type;
    std::string if_none_match;
    std::string accept_encoding;
    secret_text cookie;              // the whole Cookie header
    bool has_custom_header = false;  // X-SRChat: 1
    bool origin_ok = false;          // Origin is exactly one of this server's
    bool secure = false;             // reached through https (known from the origin it was configured with)
    bool direct_loopback = false;    // the peer is this machine and no proxy stands between
    address_key address;
    std::size_t content_length = 0;            // as declared, and as it comes
    secret_text body;                          // empty until admit_body has let it in
    std::unique_ptr<body_permit> permit = {};  // from admit_body
};

// Which Content-Security-Policy a reply has: that of the page, of what is no page and can do nothing, or of what people
// have sent, which in addition stands apart from this origin.
enum class reply_policy { nothing, page, sandbox };

struct response {
    int status = 200;
    std::string content_type;
    std::string body;
    std::string_view static_body;                              // instead of body: bytes that outlive the reply
    shared_bytes shared_body;                                  // instead of body, likewise
    std::weak_ptr<const void> while_alive;                     // of shared_body: its sending ends when this expires
    std::vector<std::pair<std::string, secret_text>> headers;  // beyond those that every reply has
    bool cacheable = false;                                    // else no-store
    reply_policy policy = reply_policy::nothing;
};

class socket_handle;

// One per WebSocket, made by the layer above when it admits the upgrade. Lives until on_closed() has returned.
// All calls come from the connection's shard; on_text is not called again before it has finished.
class socket_user {
public:
    virtual ~socket_user() = default;
    // The socket is open; `handle` stays valid until on_closed().
    virtual void on_open(socket_handle& handle) = 0;
    // One complete, valid UTF-8 text message; the view is valid until the task ends.
    virtual task<void> on_text(std::string_view text) = 0;
    // Called once a second: deadlines of the layer above.
    virtual void on_second(std::chrono::steady_clock::time_point now) = 0;
    // The connection has ended; the outbox takes nothing more.
    virtual void on_closed() = 0;
};

// What the layer above may do with its socket.
class socket_handle {
public:
    virtual runtime::shard& shard() noexcept = 0;
    virtual runtime::outbox& outbox() noexcept = 0;
    // Sends what is queued, then a close frame; the connection ends soon after. Further calls change nothing.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;

protected:
    ~socket_handle() = default;
};

// The application behind the sockets. Called on the connection's shard.
class application {
public:
    virtual ~application() = default;
    virtual task<response> handle(request what) = 0;
    // Decides on GET /ws: either a user for the socket, or the reply that refuses it.
    virtual task<std::unique_ptr<socket_user>> admit(request what, response& refused) = 0;
    // Largest body that a route takes, in bytes; 0 if it takes none.
    virtual std::size_t body_limit(net::method m, std::string_view path) const = 0;
    // Judges by its head alone a request whose route takes a body, so that nobody's bytes are read for nothing. nullopt: the
    // body may come, and `what` has the permit, if there is one. The caller keeps `what` until the task ends.
    virtual task<std::optional<response>> admit_body(request& what) = 0;
    // The reply that carries a refusal, in the form of the API.
    virtual response refuse(const refusal& why) const = 0;
};

}  // namespace srchat::net
