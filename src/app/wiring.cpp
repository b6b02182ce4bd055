#include "wiring.hpp"

#include "cli_version.hpp"

#include <algorithm>

#include "srchat/protocol/table.hpp"

namespace srchat {

namespace {
constexpr std::uint32_t rooms_per_socket = 128;
constexpr std::uint32_t name_points = 32;
constexpr std::uint32_t frame_bytes = 65'536;
}  // namespace

core::room_rules room_rules_of(const config& c) {
    core::room_rules r;
    r.members_max = c.rooms.members_max;
    r.crowd_above = c.rooms.crowd_above;
    r.edit_window = c.rooms.edit_window_s;
    r.empty_grace = c.rooms.empty_grace_s;
    r.away = c.rooms.away_s;
    r.five_minutes = c.rooms.life_5m_s;
    r.hour = c.rooms.life_1h_s;
    r.day = c.rooms.life_24h_s;
    r.week = c.rooms.life_7d_s;
    r.owner_grace = c.rooms.owner_grace_s;
    r.offer = c.rooms.offer_s;
    r.kick = c.rooms.kick_s;
    r.countdown = c.rooms.close_countdown_s;
    r.top = std::min(r.top, milliseconds{c.ws.ping_s} * 4 / 5);
    return r;
}

services::room_rates room_rates_of(const config& c) {
    services::room_rates r{
        static_cast<double>(c.limits.say_burst), c.limits.say_per_s, c.rooms.per_guest, {}, c.rooms.per_account};
    r.door.knock = c.rooms.knock_s;
    r.spam.duplicate = c.limits.duplicate_s;
    r.spam.guest_links = c.limits.guest_links_s;
    r.spam.strike = c.limits.strike_s;
    r.spam.proof_at = c.limits.strikes_proof;
    r.spam.mute_at = c.limits.strikes_mute;
    r.spam.ban_at = c.limits.strikes_ban;
    r.spam.mute = c.limits.strike_mute_s;
    r.proof = proof_rules_of(c);
    return r;
}

services::media_rules media_rules_of(const config& c) {
    return {c.media.room_bytes, c.media.node_bytes, c.media.max_bytes, c.media.per_hour_guest, c.media.unused_s};
}

services::session_rules session_rules_of(const config& c) {
    services::session_rules r;
    r.idle = c.sessions.idle_s;
    r.most = c.sessions.max_s;
    r.name_hold = c.sessions.name_hold_s;
    r.sockets_per_person = c.limits.sockets_per_person;
    r.sockets_per_address = c.limits.sockets_per_address;
    r.starts = {static_cast<double>(c.limits.guests_burst), c.limits.guests_per_min / 60};
    return r;
}

services::account_rules account_rules_of(const config& c) {
    services::account_rules r;
    const double registrations = c.limits.registrations_per_hour;
    r.registrations = {registrations, registrations / 3'600};
    r.tries_by_name = {static_cast<double>(c.limits.login_burst), c.limits.login_per_hour / 3'600};
    r.tries_by_address = {static_cast<double>(c.limits.login_address_burst), c.limits.login_address_per_min / 60};
    r.login = c.accounts.login_s;
    r.logins_max = c.accounts.logins_max;
    r.regions = c.accounts.regions;
    return r;
}

services::emergency_rules emergency_rules_of(const config& c) {
    services::emergency_rules r;
    r.level = static_cast<int>(c.security.emergency_level);
    r.registration = c.security.registration;
    r.guests = c.security.guests;
    return r;
}

services::newcomer_rules newcomer_rules_of(const config& c) {
    return {c.security.proof_session, c.security.proof_register};
}

services::proof_rules proof_rules_of(const config& c) { return {c.security.proof_bits, c.security.proof_s}; }

services::admin_rules admin_rules_of(const config& c) {
    services::admin_rules r;
    r.idle = c.admin.idle_s;
    r.confirmed = c.admin.confirm_s;
    r.tries_by_name = {static_cast<double>(c.admin.login_burst), c.admin.login_per_hour / 3600};
    r.tries_by_address = {static_cast<double>(c.limits.login_address_burst), c.limits.login_address_per_min / 60};
    return r;
}

services::complaint_limits complaint_limits_of(const config& c) {
    services::complaint_limits l;
    const auto per_hour = [](std::uint32_t n) {
        return core::bucket_rate{static_cast<double>(n), static_cast<double>(n) / 3600};
    };
    l.by_person = per_hour(c.complaints.per_hour);
    l.by_address = per_hour(c.complaints.address_per_hour);
    l.kept = c.complaints.kept_s;
    l.silent = c.complaints.silent_s;
    for (const std::string& rule : c.complaints.rules) {
        const std::size_t colon = rule.find(": ");
        l.rules.push_back({rule.substr(0, colon), rule.substr(colon + 2)});
    }
    return l;
}

services::friend_limits friend_limits_of(const config& c) {
    return {c.friends.pending_max, c.friends.per_day, c.friends.declined_s};
}

services::transparency::facts facts_of(const config& c) {
    services::transparency::facts f;
    f.version = version_number();
    f.log_level = c.log.level;
    f.live_store = "memory";
    f.live_persists = false;
    f.started_at = server_clock::now();
    return f;
}

protocol::client_limits client_limits_of(const config& c) {
    protocol::client_limits l;
    l.frame_bytes = frame_bytes;
    l.text_points = protocol::max_text_points;
    l.text_bytes = protocol::max_text_bytes;
    l.rooms_per_socket = rooms_per_socket;
    l.name_points = name_points;
    l.reaction_kinds = core::room_rules{}.reaction_kinds_max;
    l.edit_window = c.rooms.edit_window_s;
    l.away = c.rooms.away_s;
    return l;
}

api::socket_rules socket_rules_of(const config& c) {
    api::socket_rules r;
    r.commands = {static_cast<double>(c.limits.commands_burst), c.limits.commands_per_s};
    r.hello = c.ws.hello_s;
    r.rooms = rooms_per_socket;
    return r;
}

net::server_settings net_settings_of(const config& c) {
    net::server_settings s;
    const auto listen = parse_listen(c.server.listen);
    if (listen) {
        s.host = listen->host;
        s.port = listen->port;
    }
    for (const std::string& origin : c.server.origins) s.site.add(origin);
    for (const std::string& proxy : c.server.trusted_proxies) s.proxies.add(proxy);
    s.frames.message_bytes = frame_bytes;
    s.outbox = {c.outbox.bytes, c.outbox.frames, c.outbox.age_ms};
    s.header_time = c.http.header_s;
    s.ping_period = c.ws.ping_s;
    return s;
}

std::optional<net::server_settings> admin_net_settings_of(const config& c) {
    const auto listen = parse_listen(c.admin.listen);
    if (!listen) return std::nullopt;
    net::server_settings s = net_settings_of(c);
    s.host = listen->host;
    s.port = listen->port;
    s.site = {};
    for (const std::string& origin : c.admin.origins) s.site.add(origin);
    return s;
}

}  // namespace srchat
