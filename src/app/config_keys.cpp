#include "config_keys.hpp"

#include <algorithm>

#include "config_forms.hpp"

namespace srchat {

namespace {

constexpr double million = 1'000'000;
constexpr double four_gib = 4'294'967'295;
constexpr double day_s = 86'400;
constexpr double year_s = 366 * day_s;

// A row's accessor: where the key's value is.
#define SRCHAT_AT(member) [](config& values) -> config_field { return &values.member; }

const config_key table[] = {
    {"server.listen", SRCHAT_AT(server.listen), 0, 0, is_listen_address,
     "ADDRESS:PORT such as \"127.0.0.1:8080\" or \"[::1]:8080\"", "Where to listen; port 0 takes any free one."},
    {"server.data_dir", SRCHAT_AT(server.data_dir), 0, 0, is_folder, "a folder",
     "Folder for what is kept on disk; made at start if it is missing."},
    {"server.workers", SRCHAT_AT(server.workers), 0, 256, nullptr, "", "Threads that serve; 0 means one per core."},
    {"server.origins", SRCHAT_AT(server.origins), 0, 0, is_origin,
     "exact origins such as \"https://chat.example.org\": lower case, no path, no default port, https unless loopback",
     "Addresses of the page, as browsers show them, beside the one listened on. Needed when reachable from elsewhere."},
    {"server.trusted_proxies", SRCHAT_AT(server.trusted_proxies), 0, 0, is_proxy_network,
     "addresses or networks such as \"127.0.0.1\" or \"10.0.0.0/8\", not all addresses",
     "Reverse proxies whose X-Forwarded-For is believed."},
    {"server.drain_ms", SRCHAT_AT(server.drain_ms), 0, 60'000, nullptr, "",
     "Time for clients to leave and replies to go out after SIGTERM."},

    {"rooms.members_max", SRCHAT_AT(rooms.members_max), 1, million, nullptr, "", "Members of one room."},
    {"rooms.per_guest", SRCHAT_AT(rooms.per_guest), 0, million, nullptr, "", "Open rooms that one guest may have."},
    {"rooms.per_account", SRCHAT_AT(rooms.per_account), 0, million, nullptr, "",
     "Open rooms that one account may have."},
    {"rooms.empty_grace_s", SRCHAT_AT(rooms.empty_grace_s), 0, day_s, nullptr, "",
     "How long a room of life `empty` outlives its last member."},
    {"rooms.away_s", SRCHAT_AT(rooms.away_s), 0, day_s, nullptr, "",
     "How long a member whose network is gone stays in the room."},
    {"rooms.life_5m_s", SRCHAT_AT(rooms.life_5m_s), 1, year_s, nullptr, "", "What the lifetime `5m` means."},
    {"rooms.life_1h_s", SRCHAT_AT(rooms.life_1h_s), 1, year_s, nullptr, "", "What the lifetime `1h` means."},
    {"rooms.life_24h_s", SRCHAT_AT(rooms.life_24h_s), 1, year_s, nullptr, "", "What the lifetime `24h` means."},
    {"rooms.life_7d_s", SRCHAT_AT(rooms.life_7d_s), 1, year_s, nullptr, "", "What the lifetime `7d` means."},
    {"rooms.edit_window_s", SRCHAT_AT(rooms.edit_window_s), 0, year_s, nullptr, "",
     "How long its author may edit a message."},
    {"rooms.crowd_above", SRCHAT_AT(rooms.crowd_above), 1, million, nullptr, "",
     "Above so many members, joins and leaves are told once a second as a sum."},
    {"rooms.owner_grace_s", SRCHAT_AT(rooms.owner_grace_s), 1, day_s, nullptr, "",
     "How long an owner who left stays the owner."},
    {"rooms.offer_s", SRCHAT_AT(rooms.offer_s), 1, day_s, nullptr, "", "How long an offer of ownership stands."},
    {"rooms.kick_s", SRCHAT_AT(rooms.kick_s), 1, day_s, nullptr, "", "How long somebody who was kicked stays out."},
    {"rooms.close_countdown_s", SRCHAT_AT(rooms.close_countdown_s), 0, day_s, nullptr, "",
     "From the owner's closing of a room to its end."},
    {"rooms.knock_s", SRCHAT_AT(rooms.knock_s), 1, day_s, nullptr, "",
     "How long a knock, and the answer to it, stand."},

    {"sessions.idle_s", SRCHAT_AT(sessions.idle_s), 1, year_s, nullptr, "",
     "How long a guest's session outlives its last socket."},
    {"sessions.max_s", SRCHAT_AT(sessions.max_s), 1, year_s, nullptr, "", "How long a guest's session lasts at most."},
    {"sessions.name_hold_s", SRCHAT_AT(sessions.name_hold_s), 0, day_s, nullptr, "",
     "How long a guest's name stays taken after the session."},

    {"accounts.login_s", SRCHAT_AT(accounts.login_s), 1, year_s, nullptr, "", "How long a browser stays logged in."},
    {"accounts.logins_max", SRCHAT_AT(accounts.logins_max), 1, 1'000, nullptr, "",
     "Browsers in which one account may be logged in; beyond it the oldest is logged out."},
    {"accounts.regions", SRCHAT_AT(accounts.regions), 0, 0, is_region, "names of up to 32 characters",
     "Regions that people may pick for themselves; none is ever derived from an address."},

    {"friends.pending_max", SRCHAT_AT(friends.pending_max), 1, 10'000, nullptr, "",
     "Friend requests of one account that may wait for an answer."},
    {"friends.per_day", SRCHAT_AT(friends.per_day), 1, million, nullptr, "",
     "Friend requests that one account may send within a day, refused ones included."},
    {"friends.declined_s", SRCHAT_AT(friends.declined_s), 0, year_s, nullptr, "",
     "How long somebody who was declined waits before asking the same person again."},

    {"database.url", SRCHAT_AT(database.url), 0, 0, is_database_url,
     "nothing, an address such as \"postgresql://user@host/database\", or libpq's \"host=... dbname=...\"",
     "The PostgreSQL that keeps accounts; empty: the embedded database in server.data_dir. Not shown by config print.",
     true},
    {"database.workers", SRCHAT_AT(database.workers), 1, 64, nullptr, "", "Connections to PostgreSQL."},
    {"database.timeout_ms", SRCHAT_AT(database.timeout_ms), 50, 10'000, nullptr, "",
     "How long anybody waits for the database before the answer is 503."},

    {"limits.sockets_per_person", SRCHAT_AT(limits.sockets_per_person), 1, million, nullptr, "",
     "Open sockets of one person."},
    {"limits.sockets_per_address", SRCHAT_AT(limits.sockets_per_address), 1, million, nullptr, "",
     "Open sockets of one address (IPv4) or /64 network (IPv6)."},
    {"limits.guests_burst", SRCHAT_AT(limits.guests_burst), 1, million, nullptr, "",
     "New guest sessions of one address at once."},
    {"limits.guests_per_min", SRCHAT_AT(limits.guests_per_min), 0.01, million, nullptr, "",
     "New guest sessions of one address, per minute after that."},
    {"limits.commands_burst", SRCHAT_AT(limits.commands_burst), 1, million, nullptr, "",
     "Commands of one socket at once."},
    {"limits.commands_per_s", SRCHAT_AT(limits.commands_per_s), 0.01, million, nullptr, "",
     "Commands of one socket, per second after that."},
    {"limits.say_burst", SRCHAT_AT(limits.say_burst), 1, million, nullptr, "",
     "Messages of one person in one room at once."},
    {"limits.say_per_s", SRCHAT_AT(limits.say_per_s), 0.01, million, nullptr, "",
     "Messages of one person in one room, per second after that."},

    {"limits.registrations_per_hour", SRCHAT_AT(limits.registrations_per_hour), 1, million, nullptr, "",
     "New accounts of one address."},
    {"limits.login_burst", SRCHAT_AT(limits.login_burst), 1, million, nullptr, "",
     "Tries to log in under one name at once."},
    {"limits.login_per_hour", SRCHAT_AT(limits.login_per_hour), 0.01, million, nullptr, "",
     "Tries to log in under one name, per hour after that."},
    {"limits.login_address_burst", SRCHAT_AT(limits.login_address_burst), 1, million, nullptr, "",
     "Tries to log in from one address at once."},
    {"limits.login_address_per_min", SRCHAT_AT(limits.login_address_per_min), 0.01, million, nullptr, "",
     "Tries to log in from one address, per minute after that."},
    {"limits.duplicate_s", SRCHAT_AT(limits.duplicate_s), 0, 3'600, nullptr, "",
     "How long one person may not say the same again in one room; 0 means at once."},
    {"limits.guest_links_s", SRCHAT_AT(limits.guest_links_s), 0, day_s, nullptr, "",
     "How long after the beginning of the session a guest sends no links; 0 means at once."},
    {"limits.strike_s", SRCHAT_AT(limits.strike_s), 1, day_s, nullptr, "",
     "How long until one of somebody's refused messages is forgotten."},
    {"limits.strikes_proof", SRCHAT_AT(limits.strikes_proof), 0, 1'000, nullptr, "",
     "Refused messages after which each needs a proof of work; 0 means never."},
    {"limits.strikes_mute", SRCHAT_AT(limits.strikes_mute), 0, 1'000, nullptr, "",
     "Refused messages after which the server mutes; 0 means never."},
    {"limits.strikes_ban", SRCHAT_AT(limits.strikes_ban), 0, 1'000, nullptr, "",
     "Refused messages after which the server bans from the room; 0 means never."},
    {"limits.strike_mute_s", SRCHAT_AT(limits.strike_mute_s), 1, day_s, nullptr, "",
     "How long the server mutes; strikes are not forgotten meanwhile."},

    {"security.emergency_level", SRCHAT_AT(security.emergency_level), 1, 5, nullptr, "",
     "5 open, 4 no registration, 3 guests open no rooms, 2 proof of work for everybody new, 1 nobody new."},
    {"security.registration", SRCHAT_AT(security.registration), 0, 0, nullptr, "", "Whether new accounts are made."},
    {"security.guests", SRCHAT_AT(security.guests), 0, 0, nullptr, "", "Whether visitors without an account come in."},
    {"security.proof_bits", SRCHAT_AT(security.proof_bits), 0, 32, nullptr, "",
     "How much work a proof is: 2 to the power of this many hashes on average; 0 asks for none, whatever the level."},
    {"security.proof_s", SRCHAT_AT(security.proof_s), 1, 3'600, nullptr, "",
     "How long a challenge may take to be solved."},
    {"security.proof_session", SRCHAT_AT(security.proof_session), 0, 0, nullptr, "",
     "Whether every new guest needs a proof of work, and not only from emergency level 2 on."},
    {"security.proof_register", SRCHAT_AT(security.proof_register), 0, 0, nullptr, "",
     "Whether every new account needs a proof of work."},

    {"admin.listen", SRCHAT_AT(admin.listen), 0, 0, is_own_listen_address,
     "empty, or ADDRESS:PORT such as \"127.0.0.1:8081\"",
     "An address of its own for /admin, which is then nowhere else; empty: where everything else is."},
    {"admin.origins", SRCHAT_AT(admin.origins), 0, 0, is_origin, "exact origins, as in server.origins",
     "Addresses of the page there, as browsers show them, beside the one listened on."},
    {"admin.idle_s", SRCHAT_AT(admin.idle_s), 5, day_s, nullptr, "",
     "How long an admin's login outlives the last request."},
    {"admin.confirm_s", SRCHAT_AT(admin.confirm_s), 1, day_s, nullptr, "",
     "How long a confirmation by password and code holds for acts that need one."},
    {"admin.login_burst", SRCHAT_AT(admin.login_burst), 1, million, nullptr, "",
     "Tries to log in as one admin at once."},
    {"admin.login_per_hour", SRCHAT_AT(admin.login_per_hour), 0.01, million, nullptr, "",
     "Tries to log in as one admin, per hour after that."},

    {"complaints.rules", SRCHAT_AT(complaints.rules), 0, 0, is_house_rule, "\"word: sentence\"",
     "The rules of this server that can be broken; the words are kept with complaints."},
    {"complaints.templates", SRCHAT_AT(complaints.templates), 0, 0, is_sentence, "lines of up to 500 characters",
     "Answers that admins may start from."},
    {"complaints.per_hour", SRCHAT_AT(complaints.per_hour), 1, million, nullptr, "",
     "Complaints of one person within an hour."},
    {"complaints.address_per_hour", SRCHAT_AT(complaints.address_per_hour), 1, million, nullptr, "",
     "Complaints from one address within an hour."},
    {"complaints.kept_s", SRCHAT_AT(complaints.kept_s), 1, year_s, nullptr, "",
     "How long a complaint is kept after its decision, with evidence and thread."},
    {"complaints.silent_s", SRCHAT_AT(complaints.silent_s), 1, year_s, nullptr, "",
     "How long an answer of the reporter is waited for."},

    {"media.room_bytes", SRCHAT_AT(media.room_bytes), 0, four_gib, nullptr, "", "Bytes of all pictures in one room."},
    {"media.node_bytes", SRCHAT_AT(media.node_bytes), 0, four_gib, nullptr, "",
     "Bytes of all pictures that this server holds or is just receiving."},
    {"media.max_bytes", SRCHAT_AT(media.max_bytes), 1, 67'108'864, nullptr, "", "Bytes of one picture."},
    {"media.per_hour_guest", SRCHAT_AT(media.per_hour_guest), 0, million, nullptr, "",
     "Pictures that one guest may upload within an hour."},
    {"media.unused_s", SRCHAT_AT(media.unused_s), 1, day_s, nullptr, "",
     "How long an uploaded picture stays that no message refers to."},

    {"outbox.bytes", SRCHAT_AT(outbox.bytes), 262'144, 67'108'864, nullptr, "",
     "Bytes that may wait for one slow socket before it is closed with 4008."},
    {"outbox.frames", SRCHAT_AT(outbox.frames), 16, million, nullptr, "", "Frames that may wait, likewise."},
    {"outbox.age_ms", SRCHAT_AT(outbox.age_ms), 100, 600'000, nullptr, "",
     "How old the oldest of them may be, likewise."},

    {"ws.ping_s", SRCHAT_AT(ws.ping_s), 1, 3'600, nullptr, "",
     "Time between pings, and between `top` events; proxies cut silent connections, often at 60 s."},
    {"ws.hello_s", SRCHAT_AT(ws.hello_s), 1, 60, nullptr, "", "Time for the first frame of a new socket."},

    {"http.header_s", SRCHAT_AT(http.header_s), 1, 60, nullptr, "", "Time for a request's header to arrive."},

    {"metrics.enabled", SRCHAT_AT(metrics.enabled), 0, 0, nullptr, "",
     "Whether GET /metrics answers, to this machine itself only."},

    {"log.level", SRCHAT_AT(log.level), 0, 0, is_log_level, "trace, debug, info, warn, error or off",
     "How much is logged; message texts and names never are."},
    {"log.format", SRCHAT_AT(log.format), 0, 0, is_log_format, "text or json",
     "Lines for people, or one JSON object a line."},
};

#undef SRCHAT_AT

}  // namespace

std::span<const config_key> config_keys() noexcept { return table; }

const config_key* find_config_key(std::string_view name) noexcept {
    const auto found =
        std::find_if(std::begin(table), std::end(table), [&](const auto& key) { return key.name == name; });
    return found == std::end(table) ? nullptr : &*found;
}

}  // namespace srchat
