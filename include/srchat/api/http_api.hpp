#pragma once
// HTTP: the page, the few routes that work without a socket, health, and who may open a socket.

#include <atomic>
#include <functional>
#include <span>

#include "srchat/api/asset.hpp"
#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"

namespace srchat::api {

// Where administration is: on this listener beside everything else, on another one, or alone on this one.
enum class admin_door { here, elsewhere, only };

struct http_settings {
    bool metrics = true;
    admin_door admin = admin_door::here;
};

class http_api final : public net::application {
public:
    http_api(const context& with, std::span<const asset> page, http_settings settings);

    task<net::response> handle(net::request what) override;
    task<std::unique_ptr<net::socket_user>> admit(net::request what, net::response& refused) override;
    task<std::optional<net::response>> admit_body(net::request& what) override;
    std::size_t body_limit(net::method m, std::string_view path) const override;
    net::response refuse(const refusal& why) const override;

    // From now on /readyz answers 503, so that a balancer sends nobody new. Any thread.
    void not_ready() noexcept { ready_ = false; }

private:
    task<net::response> api_route(net::request what);
    // Everything that is not administration.
    task<net::response> public_route(net::request what);
    net::response health(std::string_view path) const;

    const context& context_;
    std::span<const asset> page_;
    http_settings settings_;
    std::atomic<bool> ready_{true};
};

}  // namespace srchat::api
