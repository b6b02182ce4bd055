#include "static_files.hpp"

#include <algorithm>

namespace srchat::api {

namespace {

// RFC 9110, section 12.5.3, without weights: a coding counts unless it is given the weight zero.
bool accepts(std::string_view header, std::string_view coding) {
    for (std::size_t at = header.find(coding); at != std::string_view::npos; at = header.find(coding, at + 1)) {
        const bool starts = at == 0 || header[at - 1] == ' ' || header[at - 1] == ',';
        std::string_view rest = header.substr(at + coding.size());
        const bool ends = rest.empty() || rest.front() == ',' || rest.front() == ';' || rest.front() == ' ';
        if (starts && ends) return !rest.starts_with(";q=0") || rest.starts_with(";q=0.");
    }
    return false;
}

// The page is one document; which room it shows is read from the address by its script.
std::string_view document_of(std::string_view path) {
    const bool room = path.starts_with("/r/") && path.find('/', 3) == std::string_view::npos;
    return path == "/" || room ? "/index.html" : path;
}

}  // namespace

std::optional<net::response> static_file(std::span<const asset> page, const net::request& what) {
    const std::string_view path = document_of(what.path);
    const auto found = std::ranges::find(page, path, &asset::path);
    if (found == page.end() || (path == "/index.html" && what.path == path)) return std::nullopt;

    net::response reply;
    reply.cacheable = true;
    reply.html = found->type.starts_with("text/html");
    reply.headers.emplace_back("ETag", secret_text{std::string{found->etag}});
    reply.headers.emplace_back("Vary", secret_text{"Accept-Encoding"});
    reply.headers.emplace_back("Cache-Control", secret_text{found->immutable ? "public, max-age=31536000, immutable" : "no-cache"});
    if (what.if_none_match.find(found->etag) != std::string::npos) {
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
