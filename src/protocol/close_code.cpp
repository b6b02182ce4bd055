#include "srchat/protocol/close_code.hpp"

namespace srchat::protocol {

namespace {

struct row {
    std::string_view name;
    reconnect again;
    std::string_view text;
};

constexpr std::string_view not_accepted = "This page sent something the server does not accept. Reload the page.";

// One switch without a default: a new code does not compile with -Werror=switch until it has a row.
row row_of(close_code code) noexcept {
    switch (code) {
        case close_code::normal: return {"normal", reconnect::no, "You left."};
        case close_code::going_away: return {"going away", reconnect::yes, "The connection was closed."};
        case close_code::protocol_error:
            return {"protocol error", reconnect::thrice,
                    "This page and the server do not understand each other. Reload the page."};
        case close_code::binary_frame: return {"binary frame", reconnect::no, not_accepted};
        case close_code::not_utf8: return {"not UTF-8", reconnect::no, not_accepted};
        case close_code::policy: return {"policy", reconnect::no, not_accepted};
        case close_code::too_big: return {"too big", reconnect::yes, "That was too large to send."};
        case close_code::internal_error:
            return {"internal error", reconnect::yes, "The server had a problem. Reconnecting."};
        case close_code::restart:
            return {"restart", reconnect::after_retry_ms, "The server is restarting. Reconnecting."};
        case close_code::overloaded:
            return {"overloaded", reconnect::after_retry_ms, "The server is busy. Reconnecting."};
        case close_code::slow_consumer:
            return {"slow consumer", reconnect::yes, "Your connection was too slow; catching up."};
        case close_code::flood: return {"flood", reconnect::after_30_s, "Too much at once. Waiting a moment."};
        case close_code::session_ended: return {"session ended", reconnect::new_session, "Your session has ended."};
        case close_code::bad_hello: return {"bad hello", reconnect::no, "A new version is out. Reload the page."};
    }
    return {"", reconnect::no, ""};
}

}  // namespace

std::string_view name_of(close_code code) noexcept { return row_of(code).name; }
std::string_view text_of(close_code code) noexcept { return row_of(code).text; }
reconnect reconnect_of(close_code code) noexcept { return row_of(code).again; }

}  // namespace srchat::protocol
