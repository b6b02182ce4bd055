#include "srchat/services/sessions.hpp"

#include <algorithm>

#include "account_view.hpp"
#include "srchat/base/random.hpp"
#include "srchat/core/account_rules.hpp"
#include "srchat/core/guest_names.hpp"
#include "srchat/core/names.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr std::size_t name_points = 32;
constexpr std::size_t token_length = 43;  // 43 x 5.95 bits >= 256 bits
constexpr std::uint64_t avatars = 64;
constexpr int name_tries = 20;
constexpr auto extend_period = 10s;
constexpr auto forget_period = 60s;

constexpr char user_mark = 'u';  // what the token of a login begins with
constexpr std::size_t user_token_length = token_length + 1;

bool is_user_token(const secret_text& token) {
    return token.size() == user_token_length && token.reveal().front() == user_mark;
}

bool is_user(const ports::session_record& r) { return r.who.kind == protocol::person_kind::user; }

session shown(const ports::token_hash& key, const ports::session_record& r, const session_rules& rules) {
    const time_point began_at = is_user(r) ? time_point{} : r.ends_at - rules.most;
    return {key, r.person, r.who, {rules.idle, r.ends_at}, r.hides, r.invisible, began_at};
}
}  // namespace

sessions::sessions(runtime::shard& home, ports::sessions& store, const ports::hasher& hasher,
                   const session_rules& rules, ports::logins* logins)
    : home_{home}, store_{store}, hasher_{hasher}, rules_{rules}, logins_{logins} {}

void sessions::start() {
    home_.every(1s, [this] { second(); });
    home_.every(std::min<milliseconds>(extend_period, rules_.idle / 3 + 1ms), [this] { home_.spawn(extend_all()); });
    home_.every(forget_period, [this] { home_.spawn(forget_idle_users()); });
}

void sessions::second() {
    const time_point now = server_clock::now();
    std::erase_if(starts_of_address_, [&](auto& s) { return s.second.is_full(rules_.starts, now); });
    std::erase_if(ended_, [&](const auto& e) { return e.second + forget_period <= now; });
}

// --- from any shard ---

task<result<started_session>> sessions::begin(std::optional<std::string> name, std::uint64_t address,
                                              std::optional<protocol::proof> proof) {
    auto task = [this, name, address, shown = std::move(proof)] { return begin_here(name, address, shown); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

task<result<std::vector<protocol::held>>> sessions::held() {
    auto work = [this] { return store_.held(server_clock::now()); };
    return runtime::on_shard(home_, std::move(work));
}

task<result<std::optional<session>>> sessions::find(secret_text token) {
    auto task = [this, token] { return find_here(token); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

task<result<session>> sessions::open_socket(secret_text token, std::uint64_t address) {
    auto task = [this, token, address] { return open_here(token, address); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

void sessions::close_socket(const session& whose, std::uint64_t address) {
    home_.post(
        [this, key = whose.key, person = whose.person, address] { home_.spawn(close_here(key, person, address)); });
}

task<result<protocol::person>> sessions::rename(ports::token_hash key, std::string name) {
    auto task = [this, key, name] { return rename_here(key, name); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

task<result<void>> sessions::end(secret_text token) {
    auto task = [this, token] { return end_here(token); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

// --- on shard 0 ---

task<result<std::string>> sessions::claim(std::optional<std::string> wanted, person_id person, time_point until) {
    const time_point now = server_clock::now();
    if (wanted) {
        result<std::string> name = core::clean_name(*wanted, name_points);
        if (!name) co_return name.error();
        if (core::is_reserved_name(*name)) co_return error_code::name_taken;
        result<bool> mine = co_await store_.claim_name(core::name_key(*name), person, until, now);
        if (!mine) co_return mine.error();
        if (!*mine) co_return error_code::name_taken;
        co_return name;
    }
    for (int i = 0; i < name_tries; ++i) {
        std::string name = core::guest_name(random_below(UINT64_MAX));
        if (i > 2) name += ' ' + std::to_string(2 + random_below(i < 10 ? 98 : 999'998));
        result<bool> mine = co_await store_.claim_name(core::name_key(name), person, until, now);
        if (!mine) co_return mine.error();
        if (*mine) co_return name;
    }
    co_return error_code::overloaded;
}

task<result<started_session>> sessions::begin_here(std::optional<std::string> name, std::uint64_t address,
                                                   std::optional<protocol::proof> proof) {
    const time_point now = server_clock::now();
    if (door_ != nullptr) {
        if (auto why = door_->visit(address, proof, now)) co_return std::move(*why);
    }
    const milliseconds wait = starts_of_address_[address].try_take(rules_.starts, now);
    if (wait.count() > 0) {
        refusal slow{error_code::rate_limited, "Too many new visitors from here. Try again in a moment."};
        slow.retry_after = wait;
        co_return slow;
    }
    ports::session_record record;
    record.person = person_id::random();
    record.ends_at = now + rules_.most;
    record.expires_at = std::min(record.ends_at, now + rules_.idle);
    result<std::string> claimed = co_await claim(std::move(name), record.person, record.expires_at + rules_.name_hold);
    if (!claimed) co_return claimed.error();
    record.name_key = core::name_key(*claimed);
    record.who = {std::move(*claimed), "a" + std::to_string(random_below(avatars)), protocol::person_kind::guest};

    started_session started;
    started.token = secret_text{random_base62(token_length)};
    started.who = shown(hash(started.token), record, rules_);
    result<void> stored = co_await store_.put(started.who.key, std::move(record));
    if (!stored) co_return stored.error();
    co_return started;
}

task<result<std::optional<ports::session_record>>> sessions::look_up(ports::token_hash key, bool may_be_user) {
    const time_point now = server_clock::now();
    result<std::optional<ports::session_record>> record = co_await store_.find(key, now);
    if (!record || *record || !may_be_user || logins_ == nullptr) co_return record;
    result<std::optional<ports::found_login>> login = co_await logins_->find(key, now);
    if (!login) co_return login.error();
    if (!*login || ended_.contains(key)) co_return record;
    const ports::found_login& found = **login;
    result<session> kept = co_await put_user(key, found.account, found.ends_at);
    if (!kept) co_return kept.error();
    record = co_await store_.find(key, now);
    co_return record;
}

task<result<std::optional<session>>> sessions::find_here(secret_text token) {
    const ports::token_hash key = hash(token);
    result<std::optional<ports::session_record>> record = co_await look_up(key, is_user_token(token));
    if (!record) co_return record.error();
    std::optional<session> found;
    if (*record) found = shown(key, **record, rules_);
    co_return found;
}

task<result<session>> sessions::open_here(secret_text token, std::uint64_t address) {
    const ports::token_hash key = hash(token);
    result<std::optional<ports::session_record>> record = co_await look_up(key, is_user_token(token));
    if (!record) co_return record.error();
    if (!*record) co_return error_code::no_session;
    const person_id person = (*record)->person;
    const auto known = sockets_of_person_.find(person);
    const std::uint32_t of_person = known == sockets_of_person_.end() ? 0 : known->second;
    const auto near = sockets_of_address_.find(address);
    const std::uint32_t of_address = near == sockets_of_address_.end() ? 0 : near->second;
    if (of_person >= rules_.sockets_per_person || of_address >= rules_.sockets_per_address)
        co_return error_code::too_many_sockets;
    connected& c = connected_[key];
    c.person = person;
    ++c.sockets;
    const bool first = ++sockets_of_person_[person] == 1;
    ++sockets_of_address_[address];
    if (first && is_user(**record) && tell_presence_) tell_presence_({person, true, (*record)->invisible});
    co_return shown(key, **record, rules_);
}

task<void> sessions::close_here(ports::token_hash key, person_id person, std::uint64_t address) {
    const auto near = sockets_of_address_.find(address);
    if (near != sockets_of_address_.end() && --near->second == 0) sockets_of_address_.erase(near);
    const auto of_person = sockets_of_person_.find(person);
    if (of_person != sockets_of_person_.end() && --of_person->second == 0) {
        sockets_of_person_.erase(of_person);
        if (tell_presence_) tell_presence_({person, false, false});
    }
    const auto found = connected_.find(key);
    if (found == connected_.end() || --found->second.sockets > 0) co_return;
    connected_.erase(found);
    co_await extend(key);  // the idle time counts from the last socket's end
}

task<void> sessions::extend(ports::token_hash key) {
    const time_point now = server_clock::now();
    result<std::optional<ports::session_record>> record = co_await store_.find(key, now);
    if (!record || !*record) co_return;
    ports::session_record r = std::move(**record);
    r.expires_at = std::min(r.ends_at, now + rules_.idle);
    if (!is_user(r)) {
        result<bool> kept = co_await store_.claim_name(r.name_key, r.person, r.expires_at + rules_.name_hold, now);
        (void)kept;
    }
    result<void> stored = co_await store_.put(key, std::move(r));
    (void)stored;  // a store that is away is asked again ten seconds later
}

task<void> sessions::extend_all() {
    std::vector<ports::token_hash> tokens;
    tokens.reserve(connected_.size());
    for (const auto& [key, c] : connected_) tokens.push_back(key);
    for (const ports::token_hash& token : tokens) {
        co_await extend(token);
    }
}

task<result<protocol::person>> sessions::rename_here(ports::token_hash key, std::string name) {
    const time_point now = server_clock::now();
    result<std::optional<ports::session_record>> record = co_await store_.find(key, now);
    if (!record) co_return record.error();
    if (!*record) co_return error_code::no_session;
    ports::session_record r = std::move(**record);
    const person_id person = r.person;
    result<std::string> claimed = co_await claim(std::move(name), person, r.expires_at + rules_.name_hold);
    if (!claimed) co_return claimed.error();
    const std::string old_key = std::exchange(r.name_key, core::name_key(*claimed));
    if (old_key != r.name_key) {
        result<void> released = co_await store_.release_name(old_key, person, now + rules_.name_hold);
        if (!released) co_return released.error();
    }
    r.who.name = std::move(*claimed);
    protocol::person who = r.who;
    result<void> stored = co_await store_.put(key, std::move(r));
    if (!stored) co_return stored.error();
    co_return who;
}

task<result<void>> sessions::end_here(secret_text token) {
    const ports::token_hash key = hash(token);
    if (is_user_token(token) && logins_ != nullptr) {
        result<void> ended = co_await logins_->erase(key);
        if (!ended) co_return ended.error();
        ended_[key] = server_clock::now();
    }
    const time_point now = server_clock::now();
    result<std::optional<ports::session_record>> record = co_await store_.find(key, now);
    if (!record) co_return record.error();
    if (!*record) co_return result<void>{};
    const ports::session_record r = std::move(**record);
    result<void> erased = co_await store_.erase(key);
    (void)erased;
    if (is_user(r)) {
        std::erase(users_[r.person], key);
    } else {
        result<void> released = co_await store_.release_name(r.name_key, r.person, now + rules_.name_hold);
        (void)released;
    }
    if (tell_end_) tell_end_({key, r.person, !is_user(r)});
    co_return result<void>{};
}

task<void> sessions::forget_idle_users() {
    const time_point now = server_clock::now();
    std::erase_if(users_, [](const auto& u) { return u.second.empty(); });
    std::vector<std::pair<person_id, ports::token_hash>> all;
    for (const auto& [person, keys] : users_) {
        for (const ports::token_hash& key : keys) all.emplace_back(person, key);
    }
    for (const auto& [person, key] : all) {
        result<std::optional<ports::session_record>> record = co_await store_.find(key, now);
        if (!record || *record) continue;
        const auto found = users_.find(person);
        if (found == users_.end()) continue;
        std::erase(found->second, key);
        if (found->second.empty()) users_.erase(found);
    }
}

// --- for accounts ---

secret_text sessions::user_token() { return secret_text{user_mark + random_base62(token_length)}; }

task<result<session>> sessions::put_user(ports::token_hash key, const ports::account_record& account,
                                         time_point ends_at, std::optional<ports::token_hash> instead_of) {
    const person_id person = account.person;
    ports::session_record record{
        person, shown(account.profile), {}, ends_at, {}, account.profile.hide_name, account.profile.invisible};
    record.expires_at = std::min(ends_at, server_clock::now() + rules_.idle);
    const session made = shown(key, record, rules_);
    result<void> stored = co_await store_.put(key, std::move(record));
    if (!stored) co_return stored.error();
    std::vector<ports::token_hash>& keys = users_[person];
    if (std::ranges::find(keys, key) == keys.end()) keys.push_back(key);
    if (instead_of) {
        result<void> erased = co_await store_.erase(*instead_of);
        (void)erased;
        if (const auto found = connected_.find(*instead_of); found != connected_.end()) {
            connected_[key].person = person;
            connected_[key].sockets += found->second.sockets;
            connected_.erase(*instead_of);
        }
        std::erase(users_[person], *instead_of);
    }
    co_return made;
}

task<void> sessions::end_users(person_id person, std::vector<ports::token_hash> keys, bool last) {
    for (const ports::token_hash& key : keys) {
        result<void> erased = co_await store_.erase(key);
        (void)erased;
        ended_[key] = server_clock::now();
        std::erase(users_[person], key);
        if (tell_end_) tell_end_({key, person, last});
    }
    if (users_[person].empty()) users_.erase(person);
}

task<void> sessions::end_at_hand(person_id person, std::optional<ports::token_hash> kept) {
    const auto found = users_.find(person);
    if (found == users_.end()) co_return;
    std::vector<ports::token_hash> keys = found->second;
    if (kept) std::erase(keys, *kept);
    co_await end_users(person, std::move(keys), false);
}

task<void> sessions::show(person_id person, ports::account_profile as) {
    const auto found = users_.find(person);
    if (found == users_.end()) co_return;
    const time_point now = server_clock::now();
    const std::vector<ports::token_hash> keys = found->second;
    for (const ports::token_hash& key : keys) {
        result<std::optional<ports::session_record>> record = co_await store_.find(key, now);
        if (!record || !*record) continue;
        ports::session_record r = std::move(**record);
        r.who = shown(as);
        r.hides = as.hide_name;
        r.invisible = as.invisible;
        result<void> stored = co_await store_.put(key, std::move(r));
        (void)stored;
    }
}

task<result<bool>> sessions::claim_name(std::string name_key, person_id person, time_point until) {
    return store_.claim_name(std::move(name_key), person, until, server_clock::now());
}

task<result<void>> sessions::release_name(std::string name_key, person_id person) {
    return store_.release_name(std::move(name_key), person, server_clock::now());
}

std::vector<person_id> sessions::users_online() const {
    std::vector<person_id> people;
    for (const auto& [person, keys] : users_) {
        if (is_online(person)) people.push_back(person);
    }
    return people;
}

}  // namespace srchat::services
