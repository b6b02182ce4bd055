#include "reply.hpp"

#include "srchat/protocol/replies.hpp"
#include "srchat/runtime/shard.hpp"

namespace srchat::api {

net::response json_reply(int status, std::string body) {
    net::response reply;
    reply.status = status;
    reply.content_type = "application/json";
    reply.body = std::move(body);
    return reply;
}

net::response refusal_reply(const refusal& why) {
    if (runtime::shard* here = runtime::shard::current()) here->counters().refused(why.code);
    net::response reply = json_reply(http_status_of(why.code), protocol::encode_http(why));
    if (why.retry_after.count() > 0) {
        const auto seconds = (why.retry_after.count() + 999) / 1000;
        reply.headers.emplace_back("Retry-After", secret_text{std::to_string(seconds)});
    }
    return reply;
}

std::string query_value(std::string_view query, std::string_view name) {
    const auto hex = [](char c) {
        return c >= '0' && c <= '9'   ? c - '0'
               : c >= 'a' && c <= 'f' ? c - 'a' + 10
               : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                      : -1;
    };
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view pair = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
        if (!pair.starts_with(name) || pair.size() <= name.size() || pair[name.size()] != '=') continue;
        const std::string_view raw = pair.substr(name.size() + 1);
        std::string value;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            const bool escaped = raw[i] == '%' && i + 2 < raw.size() && hex(raw[i + 1]) >= 0 && hex(raw[i + 2]) >= 0;
            value.push_back(escaped         ? static_cast<char>(hex(raw[i + 1]) * 16 + hex(raw[i + 2]))
                            : raw[i] == '+' ? ' '
                                            : raw[i]);
            if (escaped) i += 2;
        }
        return value;
    }
    return {};
}

}  // namespace srchat::api
