#include "srchat/services/rooms.hpp"

#include "srchat/core/names.hpp"
#include "srchat/services/live_ids.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr auto tick_period = 250ms;
constexpr auto directory_period = 1s;
constexpr std::size_t directory_page = 100;
constexpr std::size_t room_name_points = 48;
constexpr std::size_t password_points_min = 4;
constexpr std::size_t password_points_max = 128;

bool is_good_password(const secret_text& password) {
    std::size_t points = 0;
    for (const char c : password.reveal()) points += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    return points >= password_points_min && points <= password_points_max;
}

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
             const room_rates& rates, const room_hashers& hashers, const std::vector<ports::media_store*>& stores,
             const media_rules& media)
    : shards_{shards}, rules_{rules}, rates_{rates}, hashers_{hashers}, out_{shards} {
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        room_home::listeners tell;
        tell.changed = [this](const protocol::card& card) { shards_[0].post([this, card] { directory_.put(card); }); };
        tell.closed = [this](const room_id& id, const person_id& owner) {
            shards_[0].post([this, id, owner] {
                directory_.remove(id);
                directory_.release(id, owner);
            });
        };
        tell.passed_on = [this](const room_id& id, const person_id& from, const person_id& to) {
            shards_[0].post([this, id, from, to] { directory_.pass_on(id, from, to); });
        };
        tell.notify = [this](const person_id& person, told what) { notify(person, std::move(what)); };
        tell.withdraw = [this](const person_id& person, const core::notice_filter& which) { withdraw(person, which); };
        homes_.push_back(std::make_unique<room_home>(shards_[i], shards_.size(), *logs[i], out_, rules_, rates_,
                                                     hashers_, room_media{*stores[i], media}, std::move(tell)));
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
    const bool guest = from.who.kind == protocol::person_kind::guest;
    if (emergency_ != nullptr) {
        if (auto why = emergency_->open_room(guest)) co_return std::move(*why);
    }
    result<std::string> name = core::clean_name(what.name, room_name_points);
    if (!name) co_return name.error();
    core::room_settings settings{std::move(*name), std::move(what.topic), what.listing,
                                 what.life,        what.message_life,     what.entry,
                                 what.speech,      what.guests,           milliseconds{what.slow_ms}};
    const result<void> sound = core::room_state::check(settings, rules_);
    if (!sound) co_return sound.error();
    const bool wants_password = what.entry == protocol::room_entry::password;
    if (wants_password != what.password.has_value()) co_return error_code::password_invalid;
    if (what.password) {
        if (!is_good_password(*what.password)) co_return error_code::password_invalid;
        result<secret_text> verifier = co_await hashers_.slow.make(std::move(*what.password));
        if (!verifier) co_return verifier.error();
        settings.verifier = std::move(*verifier);
    }

    const room_id id = room_id::random();
    const person_id owner = from.person;
    const std::uint32_t most = guest ? rates_.per_guest : rates_.per_account;
    auto reserve = [this, id, owner, most] { return directory_.reserve(id, owner, most); };
    result<void> reserved = co_await runtime::call_on(shards_[0], std::move(reserve));
    if (!reserved) co_return reserved.error();

    auto make = [id, owner, with = std::move(settings)](room_home& home) mutable {
        return home.create(id, owner, std::move(with));
    };
    result<protocol::card> card = co_await at_home(id, std::move(make));
    if (!card) shards_[0].post([this, id, owner] { directory_.release(id, owner); });
    co_return card;
}

task<result<protocol::done>> rooms::change_settings(person_id by, protocol::room_set what) {
    if (what.name) {
        result<std::string> name = core::clean_name(*what.name, room_name_points);
        if (!name) co_return name.error();
        what.name = std::move(*name);
    }
    secret_text verifier;
    if (what.password) {
        if (!is_good_password(*what.password)) co_return error_code::password_invalid;
        result<secret_text> made = co_await hashers_.slow.make(*what.password);
        if (!made) co_return made.error();
        verifier = std::move(*made);
        what.password = secret_text{"set"};  // all that the decision needs to know
    }
    const room_id id = what.room;
    auto change = [by, asked = std::move(what), proof = std::move(verifier)](room_home& home) mutable {
        return home.change_settings(by, std::move(asked), std::move(proof));
    };
    result<protocol::done> done = co_await at_home(id, std::move(change));
    co_return done;
}

task<protocol::rooms_reply> rooms::list(std::string q, bool open) {
    auto look = [this, wanted = std::move(q), open] { return directory_.list(wanted, open, directory_page); };
    co_return co_await runtime::call_on(shards_[0], std::move(look));
}

task<result<protocol::card>> rooms::listed_card(room_id id) {
    auto look = [id](room_home& home) { return home.card(id); };
    co_return co_await at_home_now(id, std::move(look));
}

task<std::vector<protocol::held>> rooms::held() {
    std::vector<protocol::held> sum;
    for (const std::unique_ptr<room_home>& home : homes_) {
        auto look = [here = home.get()] { return here->held(); };
        const std::vector<protocol::held> there = co_await runtime::call_on(home->shard(), std::move(look));
        if (sum.empty()) {
            sum = there;
        } else {
            for (std::size_t i = 0; i < sum.size(); ++i) sum[i].add(there[i]);
        }
    }
    co_return sum;
}

task<std::vector<protocol::seat>> rooms::held_of(person_id person) {
    std::vector<protocol::seat> all;
    for (const std::unique_ptr<room_home>& home : homes_) {
        auto look = [here = home.get(), person] { return here->held_of(person); };
        std::vector<protocol::seat> there = co_await runtime::call_on(home->shard(), std::move(look));
        std::ranges::move(there, std::back_inserter(all));
    }
    co_return all;
}

task<std::vector<protocol::card>> rooms::owned_by(person_id person) {
    auto ids = [this, person] { return directory_.owned_by(person); };
    const std::vector<room_id> owned = co_await runtime::call_on(shards_[0], std::move(ids));
    std::vector<protocol::card> cards;
    for (const room_id& id : owned) {
        auto look = [id](room_home& home) { return home.any_card(id); };
        std::optional<protocol::card> card = co_await at_home_now(id, std::move(look));
        if (card) cards.push_back(std::move(*card));
    }
    co_return cards;
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

room_id rooms::inbox_of(const person_id& person) const { return services::inbox_of(hashers_.fast, person); }

room_id rooms::direct_of(const person_id& one, const person_id& other) const {
    return services::direct_of(hashers_.fast, one, other);
}

task<result<bool>> rooms::open_inbox(person_id person, protocol::person who) {
    auto open = [person, who](room_home& home) { return home.open_inbox(person, who); };
    co_return co_await at_home(inbox_of(person), std::move(open));
}

task<result<void>> rooms::open_official(room_id id, core::room_settings settings) {
    auto open = [id, with = std::move(settings)](room_home& home) mutable {
        return home.open_official(id, std::move(with));
    };
    co_return co_await at_home(id, std::move(open));
}

task<result<void>> rooms::mute_by_server(room_id id, member_no m, milliseconds length) {
    auto mute = [id, m, length](room_home& home) { return home.mute_by_server(id, m, length); };
    co_return co_await at_home(id, std::move(mute));
}

task<result<void>> rooms::close_by_admin(room_id id, bool official) {
    auto close = [id, official](room_home& home) { return home.close_by_admin(id, official); };
    co_return co_await at_home(id, std::move(close));
}

task<bool> rooms::is_there(room_id id) {
    auto look = [id](room_home& home) { return home.is_there(id); };
    co_return co_await at_home_now(id, std::move(look));
}

task<result<room_home::gathered>> rooms::gather(person_id by, protocol::evidence_request what) {
    const room_id id = what.room;
    auto look = [by, asked = std::move(what)](room_home& home) { return home.gather(by, asked); };
    co_return co_await at_home_now(id, std::move(look));
}

task<result<room_id>> rooms::open_direct(room_home::direct_member one, room_home::direct_member other) {
    const room_id id = direct_of(one.person, other.person);
    std::vector<room_home::direct_member> two;
    two.push_back(std::move(one));
    two.push_back(std::move(other));
    auto open = [id, people = std::move(two)](room_home& home) mutable {
        return home.open_direct(id, std::move(people));
    };
    const result<void> opened = co_await at_home(id, std::move(open));
    if (!opened) co_return opened.error();
    co_return id;
}

void rooms::close_direct(const person_id& one, const person_id& other) {
    const room_id id = direct_of(one, other);
    room_home& home = home_of(id);
    home.shard().post([&home, id] { home.close_direct(id); });
}

void rooms::notify(const person_id& person, told what) {
    room_home& home = home_of(inbox_of(person));
    home.shard().post([&home, person, put = std::move(what)]() mutable { home.notify(person, std::move(put)); });
}

void rooms::withdraw(const person_id& person, const core::notice_filter& which) {
    room_home& home = home_of(inbox_of(person));
    home.shard().post([&home, person, which] { home.withdraw(person, which); });
}

void rooms::tell_person(const person_id& person, std::string frame, runtime::outbox::urgency u) {
    room_home& home = home_of(inbox_of(person));
    home.shard().post(
        [&home, person, f = std::move(frame), u]() mutable { home.tell_person(person, std::move(f), u); });
}

void rooms::be_quiet(const person_id& person, bool quiet) {
    for (auto& home : homes_) {
        room_home& h = *home;
        h.shard().post([&h, person, quiet] { h.be_quiet(person, quiet); });
    }
}

void rooms::end_person(const person_id& person) {
    for (auto& home : homes_) {
        room_home& h = *home;
        h.shard().post([&h, person] { h.shard().spawn(h.end_person(person)); });
    }
}

}  // namespace srchat::services
