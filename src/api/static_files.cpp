#include "static_files.hpp"

#include <algorithm>
#include <array>

#include "srchat/net/http_gate.hpp"

namespace srchat::api {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Cuts the part before `separator` off the front.
std::string_view next_part(std::string_view& rest, char separator) {
    const std::size_t end = rest.find(separator);
    const std::string_view part = trimmed(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
    return part;
}

// RFC 9110, section 12.5.3, without an order of weights: a coding counts unless its weight is zero.
bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        std::string_view weight = next_part(header, ',');
        const std::string_view name = next_part(weight, ';');
        weight = trimmed(weight);
        if (!net::equals_ignoring_case(name, coding)) continue;
        const bool weighed = weight.starts_with("q=") || weight.starts_with("Q=");
        return !weighed || weight.find_first_not_of("0.", 2) != std::string_view::npos;
    }
    return false;
}

constexpr std::array<std::string_view, 10> pages{"/",        "/account", "/login",        "/register", "/recovery",
                                                 "/friends", "/inbox",   "/transparency", "/report",   "/complaints"};
// With one more part: a room, a friend, a complaint.
constexpr std::array<std::string_view, 3> pages_of_one{"/r/", "/dm/", "/complaints/"};

constexpr std::string_view admin_page = "/admin";

// The page is one document; what it shows is read from the address by its script.
std::string_view document_of(std::string_view path) {
    const bool of_one = std::ranges::any_of(pages_of_one, [path](std::string_view begin) {
        return path.starts_with(begin) && path.find('/', begin.size()) == std::string_view::npos;
    });
    const bool page = of_one || std::ranges::find(pages, path) != pages.end();
    if (path == admin_page) return "/admin.html";
    return page ? "/index.html" : path;
}

}  // namespace

std::optional<net::response> static_file(std::span<const asset> page, const net::request& what) {
    const std::string_view path = document_of(what.path);
    const auto found = std::ranges::find(page, path, &asset::path);
    if (found == page.end() || (path.ends_with(".html") && what.path == path)) return std::nullopt;

    net::response reply;
    reply.cacheable = true;
    if (found->type.starts_with("text/html")) reply.policy = net::reply_policy::page;
    reply.headers.emplace_back("ETag", secret_text{std::string{found->etag}});
    reply.headers.emplace_back("Vary", secret_text{"Accept-Encoding"});
    reply.headers.emplace_back("Cache-Control",
                               secret_text{found->immutable ? "public, max-age=31536000, immutable" : "no-cache"});
    if (what.if_none_match == "*" || what.if_none_match.find(found->etag) != std::string::npos) {
        reply.status = 304;
        return reply;
    }
    reply.content_type = found->type;
    reply.static_body = found->identity;
    if (!found->brotli.empty() && accepts(what.accept_encoding, "br")) {
        reply.static_body = found->brotli;
        reply.headers.emplace_back("Content-Encoding", secret_text{"br"});
    } else if (!found->gzip.empty() && accepts(what.accept_encoding, "gzip")) {
        reply.static_body = found->gzip;
        reply.headers.emplace_back("Content-Encoding", secret_text{"gzip"});
    }
    return reply;
}

}  // namespace srchat::api
