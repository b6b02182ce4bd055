#include "reply_head.hpp"

#include <string_view>

namespace srchat::net {

namespace {

std::string_view reason_of(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 204: return "No Content";
        case 304: return "Not Modified";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 410: return "Gone";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 500: return "Internal Server Error";
        case 503: return "Service Unavailable";
        default: return "Status";
    }
}

constexpr std::string_view always =
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Embedder-Policy: require-corp\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n"
    "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=(), browsing-topics=()\r\n";

constexpr std::string_view page_policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'\r\n";

// What is not the page can do nothing at all, whatever a browser takes it for.
constexpr std::string_view other_policy = "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\n";

// Pictures that people have sent: opened by themselves, they are of no origin at all.
constexpr std::string_view sandbox_policy = "Content-Security-Policy: default-src 'none'; sandbox\r\n";

// A script's own policy counts where it runs as a worker: the service worker has to fetch the shell it keeps.
constexpr std::string_view script_policy =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'\r\n";

std::string_view policy_of(const response& what) {
    switch (what.policy) {
        case reply_policy::page: return page_policy;
        case reply_policy::sandbox: return sandbox_policy;
        case reply_policy::nothing: break;
    }
    return what.content_type.starts_with("text/javascript") ? script_policy : other_policy;
}

}  // namespace

std::string reply_head(const response& what, std::size_t body_size, bool keep_alive) {
    std::string head = "HTTP/1.1 " + std::to_string(what.status) + ' ';
    head.append(reason_of(what.status)).append("\r\n").append(always);
    head.append(policy_of(what));
    if (!what.cacheable) head.append("Cache-Control: no-store\r\n");
    if (!what.content_type.empty()) head.append("Content-Type: ").append(what.content_type).append("\r\n");
    for (const auto& [name, value] : what.headers) head.append(name).append(": ").append(value.reveal()).append("\r\n");
    if (what.status != 204 && what.status != 304)
        head.append("Content-Length: ").append(std::to_string(body_size)).append("\r\n");
    head.append(keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return head;
}

}  // namespace srchat::net
