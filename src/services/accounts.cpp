#include "srchat/services/accounts.hpp"

#include <algorithm>

#include "account_view.hpp"
#include "srchat/base/random.hpp"
#include "srchat/core/account_rules.hpp"
#include "srchat/core/names.hpp"
#include "srchat/core/recovery_words.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;

refusal wait(milliseconds time) {
    refusal why{error_code::rate_limited, "Too many tries. Wait a while before the next one."};
    why.retry_after = time;
    return why;
}

}  // namespace

accounts::accounts(account_stores stores, ports::password_hasher& passwords, services::sessions& sessions,
                   const account_rules& rules)
    : stores_{stores}, passwords_{passwords}, sessions_{sessions}, rules_{rules} {}

void accounts::start() {
    sessions_.home().every(60s, [this] {
        const time_point now = server_clock::now();
        std::erase_if(registrations_, [&](auto& b) { return b.second.is_full(rules_.registrations, now); });
        std::erase_if(tries_by_name_, [&](auto& b) { return b.second.is_full(rules_.tries_by_name, now); });
        std::erase_if(tries_by_address_, [&](auto& b) { return b.second.is_full(rules_.tries_by_address, now); });
    });
}

// --- from any shard ---

task<result<accounts::entered>> accounts::create(std::optional<session> before, protocol::login_request what,
                                                 std::uint64_t address) {
    auto work = [this, before, asked = std::move(what), address]() mutable {
        return create_here(std::move(before), std::move(asked), address);
    };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<accounts::entered>> accounts::log_in(protocol::login_request what, std::uint64_t address) {
    auto work = [this, asked = std::move(what), address]() mutable { return log_in_here(std::move(asked), address); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<accounts::entered>> accounts::recover(protocol::recovery_request what, std::uint64_t address) {
    auto work = [this, asked = std::move(what), address]() mutable { return recover_here(std::move(asked), address); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<accounts::entered>> accounts::change_password(session who, protocol::password_request what) {
    auto work = [this, who, asked = std::move(what)]() mutable { return change_password_here(who, std::move(asked)); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<std::size_t>> accounts::end_others(session who) {
    auto work = [this, who] { return end_others_here(who); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<protocol::account>> accounts::change_profile(session who, protocol::profile_request what) {
    auto work = [this, who, asked = std::move(what)]() mutable { return change_profile_here(who, std::move(asked)); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<void>> accounts::erase(session who, protocol::farewell_request what) {
    auto work = [this, who, asked = std::move(what)]() mutable { return erase_here(who, std::move(asked)); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<protocol::account>> accounts::find(session who) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find(who.person);
    if (!found) co_return found.error();
    if (!*found) co_return error_code::no_account;
    co_return view_of(**found);
}

task<result<void>> accounts::check_password(session who, secret_text password) {
    auto work = [this, who, given = std::move(password)]() mutable {
        return check_password_here(who, std::move(given));
    };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<void>> accounts::check_free(std::string display, person_id person) {
    const result<std::string> clean = core::clean_name(display, core::max_person_name_points);
    if (!clean) co_return result<void>{};  // whoever takes it says what is wrong with it
    result<std::optional<person_id>> owner = co_await stores_.accounts.owner_of(core::name_key(*clean));
    if (owner && *owner && **owner != person) co_return error_code::name_taken;
    co_return result<void>{};
}

// --- on shard 0 ---

std::optional<refusal> accounts::count_try(const std::string& name, std::uint64_t address) {
    const time_point now = server_clock::now();
    const milliseconds by_address = tries_by_address_[address].try_take(rules_.tries_by_address, now);
    if (by_address.count() > 0) return wait(by_address);
    const milliseconds by_name = tries_by_name_[name].try_take(rules_.tries_by_name, now);
    if (by_name.count() > 0) return wait(by_name);
    return std::nullopt;
}

task<result<accounts::entered>> accounts::create_here(std::optional<session> before, protocol::login_request what,
                                                      std::uint64_t address) {
    if (before && before->is_user()) co_return error_code::logged_in;
    const result<void> good_password = core::check_account_password(what.password, what.name);
    if (!good_password) co_return good_password.error();
    const result<void> good_name = core::check_account_name(what.name);
    if (!good_name && good_name.error().code != error_code::name_taken) co_return good_name.error();
    const time_point now = server_clock::now();
    if (door_ != nullptr) {
        if (auto why = door_->register_(address, what.proof, now)) co_return std::move(*why);
    }
    const milliseconds pause = registrations_[address].try_take(rules_.registrations, now);
    if (pause.count() > 0) co_return wait(pause);

    // All that takes time comes before it is known whether the name is free.
    ports::account_record made;
    secret_text words = core::recovery_words(random_below(UINT64_MAX));
    result<secret_text> password = co_await passwords_.make(std::move(what.password));
    if (!password) co_return password.error();
    result<secret_text> recovery = co_await passwords_.make(words);
    if (!recovery) co_return recovery.error();
    if (!good_name) co_return good_name.error();

    made.person = before ? before->person : person_id::random();
    made.name = std::move(what.name);
    made.name_key = core::name_key(made.name);
    made.password = std::move(*password);
    made.recovery = std::move(*recovery);
    made.created_at = now;
    made.profile.display = made.name;
    made.profile.display_key = made.name_key;
    made.profile.avatar = before ? before->who.avatar : "a" + std::to_string(random_below(64));
    made.profile.theme = "system";
    // A visitor who is called so now keeps the name.
    result<bool> free = co_await sessions_.claim_name(made.name_key, made.person, now + 1min);
    if (!free) co_return free.error();
    if (!*free) co_return error_code::name_taken;
    result<bool> created = co_await stores_.accounts.create(made);
    if (!created) co_return created.error();
    // From now on the database keeps the name.
    result<void> released = co_await sessions_.release_name(made.name_key, made.person);
    (void)released;
    if (!*created) co_return error_code::name_taken;
    result<entered> in = co_await enter(std::move(made), std::move(before));
    if (!in) co_return in.error();
    in->recovery = std::move(words);
    co_return in;
}

task<result<accounts::entered>> accounts::enter(ports::account_record account, std::optional<session> before) {
    const time_point now = server_clock::now();
    entered in;
    in.token = services::sessions::user_token();
    const ports::token_hash key = sessions_.hash(in.token);
    const ports::login_record login{account.person, now + rules_.login};
    result<bool> stored = co_await stores_.logins.put(key, login, now, rules_.logins_max);
    if (!stored) co_return stored.error();
    if (!*stored) co_return error_code::login_failed;  // deleted in this moment
    // A new password ends all logins. One that was proved with the old password, and stored after that, has to go as well.
    result<std::optional<ports::account_record>> now_stored = co_await stores_.accounts.find(account.person);
    if (!now_stored) co_return now_stored.error();
    if (!*now_stored || (*now_stored)->password != account.password) {
        result<void> erased = co_await stores_.logins.erase(key);
        if (!erased) co_return erased.error();
        co_return error_code::login_failed;
    }
    std::optional<ports::token_hash> old;
    if (before) old = before->key;
    result<session> put = co_await sessions_.put_user(key, account, login.ends_at, old);
    if (!put) co_return put.error();
    // Asked last: a suspension that is stored after this ends what is at hand, and so this session too.
    std::optional<refusal> kept = co_await kept_out(account.person);
    if (kept) {
        co_await sessions_.end_at_hand(account.person, std::nullopt);
        result<void> erased = co_await stores_.logins.erase(key);
        if (!erased) co_return erased.error();
        co_return std::move(*kept);
    }
    in.who = std::move(*put);
    in.account = view_of(account);
    if (before && tell_go_over_) tell_go_over_(before->key, in.who);
    const bool differs = before && before->who != in.who.who;
    if (differs && tell_shown_) tell_shown_(in.who.person, looks_of(account.profile));
    co_return in;
}

task<std::optional<refusal>> accounts::kept_out(person_id person) {
    if (stores_.sanctions == nullptr) co_return std::nullopt;
    result<std::optional<ports::suspension>> found = co_await stores_.sanctions->find(person, server_clock::now());
    if (!found) co_return found.error();
    if (!*found) co_return std::nullopt;
    refusal why{error_code::suspended};
    why.suspension = std::make_shared<const suspension_note>(suspension_note{(*found)->rule, (*found)->until});
    if ((*found)->until) why.retry_after = *(*found)->until - server_clock::now();
    co_return why;
}

task<result<secret_text>> accounts::reset_access(ports::account_record account) {
    auto work = [this, who = std::move(account)]() mutable { return reset_access_here(std::move(who)); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<ports::account_record>> accounts::reset_profile(ports::account_record account) {
    auto work = [this, who = std::move(account)]() mutable { return reset_profile_here(std::move(who)); };
    co_return co_await runtime::on_shard(sessions_.home(), std::move(work));
}

task<result<secret_text>> accounts::reset_access_here(ports::account_record account) {
    secret_text words = core::recovery_words(random_below(UINT64_MAX));
    secret_text nobodys{random_base62(22)};
    result<secret_text> password = co_await passwords_.make(std::move(nobodys));
    if (!password) co_return password.error();
    result<secret_text> recovery = co_await passwords_.make(words);
    if (!recovery) co_return recovery.error();
    result<bool> changed =
        co_await stores_.accounts.change_secrets(account.person, std::move(*password), std::move(*recovery));
    if (!changed) co_return changed.error();
    if (!*changed) co_return error_code::no_account;
    co_await sessions_.end_at_hand(account.person, std::nullopt);
    co_return words;
}

task<result<ports::account_record>> accounts::reset_profile_here(ports::account_record account) {
    account.profile.display = account.name;
    account.profile.display_key = account.name_key;
    account.profile.about.clear();
    account.profile.avatar = "a0";
    result<bool> changed = co_await stores_.accounts.change_profile(account.person, account.profile);
    if (!changed) co_return changed.error();
    if (!*changed) co_return error_code::no_account;
    co_await sessions_.show(account.person, account.profile);
    if (tell_shown_) tell_shown_(account.person, looks_of(account.profile));
    co_return account;
}

task<result<accounts::entered>> accounts::log_in_here(protocol::login_request what, std::uint64_t address) {
    if (door_ != nullptr) {
        if (auto why = door_->log_in()) co_return std::move(*why);
    }
    if (auto why = count_try(what.name, address)) co_return std::move(*why);
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find_named(what.name);
    if (!found) co_return found.error();
    secret_text verifier = *found ? (*found)->password : secret_text{};
    result<bool> right = co_await passwords_.verify(std::move(verifier), std::move(what.password));
    if (!right) co_return right.error();
    if (!*right) co_return error_code::login_failed;
    tries_by_name_.erase(what.name);
    result<entered> in = co_await enter(std::move(**found), std::nullopt);
    co_return in;
}

task<result<accounts::entered>> accounts::recover_here(protocol::recovery_request what, std::uint64_t address) {
    if (door_ != nullptr) {
        if (auto why = door_->log_in()) co_return std::move(*why);
    }
    const result<void> good = core::check_account_password(what.password, what.name);
    if (!good) co_return good.error();
    if (auto why = count_try(what.name, address)) co_return std::move(*why);
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find_named(what.name);
    if (!found) co_return found.error();
    secret_text verifier = *found ? (*found)->recovery : secret_text{};
    result<bool> right = co_await passwords_.verify(std::move(verifier), core::tidy_recovery_words(what.recovery));
    if (!right) co_return right.error();
    if (!*right)
        co_return refusal{error_code::login_failed,
                          "The name or the recovery words are wrong. Check both and try again."};
    ports::account_record account = std::move(**found);

    secret_text words = core::recovery_words(random_below(UINT64_MAX));
    result<secret_text> password = co_await passwords_.make(std::move(what.password));
    if (!password) co_return password.error();
    result<secret_text> recovery = co_await passwords_.make(words);
    if (!recovery) co_return recovery.error();
    account.password = *password;
    result<bool> changed =
        co_await stores_.accounts.change_secrets(account.person, std::move(*password), std::move(*recovery));
    if (!changed) co_return changed.error();
    if (!*changed) co_return error_code::login_failed;
    co_await sessions_.end_at_hand(account.person, std::nullopt);
    tries_by_name_.erase(what.name);
    result<entered> in = co_await enter(std::move(account), std::nullopt);
    if (!in) co_return in.error();
    in->recovery = std::move(words);
    co_return in;
}

task<result<void>> accounts::check_password_here(session who, secret_text password) {
    result<ports::account_record> account = co_await confirm(who, std::move(password));
    if (!account) co_return account.error();
    co_return result<void>{};
}

task<result<ports::account_record>> accounts::confirm(const session& who, secret_text password) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find(who.person);
    if (!found) co_return found.error();
    if (!*found) co_return error_code::no_account;
    ports::account_record account = std::move(**found);
    const milliseconds pause = tries_by_name_[account.name].try_take(rules_.tries_by_name, server_clock::now());
    if (pause.count() > 0) co_return wait(pause);
    result<bool> right = co_await passwords_.verify(account.password, std::move(password));
    if (!right) co_return right.error();
    if (!*right) co_return refusal{error_code::password_wrong, "The password is wrong. Try again."};
    tries_by_name_.erase(account.name);
    co_return account;
}

task<result<accounts::entered>> accounts::change_password_here(session who, protocol::password_request what) {
    result<ports::account_record> account = co_await confirm(who, std::move(what.password));
    if (!account) co_return account.error();
    const result<void> good = core::check_account_password(what.new_password, account->name);
    if (!good) co_return good.error();
    result<secret_text> password = co_await passwords_.make(std::move(what.new_password));
    if (!password) co_return password.error();
    account->password = *password;
    secret_text same_words;
    result<bool> changed =
        co_await stores_.accounts.change_secrets(who.person, std::move(*password), std::move(same_words));
    if (!changed) co_return changed.error();
    if (!*changed) co_return error_code::no_account;
    co_await sessions_.end_at_hand(who.person, who.key);
    result<entered> in = co_await enter(std::move(*account), who);
    co_return in;
}

task<result<std::size_t>> accounts::end_others_here(session who) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::vector<ports::token_hash>> ended = co_await stores_.logins.erase_others(who.person, who.key);
    if (!ended) co_return ended.error();
    const std::size_t count = ended->size();
    co_await sessions_.end_users(who.person, std::move(*ended), false);
    co_return count;
}

task<result<void>> accounts::erase_here(session who, protocol::farewell_request what) {
    result<ports::account_record> account = co_await confirm(who, std::move(what.password));
    if (!account) co_return account.error();
    result<std::vector<ports::token_hash>> ended = co_await stores_.logins.erase_others(who.person, std::nullopt);
    if (!ended) co_return ended.error();
    result<bool> erased = co_await stores_.accounts.erase(who.person);
    if (!erased) co_return erased.error();
    if (std::ranges::find(*ended, who.key) == ended->end()) ended->push_back(who.key);
    co_await sessions_.end_users(who.person, std::move(*ended), true);
    co_await sessions_.end_at_hand(who.person, std::nullopt);
    co_return result<void>{};
}

}  // namespace srchat::services
