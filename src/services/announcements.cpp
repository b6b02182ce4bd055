#include "srchat/services/announcements.hpp"

#include <algorithm>

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
using protocol::announcement_view;
using protocol::audience;
constexpr auto longest = std::chrono::hours{24 * 31};

refusal bad(const char* field, const char* text) {
    refusal why{error_code::bad_field, text};
    why.field = field;
    return why;
}

bool is_current(const announcement_view& a, time_point now) { return a.from <= now && now < a.until; }
}  // namespace

announcements::announcements(runtime::shards& shards, ports::announcements& store, ports::accounts& accounts,
                             sessions& sessions, rooms& rooms, audit_log& audit,
                             const std::vector<std::string>& regions)
    : shards_{shards},
      store_{store},
      accounts_{accounts},
      sessions_{sessions},
      rooms_{rooms},
      audit_{audit},
      regions_{regions},
      out_{shards},
      now_{std::make_shared<const std::vector<announcement_view>>()},
      by_shard_(shards.size(), now_) {}

const room_id& announcements::topic() {
    static const room_id id = *room_id::parse("00000000000000001");
    return id;
}

void announcements::start() {
    shards_[0].every(1s, [this] {
        if (loaded_) {
            look(server_clock::now());
        } else {
            shards_[0].spawn(load());
        }
    });
}

task<void> announcements::load() {
    const time_point now = server_clock::now();
    result<std::vector<announcement_view>> found = co_await store_.list(now);
    if (!found || loaded_) co_return;  // a database that is away is asked again in a second
    known_ = std::move(*found);
    loaded_ = true;
    result<void> swept = co_await store_.sweep(now);
    (void)swept;
}

std::shared_ptr<const std::vector<announcement_view>> announcements::current() const {
    return by_shard_[runtime::shard::current()->index()];
}

void announcements::look(time_point now) {
    std::erase_if(known_, [now](const announcement_view& a) { return a.until <= now; });
    auto fresh = std::make_shared<std::vector<announcement_view>>();
    for (const announcement_view& a : known_) {
        if (!is_current(a, now)) continue;
        fresh->push_back(a);
        fresh->back().by.clear();
    }
    const auto same = [](const announcement_view& a, const announcement_view& b) { return a.id == b.id; };
    if (std::ranges::equal(*fresh, *now_, same)) return;
    for (const announcement_view& a : *fresh) {
        if (std::ranges::find(*now_, a.id, &announcement_view::id) == now_->end()) put_into_inboxes(a);
    }
    now_ = fresh;
    for (std::size_t i = 0; i < shards_.size(); ++i) shards_[i].post([this, i, copy = now_] { by_shard_[i] = copy; });
    out_.deliver_everywhere(topic(), protocol::encode(*now_));
}

void announcements::put(const person_id& person, const announcement_view& what) {
    protocol::notice n;
    n.kind = protocol::notice_kind::announcement;
    n.name = what.id;
    n.text = what.text;
    rooms_.notify(person, {std::move(n), {}, what.until});
}

void announcements::put_into_inboxes(const announcement_view& what) {
    std::vector<person_id> people = sessions_.users_online();
    if (what.scope == audience::all) {
        for (const person_id& person : people) put(person, what);
    } else if (what.scope == audience::region) {
        shards_[0].spawn(put_by_region(std::move(people), what));
    }
}

task<void> announcements::put_by_region(std::vector<person_id> people, announcement_view what) {
    for (const person_id& person : people) {
        result<std::optional<ports::account_record>> account = co_await accounts_.find(person);
        if (account && *account && (*account)->profile.region == what.region) put(person, what);
    }
}

void announcements::greet(const person_id& person) {
    shards_[0].post([this, person] {
        for (const announcement_view& a : *now_) {
            if (a.scope == audience::all) put(person, a);
            if (a.scope != audience::region) continue;
            std::vector<person_id> one{person};
            shards_[0].spawn(put_by_region(std::move(one), a));
        }
    });
}

task<result<std::vector<announcement_view>>> announcements::list() { return store_.list(server_clock::now()); }

task<result<announcement_view>> announcements::add(std::string admin, protocol::announcement_request what) {
    const time_point now = server_clock::now();
    const time_point from = what.from.value_or(now);
    if (what.until <= std::max(from, now))
        co_return bad("until", "It has to end after it has begun, and not in the past.");
    if (what.until > from + longest) co_return bad("until", "It may stand for 31 days at most.");
    const bool known = std::ranges::find(regions_, what.region) != regions_.end();
    if (what.scope == audience::region && !known) co_return bad("region", "Pick one of the regions of this server.");
    client_id id = client_id::random();
    announcement_view a{to_hex(id), std::move(what.text), what.scope, std::move(what.region), what.room,
                        from,       what.until,           admin};
    result<void> noted = co_await audit_.note(std::move(admin), "announce", a.id);
    if (!noted) co_return noted.error();
    result<void> stored = co_await store_.add(a);
    if (!stored) co_return stored.error();
    shards_[0].post([this, a] {
        known_.push_back(a);
        look(server_clock::now());
    });
    co_return a;
}

task<result<void>> announcements::remove(std::string admin, std::string id) {
    result<void> noted = co_await audit_.note(std::move(admin), "withdraw_announcement", id);
    if (!noted) co_return noted.error();
    result<bool> removed = co_await store_.remove(id);
    if (!removed) co_return removed.error();
    if (!*removed) co_return error_code::no_announcement;
    shards_[0].post([this, id] {
        std::erase_if(known_, [&id](const announcement_view& a) { return a.id == id; });
        core::notice_filter which;
        which.kind = protocol::notice_kind::announcement;
        which.name = id;
        for (const person_id& person : sessions_.users_online()) rooms_.withdraw(person, which);
        look(server_clock::now());
    });
    co_return result<void>{};
}

}  // namespace srchat::services
