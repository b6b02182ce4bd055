#include "srchat/services/admins.hpp"

#include "srchat/base/random.hpp"
#include "srchat/services/totp.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr std::size_t token_length = 43;     // base62: 256 bits
constexpr milliseconds touch_every{15'000};  // so that not every request writes
constexpr milliseconds look_every{2'000};

refusal slow_down(milliseconds time) {
    refusal why{error_code::rate_limited, "Too many tries. Wait a while before the next one."};
    why.retry_after = time;
    return why;
}

}  // namespace

admins::admins(runtime::shard& home, ports::admins& store, ports::password_hasher& passwords,
               const ports::hasher& hasher, const admin_rules& rules)
    : home_{home}, store_{store}, passwords_{passwords}, hasher_{hasher}, rules_{rules} {}

void admins::start() {
    home_.every(60s, [this] {
        const time_point now = server_clock::now();
        std::erase_if(tries_by_name_, [&](auto& b) { return b.second.is_full(rules_.tries_by_name, now); });
        std::erase_if(tries_by_address_, [&](auto& b) { return b.second.is_full(rules_.tries_by_address, now); });
    });
}

// --- from any shard ---

task<bool> admins::any() {
    auto work = [this] { return any_here(); };
    co_return co_await runtime::on_shard(home_, std::move(work));
}

task<result<admins::entered>> admins::log_in(protocol::admin_login_request what, std::uint64_t address) {
    auto work = [this, asked = std::move(what), address]() mutable { return log_in_here(std::move(asked), address); };
    co_return co_await runtime::on_shard(home_, std::move(work));
}

task<result<std::optional<admins::admin>>> admins::find(secret_text token, bool by_itself) {
    auto work = [this, t = std::move(token), by_itself]() mutable { return find_here(std::move(t), by_itself); };
    co_return co_await runtime::on_shard(home_, std::move(work));
}

task<result<admins::admin>> admins::confirm(secret_text token, protocol::admin_login_request what) {
    auto work = [this, t = std::move(token), asked = std::move(what)]() mutable {
        return confirm_here(std::move(t), std::move(asked));
    };
    co_return co_await runtime::on_shard(home_, std::move(work));
}

task<result<void>> admins::log_out(secret_text token) { return store_.log_out(hasher_.sha256(token.reveal())); }

// --- on shard 0 ---

task<bool> admins::any_here() {
    const time_point now = server_clock::now();
    if (any_ && (*any_ || now - any_at_ < look_every)) co_return *any_;
    result<std::vector<ports::admin_record>> all = co_await store_.list();
    if (!all) co_return true;
    any_ = !all->empty();
    any_at_ = now;
    co_return *any_;
}

std::optional<refusal> admins::count_try(const std::string& name, std::uint64_t address) {
    const time_point now = server_clock::now();
    const milliseconds by_address = tries_by_address_[address].try_take(rules_.tries_by_address, now);
    if (by_address.count() > 0) return slow_down(by_address);
    const milliseconds by_name = tries_by_name_[name].try_take(rules_.tries_by_name, now);
    if (by_name.count() > 0) return slow_down(by_name);
    return std::nullopt;
}

task<result<bool>> admins::prove(std::optional<ports::admin_record> who, protocol::admin_login_request what) {
    secret_text verifier = who ? who->password : secret_text{};
    const secret_text secret = who ? who->totp : secret_text{std::string(totp::secret_bytes, 'x')};
    result<bool> right = co_await passwords_.verify(std::move(verifier), std::move(what.password));
    if (!right) co_return right.error();
    const auto step = totp::find_step(hasher_, secret, what.code, server_clock::now());
    if (!*right || !step || !who) co_return false;
    result<bool> fresh = co_await store_.use_step(who->name, *step);
    co_return fresh;
}

task<result<admins::entered>> admins::log_in_here(protocol::admin_login_request what, std::uint64_t address) {
    if (auto why = count_try(what.name, address)) co_return std::move(*why);
    const std::string name = what.name;
    result<std::optional<ports::admin_record>> found = co_await store_.find(name);
    if (!found) co_return found.error();
    result<bool> proved = co_await prove(std::move(*found), std::move(what));
    if (!proved) co_return proved.error();
    if (!*proved)
        co_return refusal{error_code::login_failed,
                          "The name, the password or the code is wrong, or the code was used already."};
    tries_by_name_.erase(name);
    const time_point now = server_clock::now();
    entered in{{name, now + rules_.confirmed, rules_.idle}, secret_text{random_base62(token_length)}};
    const ports::token_hash key = hasher_.sha256(in.token.reveal());
    const ports::admin_login login{name, now, now};
    result<void> swept = co_await store_.sweep(now - rules_.idle);
    if (!swept) co_return swept.error();
    result<void> stored = co_await store_.log_in(key, login);
    if (!stored) co_return stored.error();
    co_return in;
}

task<result<std::optional<admins::admin>>> admins::find_here(secret_text token, bool by_itself) {
    const ports::token_hash key = hasher_.sha256(token.reveal());
    result<std::optional<ports::admin_login>> found = co_await store_.find_login(key);
    if (!found) co_return found.error();
    const time_point now = server_clock::now();
    if (!*found || (*found)->last_seen + rules_.idle <= now) co_return std::optional<admin>{};
    const ports::admin_login& login = **found;
    if (!by_itself && now - login.last_seen >= std::min(touch_every, rules_.idle / 10)) {
        result<void> touched = co_await store_.touch(key, now, std::nullopt);
        if (!touched) co_return touched.error();
    }
    co_return admin{login.admin, login.confirmed_at + rules_.confirmed, rules_.idle};
}

task<result<admins::admin>> admins::confirm_here(secret_text token, protocol::admin_login_request what) {
    const refusal wrong{error_code::password_wrong,
                        "The password or the code is wrong, or the code was used already. Wait for the next code."};
    const ports::token_hash key = hasher_.sha256(token.reveal());
    result<std::optional<ports::admin_login>> login = co_await store_.find_login(key);
    if (!login) co_return login.error();
    if (!*login) co_return wrong;
    const std::string name = (*login)->admin;
    const time_point now = server_clock::now();
    const milliseconds pause = tries_by_name_[name].try_take(rules_.tries_by_name, now);
    if (pause.count() > 0) co_return slow_down(pause);
    result<std::optional<ports::admin_record>> found = co_await store_.find(name);
    if (!found) co_return found.error();
    result<bool> proved = co_await prove(std::move(*found), std::move(what));
    if (!proved) co_return proved.error();
    if (!*proved) co_return wrong;
    tries_by_name_.erase(name);
    result<void> touched = co_await store_.touch(key, now, now);
    if (!touched) co_return touched.error();
    co_return admin{name, now + rules_.confirmed, rules_.idle};
}

}  // namespace srchat::services
