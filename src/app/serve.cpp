#include "srchat/app/serve.hpp"

#include <sys/resource.h>

#include <boost/asio/signal_set.hpp>

#include <filesystem>
#include <iostream>
#include <thread>

#include "srchat/adapters/crypto/hasher.hpp"
#include "srchat/adapters/crypto/password_hasher.hpp"
#include "srchat/adapters/memory/media_store.hpp"
#include "srchat/adapters/memory/room_log.hpp"
#include "srchat/adapters/memory/sessions.hpp"
#include "srchat/api/http_api.hpp"
#include "srchat/api/people.hpp"
#include "srchat/app/config.hpp"
#include "srchat/app/web_assets.hpp"
#include "database.hpp"
#include "srchat/base/log.hpp"
#include "srchat/net/server.hpp"
#include "wiring.hpp"

namespace srchat {

namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
constexpr auto drain_poll = 50ms;
constexpr auto abort_time = 1s;  // for connections that did not end within the drain time
constexpr auto sweep_period = 1s;
constexpr auto forget_period = 1h;
constexpr std::size_t worker_threads = 2;  // passwords take 20 ms of a core each
constexpr std::size_t worker_queue = 64;

// Sockets are what a chat server runs out of first; the soft limit is a leftover of select().
void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::vector<api::asset> page_assets() {
    std::vector<api::asset> page;
    for (const web_asset& a : web_assets())
        page.push_back({a.path, a.type, a.etag, a.identity, a.brotli, a.gzip, a.immutable});
    return page;
}

// Everything that lives as long as the server, in the order of construction.
struct parts {
    parts(const config& c, adapters::people_store store)
        : settings{c},
          shards{c.server.workers != 0 ? c.server.workers : std::max(1U, std::thread::hardware_concurrency())},
          rules{room_rules_of(c)},
          rates{room_rates_of(c)},
          session_rules{session_rules_of(c)},
          account_rules{account_rules_of(c)},
          media_rules{media_rules_of(c)},
          database{std::move(store)},
          logs(shards.size()),
          media(shards.size()),
          uploads{shards, media_rules},
          sessions{shards[0], session_store, hasher, session_rules, database.logins.get()},
          accounts{
              {*database.accounts, *database.logins, database.sanctions.get()}, passwords, sessions, account_rules},
          rooms{shards,
                pointers<ports::room_log>(logs),
                rules,
                rates,
                {hasher, passwords},
                pointers<ports::media_store>(media),
                media_rules},
          friend_limits{friend_limits_of(c)},
          friends{{*database.accounts, *database.friends}, sessions, rooms, friend_limits},
          transparency{shards[0], rooms, sessions, *database.holdings, facts_of(c)},
          people{shards},
          how_far{emergency_rules_of(c)},
          proof_rules{proof_rules_of(c)},
          newcomer_rules{newcomer_rules_of(c)},
          proofs{hasher, proof_rules},
          door{how_far, proofs, newcomer_rules},
          complaint_limits{complaint_limits_of(c)},
          complaints{shards[0], complaint_stores(), rooms, passwords, hasher, complaint_limits},
          audit{*database.audit},
          announcements{shards, *database.announcements, *database.accounts, sessions, rooms,
                        audit,  accounts.regions()},
          admin_rules{admin_rules_of(c)},
          admins{shards[0], *database.admins, passwords, hasher, admin_rules},
          sanctions{{*database.accounts, *database.sanctions, *database.admins}, accounts, sessions, rooms, audit},
          cases{complaint_stores(), complaints, sanctions, rooms, audit},
          official{shards[0], *database.official_rooms, rooms, audit, accounts.regions()},
          site_settings{shards[0], *database.settings, how_far, audit},
          overview{shards,
                   {*database.complaints, *database.sanctions, *database.admins},
                   transparency,
                   how_far,
                   c.complaints.templates},
          context{shards,
                  sessions,
                  accounts,
                  friends,
                  rooms,
                  uploads,
                  transparency,
                  people,
                  how_far,
                  complaints,
                  announcements,
                  admins,
                  cases,
                  sanctions,
                  official,
                  site_settings,
                  audit,
                  overview,
                  client_limits_of(c),
                  socket_rules_of(c)},
          page{page_assets()},
          admin_net{admin_net_settings_of(c)},
          application{
              context, page, {c.metrics.enabled, admin_net ? api::admin_door::elsewhere : api::admin_door::here}},
          admin_application{context, page, {false, api::admin_door::only}},
          server{shards, net_settings_of(c), application} {
        if (admin_net) admin_server.emplace(shards, *admin_net, admin_application);
    }

    services::complaint_stores complaint_stores() {
        return {*database.accounts, *database.complaints, *database.settings};
    }

    // One adapter per shard, as the ports that they are.
    template <class Port, class Adapter>
    static std::vector<Port*> pointers(std::vector<Adapter>& all) {
        std::vector<Port*> some;
        for (Adapter& one : all) some.push_back(&one);
        return some;
    }

    const config& settings;
    runtime::shards shards;
    const core::room_rules rules;
    const services::room_rates rates;
    const services::session_rules session_rules;
    const services::account_rules account_rules;
    const services::media_rules media_rules;
    adapters::crypto::hasher hasher;
    adapters::people_store database;
    runtime::worker_pool workers{worker_threads, worker_queue, runtime::precedence::after_others};
    adapters::crypto::password_hasher passwords{workers};
    adapters::memory::sessions session_store;
    std::vector<adapters::memory::room_log> logs;
    std::vector<adapters::memory::media_store> media;
    services::uploads uploads;
    services::sessions sessions;
    services::accounts accounts;
    services::rooms rooms;
    const services::friend_limits friend_limits;
    services::friends friends;
    services::transparency transparency;
    api::people people;
    services::emergency how_far;
    const services::proof_rules proof_rules;
    const services::newcomer_rules newcomer_rules;
    services::proof_of_work proofs;  // of newcomers; rooms have their own
    services::newcomers door;
    const services::complaint_limits complaint_limits;
    services::complaints complaints;
    services::audit_log audit;
    services::announcements announcements;
    const services::admin_rules admin_rules;
    services::admins admins;
    services::sanctions sanctions;
    services::cases cases;
    services::official_rooms official;
    services::site_settings site_settings;
    services::overview overview;
    api::context context;
    std::vector<api::asset> page;
    const std::optional<net::server_settings> admin_net;
    api::http_api application;
    api::http_api admin_application;
    net::server server;
    std::optional<net::server> admin_server;  // if administration has an address of its own

    std::size_t open_connections() const noexcept {
        return server.open_connections() + (admin_server ? admin_server->open_connections() : 0);
    }
};

// Until no connection is open, but no longer than `most`.
task<void> wait_for_end(parts& p, std::chrono::milliseconds most) {
    const auto deadline = std::chrono::steady_clock::now() + most;
    asio::steady_timer timer{p.shards[0].context()};
    while (p.open_connections() > 0 && std::chrono::steady_clock::now() < deadline) {
        timer.expires_after(drain_poll);
        co_await timer.async_wait(use_task);
    }
}

// Tells balancers and clients, lets what is under way finish, and stops: at the latest after the drain time.
task<void> drain(parts& p) {
    log::info("serve.draining");
    p.application.not_ready();
    p.server.drain(p.settings.server.drain_ms / 2);
    if (p.admin_server) p.admin_server->drain(p.settings.server.drain_ms / 2);
    co_await wait_for_end(p, p.settings.server.drain_ms);
    const std::size_t cut_off = p.open_connections();
    if (cut_off > 0) {
        p.server.abort();
        if (p.admin_server) p.admin_server->abort();
        co_await wait_for_end(p, abort_time);
    }
    log::info("serve.stopped", {{"connections_left", cut_off}});
    p.shards.stop();
}

// What the database need not know any more. One that is away is asked again in an hour.
task<void> forget(parts& p) {
    const time_point now = server_clock::now();
    result<std::uint64_t> logins = co_await p.database.logins->sweep(now);
    result<void> rest = co_await p.database.forget(now);
    (void)logins;
    (void)rest;
}

task<void> wait_for_signal(parts& p, asio::signal_set& signals) {
    auto [ec, number] = co_await signals.async_wait(use_task_tuple);
    (void)number;
    if (!ec) co_await drain(p);
}

}  // namespace

int serve(const config& settings) {
    raise_descriptor_limit();
    std::error_code ec;
    std::filesystem::create_directories(settings.server.data_dir, ec);
    if (ec) {
        std::cerr << "srchat: cannot make the data folder " << settings.server.data_dir << ": " << ec.message() << "\n";
        return 1;
    }
    adapters::opened_store database = open_database(settings);
    if (!database.error.empty()) {
        std::cerr << "srchat: " << database.error << "\n";
        return 1;
    }
    parts p{settings, std::move(database.store)};
    asio::signal_set signals{p.shards[0].context(), SIGTERM, SIGINT};  // before anybody is told that we are here
    p.sessions.on_end([&p](const services::sessions::ended& what) {
        p.people.end(what.person, what.key);
        if (what.last) p.rooms.end_person(what.person);
    });
    p.sessions.on_presence([&p](const services::sessions::presence& now) {
        p.friends.on_presence(now);
        p.sanctions.on_presence(now);
    });
    p.accounts.on_shown([&p](const person_id& person, const services::looks& as) {
        p.people.changed(person, as);
        p.friends.on_invisible(person, as.invisible);
        p.shards[0].spawn(p.rooms.rename(person, as.who));
    });
    p.accounts.on_go_over(
        [&p](const ports::token_hash& from, const services::session& to) { p.people.go_over(from, to); });
    const result<unsigned short> port = p.server.listen();
    if (!port) {
        std::cerr << "srchat: " << port.error().text << "\n";
        return 1;
    }
    result<unsigned short> admin_port{};
    if (p.admin_server) admin_port = p.admin_server->listen();
    if (!admin_port) {
        std::cerr << "srchat: admin.listen: " << admin_port.error().text << "\n";
        return 1;
    }
    p.sessions.ask_first(p.door);
    p.accounts.ask_first(p.door);
    p.rooms.obey(p.how_far);
    p.rooms.start();
    p.sessions.start();
    p.accounts.start();
    p.friends.start();
    p.uploads.start();
    p.site_settings.start();
    p.official.start();
    p.announcements.start();
    p.complaints.start();
    p.admins.start();
    p.sanctions.start();
    p.overview.start();
    p.server.start();
    if (p.admin_server) p.admin_server->start();
    p.shards[0].every(sweep_period, [&p] { p.session_store.sweep(server_clock::now()); });
    p.shards[0].every(forget_period, [&p] { p.shards[0].spawn(forget(p)); });
    p.shards[0].spawn(wait_for_signal(p, signals));
    const auto address = [](const net::server& of, unsigned short at) {
        const std::string& host = of.settings().host;
        const bool v6 = host.find(':') != std::string::npos;
        return "http://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(at);
    };
    std::cout << "srchat listening on " << address(p.server, *port) << std::endl;
    if (p.admin_server)
        std::cout << "srchat administration on " << address(*p.admin_server, *admin_port) << "/admin/login"
                  << std::endl;
    log::info("serve.started", {{"workers", p.shards.size()}});
    p.shards.run();
    return 0;
}

}  // namespace srchat
