#include "srchat/services/rooms.hpp"

#include "srchat/core/names.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr auto tick_period = 250ms;
constexpr auto directory_period = 1s;
constexpr std::size_t directory_page = 100;
constexpr std::size_t room_name_points = 48;

task<void> tick_forever(room_home& home) {
    asio::steady_timer timer{home.shard().context()};
    for (;;) {
        timer.expires_after(tick_period);
        co_await timer.async_wait(use_task);
        co_await home.tick();
    }
}
}  // namespace

rooms::rooms(runtime::shards& shards, const std::vector<ports::room_log*>& logs, const core::room_rules& rules,
             const room_rates& rates)
    : shards_{shards}, rules_{rules}, rates_{rates}, out_{shards} {
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        room_home::listeners tell;
        tell.changed = [this](const protocol::card& card) { shards_[0].post([this, card] { directory_.put(card); }); };
        tell.closed = [this](const room_id& id, const person_id& owner) {
            shards_[0].post([this, id, owner] {
                directory_.remove(id);
                directory_.release(id, owner);
            });
        };
        homes_.push_back(
            std::make_unique<room_home>(shards_[i], shards_.size(), *logs[i], out_, rules_, rates_, std::move(tell)));
    }
}

rooms::~rooms() = default;

void rooms::start() {
    for (auto& home : homes_) home->shard().spawn(tick_forever(*home));
    shards_[0].every(directory_period, [this] { tell_directory(); });
}

void rooms::tell_directory() {
    const protocol::rooms_changed news = directory_.take_news();
    if (news.rooms.empty() && news.gone.empty()) return;
    out_.deliver_everywhere(directory::topic(), encode(news));
}

task<result<protocol::card>> rooms::create(caller from, protocol::room_create what) {
    result<std::string> name = core::clean_name(what.name, room_name_points);
    if (!name) co_return name.error();
    core::room_settings settings{std::move(*name), std::move(what.topic), what.listing, what.life, what.message_life};
    const result<void> sound = core::room_state::check(settings, rules_);
    if (!sound) co_return sound.error();

    const room_id id = room_id::random();
    const person_id owner = from.person;
    auto reserve = [this, id, owner] { return directory_.reserve(id, owner, rates_.per_guest); };
    result<void> reserved = co_await runtime::call_on(shards_[0], std::move(reserve));
    if (!reserved) co_return reserved.error();

    auto make = [id, owner, with = std::move(settings)](room_home& home) mutable {
        return home.create(id, owner, std::move(with));
    };
    result<protocol::card> card = co_await at_home(id, std::move(make));
    if (!card) shards_[0].post([this, id, owner] { directory_.release(id, owner); });
    co_return card;
}

task<protocol::rooms_reply> rooms::list(std::string q) {
    auto look = [this, wanted = std::move(q)] { return directory_.list(wanted, directory_page); };
    co_return co_await runtime::call_on(shards_[0], std::move(look));
}

task<result<protocol::card>> rooms::listed_card(room_id id) {
    auto look = [id](room_home& home) { return home.card(id); };
    co_return co_await at_home_now(id, std::move(look));
}

void rooms::detach(const std::vector<room_id>& from, const person_id& person, const socket_key& socket) {
    for (const room_id& id : from) {
        room_home& home = home_of(id);
        if (home.shard().here()) {
            home.detach(id, person, socket);
        } else {
            home.shard().post([&home, id, person, socket] { home.detach(id, person, socket); });
        }
    }
}

task<void> rooms::rename(person_id person, protocol::person who) {
    for (auto& home : homes_) {
        room_home& h = *home;
        auto task = [&h, person, who] { return h.rename(person, who); };
        co_await runtime::on_shard(h.shard(), std::move(task));
    }
}

void rooms::end_person(const person_id& person) {
    for (auto& home : homes_) {
        room_home& h = *home;
        h.shard().post([&h, person] { h.shard().spawn(h.end_person(person)); });
    }
}

}  // namespace srchat::services
