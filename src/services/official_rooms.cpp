#include "srchat/services/official_rooms.hpp"

#include <algorithm>

#include "srchat/core/names.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr auto retry = 1s;
constexpr std::size_t room_name_points = 48;

refusal bad(const char* field, const char* text) {
    refusal why{error_code::bad_field, text};
    why.field = field;
    return why;
}

bool is_over(const ports::official_room& room) { return room.closes_at && *room.closes_at <= server_clock::now(); }

core::room_settings settings_of(const ports::official_room& room) {
    core::room_settings s;
    s.name = room.name;
    s.topic = room.topic;
    s.life = protocol::room_life::always;
    s.message_life = protocol::message_life::day;
    s.official = std::make_shared<const protocol::official>(room.what);
    s.closes_at = room.closes_at;
    return s;
}

protocol::card card_of(const ports::official_room& room) {
    protocol::card c;
    c.id = room.id;
    c.name = room.name;
    c.topic = room.topic;
    c.life = protocol::room_life::always;
    c.message_life = protocol::message_life::day;
    c.created_at = c.active_at = room.created_at;
    c.expires_at = room.closes_at;
    c.official = std::make_shared<const protocol::official>(room.what);
    return c;
}
}  // namespace

official_rooms::official_rooms(runtime::shard& home, ports::official_rooms& store, rooms& rooms, audit_log& audit,
                               const std::vector<std::string>& regions)
    : home_{home}, store_{store}, rooms_{rooms}, audit_{audit}, regions_{regions} {}

void official_rooms::start() { home_.spawn(open_all()); }

task<void> official_rooms::open_all() {
    asio::steady_timer timer{home_.context()};
    for (;;) {
        result<std::vector<ports::official_room>> defined = co_await store_.list();
        if (!defined) {
            timer.expires_after(retry);
            co_await timer.async_wait(use_task);
            continue;
        }
        for (const ports::official_room& room : *defined) {
            if (is_over(room)) continue;
            core::room_settings settings = settings_of(room);
            result<void> opened = co_await rooms_.open_official(room.id, std::move(settings));
            (void)opened;  // an admin sees that it is not there
        }
        co_return;
    }
}

task<official_rooms::listed> official_rooms::show(ports::official_room room) {
    const room_id id = room.id;
    protocol::card card = card_of(room);
    result<protocol::card> live = co_await rooms_.listed_card(id);
    const bool there = live.has_value();
    if (there) card = std::move(*live);
    co_return listed{std::move(card), there};
}

task<result<std::vector<official_rooms::listed>>> official_rooms::list() {
    result<std::vector<ports::official_room>> defined = co_await store_.list();
    if (!defined) co_return defined.error();
    std::vector<listed> all;
    for (ports::official_room& room : *defined) {
        listed one = co_await show(std::move(room));
        all.push_back(std::move(one));
    }
    co_return all;
}

result<void> official_rooms::check(ports::official_room& room, const protocol::official_request& what) const {
    using protocol::official_kind;
    if (what.name) {
        result<std::string> name = core::clean_name(*what.name, room_name_points);
        if (!name) return name.error();
        room.name = std::move(*name);
    }
    if (what.topic) room.topic = *what.topic;
    if (what.region) room.what.region = *what.region;
    if (what.opens_at) room.what.opens_at = *what.opens_at;
    if (what.closes_at) room.closes_at = *what.closes_at;
    if (what.capacity) room.what.capacity = *what.capacity;
    const bool regional = room.what.kind == official_kind::regional;
    const bool special = room.what.kind == official_kind::special;
    const bool known = std::ranges::find(regions_, room.what.region) != regions_.end();
    if (regional && !known) return bad("region", "Pick one of the regions of this server.");
    if (!regional && !room.what.region.empty()) return bad("region", "Only a regional room has a region.");
    if (!special && room.what.opens_at) return bad("opens_at", "Only a special room opens at a time.");
    if (!special && room.closes_at) return bad("closes_at", "Only a special room closes at a time.");
    if (!special && room.what.capacity > 0) return bad("capacity", "Only a special room has a capacity of its own.");
    if (room.closes_at && *room.closes_at <= std::max(room.what.opens_at.value_or(time_point{}), server_clock::now()))
        return bad("closes_at", "It has to close after it has opened, and not in the past.");
    return {};
}

task<result<official_rooms::listed>> official_rooms::put(std::string admin, std::string act,
                                                         ports::official_room room) {
    std::string subject = room.id.str();
    result<void> noted = co_await audit_.note(std::move(admin), std::move(act), std::move(subject));
    if (!noted) co_return noted.error();
    result<void> stored = co_await store_.put(room);
    if (!stored) co_return stored.error();
    core::room_settings settings = settings_of(room);
    result<void> opened = co_await rooms_.open_official(room.id, std::move(settings));
    if (!opened) co_return opened.error();
    co_return co_await show(std::move(room));
}

task<result<official_rooms::listed>> official_rooms::create(std::string admin, protocol::official_request what) {
    ports::official_room room;
    room.id = room_id::random();
    room.created_at = server_clock::now();
    room.what.kind = what.kind.value_or(protocol::official_kind::global);
    const result<void> sound = check(room, what);
    if (!sound) co_return sound.error();
    co_return co_await put(std::move(admin), "define_room", std::move(room));
}

task<result<official_rooms::listed>> official_rooms::change(std::string admin, room_id id,
                                                            protocol::official_request what) {
    result<std::vector<ports::official_room>> defined = co_await store_.list();
    if (!defined) co_return defined.error();
    const auto found = std::ranges::find(*defined, id, &ports::official_room::id);
    if (found == defined->end()) co_return error_code::no_room;
    ports::official_room room = *found;
    const result<void> sound = check(room, what);
    if (!sound) co_return sound.error();
    co_return co_await put(std::move(admin), "redefine_room", std::move(room));
}

task<result<void>> official_rooms::remove(std::string admin, room_id id, std::string reason) {
    result<std::vector<ports::official_room>> defined = co_await store_.list();
    if (!defined) co_return defined.error();
    if (std::ranges::find(*defined, id, &ports::official_room::id) == defined->end()) co_return error_code::no_room;
    result<void> noted = co_await audit_.note(std::move(admin), "remove_room", id.str(), std::move(reason));
    if (!noted) co_return noted.error();
    result<bool> removed = co_await store_.remove(id);
    if (!removed) co_return removed.error();
    result<void> closed = co_await rooms_.close_by_admin(id, true);
    if (!closed && closed.error().code != error_code::no_room) co_return closed.error();
    co_return result<void>{};
}

task<result<void>> official_rooms::close(std::string admin, room_id id, std::string reason) {
    const bool there = co_await rooms_.is_there(id);
    if (!there) co_return error_code::no_room;
    result<void> noted = co_await audit_.note(std::move(admin), "close_room", id.str(), std::move(reason));
    if (!noted) co_return noted.error();
    co_return co_await rooms_.close_by_admin(id, false);
}

}  // namespace srchat::services
