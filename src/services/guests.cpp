#include "srchat/services/guests.hpp"

#include <algorithm>

#include "srchat/base/random.hpp"
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

guest shown(const ports::session_record& r, milliseconds idle) { return {r.person, r.who, {idle, r.ends_at}}; }
}  // namespace

guests::guests(runtime::shard& home, ports::sessions& store, const ports::hasher& hasher, const guest_rules& rules)
    : home_{home}, store_{store}, hasher_{hasher}, rules_{rules} {}

void guests::start() {
    home_.every(1s, [this] { second(); });
    home_.every(std::min<milliseconds>(extend_period, rules_.idle / 3 + 1ms), [this] { home_.spawn(extend_all()); });
}

void guests::second() {
    const time_point now = server_clock::now();
    std::erase_if(starts_of_address_, [&](auto& s) { return s.second.is_full(rules_.starts, now); });
}

// --- from any shard ---

task<result<started_guest>> guests::begin(std::optional<std::string> name, std::uint64_t address) {
    auto task = [this, name, address] { return begin_here(name, address); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

task<result<std::optional<guest>>> guests::find(secret_text token) {
    auto task = [this, token] { return find_here(token); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

task<result<guest>> guests::open_socket(secret_text token, std::uint64_t address) {
    auto task = [this, token, address] { return open_here(token, address); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

void guests::close_socket(const person_id& person, std::uint64_t address) {
    home_.post([this, person, address] { home_.spawn(close_here(person, address)); });
}

task<result<protocol::person>> guests::rename(person_id person, std::string name) {
    auto task = [this, person, name] { return rename_here(person, name); };
    co_return co_await runtime::on_shard(home_, std::move(task));
}

task<void> guests::end(secret_text token) {
    auto task = [this, token] { return end_here(token); };
    co_await runtime::on_shard(home_, std::move(task));
}

// --- on shard 0 ---

task<result<std::string>> guests::claim(std::optional<std::string> wanted, person_id person, time_point until) {
    const time_point now = server_clock::now();
    if (wanted) {
        result<std::string> name = core::clean_name(*wanted, name_points);
        if (!name) co_return name.error();
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

task<result<started_guest>> guests::begin_here(std::optional<std::string> name, std::uint64_t address) {
    const time_point now = server_clock::now();
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

    started_guest started{shown(record, rules_.idle), secret_text{random_base62(token_length)}};
    result<void> stored = co_await store_.put(hash(started.token), std::move(record));
    if (!stored) co_return stored.error();
    co_return started;
}

task<result<std::optional<guest>>> guests::find_here(secret_text token) {
    result<std::optional<ports::session_record>> record = co_await store_.find(hash(token), server_clock::now());
    if (!record) co_return record.error();
    std::optional<guest> found;
    if (*record) found = shown(**record, rules_.idle);
    co_return found;
}

task<result<guest>> guests::open_here(secret_text token, std::uint64_t address) {
    const ports::token_hash key = hash(token);
    result<std::optional<ports::session_record>> record = co_await store_.find(key, server_clock::now());
    if (!record) co_return record.error();
    if (!*record) co_return error_code::no_session;
    const person_id person = (*record)->person;
    const auto known = connected_.find(person);
    const std::uint32_t of_person = known == connected_.end() ? 0 : known->second.sockets;
    const auto near = sockets_of_address_.find(address);
    const std::uint32_t of_address = near == sockets_of_address_.end() ? 0 : near->second;
    if (of_person >= rules_.sockets_per_person || of_address >= rules_.sockets_per_address)
        co_return error_code::too_many_sockets;
    connected& c = connected_[person];
    c.token = key;
    ++c.sockets;
    ++sockets_of_address_[address];
    co_return shown(**record, rules_.idle);
}

task<void> guests::close_here(person_id person, std::uint64_t address) {
    const auto near = sockets_of_address_.find(address);
    if (near != sockets_of_address_.end() && --near->second == 0) sockets_of_address_.erase(near);
    const auto found = connected_.find(person);
    if (found == connected_.end() || --found->second.sockets > 0) co_return;
    const ports::token_hash token = found->second.token;
    connected_.erase(found);
    co_await extend(token);  // the idle time counts from the last socket's end
}

task<void> guests::extend(ports::token_hash token) {
    const time_point now = server_clock::now();
    result<std::optional<ports::session_record>> record = co_await store_.find(token, now);
    if (!record || !*record) co_return;
    ports::session_record r = std::move(**record);
    r.expires_at = std::min(r.ends_at, now + rules_.idle);
    result<bool> kept = co_await store_.claim_name(r.name_key, r.person, r.expires_at + rules_.name_hold, now);
    result<void> stored = co_await store_.put(token, std::move(r));
    (void)kept;
    (void)stored;  // a store that is away is asked again ten seconds later
}

task<void> guests::extend_all() {
    std::vector<ports::token_hash> tokens;
    tokens.reserve(connected_.size());
    for (const auto& [person, c] : connected_) tokens.push_back(c.token);
    for (const ports::token_hash& token : tokens) {
        co_await extend(token);
    }
}

task<result<protocol::person>> guests::rename_here(person_id person, std::string name) {
    const auto found = connected_.find(person);
    if (found == connected_.end()) co_return error_code::no_session;
    const ports::token_hash token = found->second.token;
    const time_point now = server_clock::now();
    result<std::optional<ports::session_record>> record = co_await store_.find(token, now);
    if (!record) co_return record.error();
    if (!*record) co_return error_code::no_session;
    ports::session_record r = std::move(**record);
    result<std::string> claimed = co_await claim(std::move(name), person, r.expires_at + rules_.name_hold);
    if (!claimed) co_return claimed.error();
    const std::string old_key = std::exchange(r.name_key, core::name_key(*claimed));
    if (old_key != r.name_key) {
        result<void> released = co_await store_.release_name(old_key, person, now + rules_.name_hold);
        if (!released) co_return released.error();
    }
    r.who.name = std::move(*claimed);
    protocol::person who = r.who;
    result<void> stored = co_await store_.put(token, std::move(r));
    if (!stored) co_return stored.error();
    co_return who;
}

task<void> guests::end_here(secret_text token) {
    const ports::token_hash key = hash(token);
    const time_point now = server_clock::now();
    result<std::optional<ports::session_record>> record = co_await store_.find(key, now);
    if (!record || !*record) co_return;
    result<void> erased = co_await store_.erase(key);
    result<void> released =
        co_await store_.release_name((*record)->name_key, (*record)->person, now + rules_.name_hold);
    (void)erased;
    (void)released;
    if (tell_end_) tell_end_((*record)->person);
}

}  // namespace srchat::services
