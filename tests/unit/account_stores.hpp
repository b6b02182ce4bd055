#pragma once
// Accounts and logins in maps, for tests of the services above them; a switch makes the database be away. The adapters proper
// have their own contract.

#include <algorithm>
#include <functional>
#include <map>

#include "srchat/ports/accounts.hpp"
#include "srchat/ports/logins.hpp"
#include "srchat/ports/password_hasher.hpp"

namespace services_kit {

using namespace srchat;

struct people_database {
    std::map<person_id, ports::account_record> accounts;
    std::map<ports::token_hash, ports::login_record> logins;
    bool away = false;
    std::function<void()> before_put;  // what happens while a login is on its way
    int reads = 0;

    bool is_taken(const std::string& key, const person_id& by) const {
        return std::ranges::any_of(accounts, [&](const auto& a) {
            return a.first != by && (a.second.name_key == key || a.second.profile.display_key == key);
        });
    }
};

class map_accounts final : public ports::accounts {
public:
    explicit map_accounts(people_database& db) : db_{db} {}
    task<result<bool>> create(ports::account_record account) override {
        if (db_.away) co_return error_code::unavailable;
        const bool taken = db_.is_taken(account.name_key, account.person) || db_.accounts.contains(account.person);
        if (taken) co_return false;
        const person_id person = account.person;
        db_.accounts.emplace(person, std::move(account));
        co_return true;
    }
    task<result<std::optional<ports::account_record>>> find(person_id person) override {
        if (db_.away) co_return error_code::unavailable;
        ++db_.reads;
        std::optional<ports::account_record> found;
        if (const auto a = db_.accounts.find(person); a != db_.accounts.end()) found = a->second;
        co_return found;
    }
    task<result<std::optional<ports::account_record>>> find_named(std::string name) override {
        if (db_.away) co_return error_code::unavailable;
        std::optional<ports::account_record> found;
        for (const auto& [person, a] : db_.accounts) {
            if (a.name == name) found = a;
        }
        co_return found;
    }
    task<result<std::optional<person_id>>> owner_of(std::string key) override {
        if (db_.away) co_return error_code::unavailable;
        std::optional<person_id> owner;
        for (const auto& [person, a] : db_.accounts) {
            if (a.name_key == key || a.profile.display_key == key) owner = person;
        }
        co_return owner;
    }
    task<result<bool>> change_profile(person_id person, ports::account_profile profile) override {
        if (db_.away) co_return error_code::unavailable;
        const bool free = db_.accounts.contains(person) && !db_.is_taken(profile.display_key, person);
        if (free) db_.accounts[person].profile = std::move(profile);
        co_return free;
    }
    task<result<bool>> change_secrets(person_id person, secret_text password, secret_text recovery) override {
        if (db_.away) co_return error_code::unavailable;
        const auto found = db_.accounts.find(person);
        if (found == db_.accounts.end()) co_return false;
        if (!password.empty()) found->second.password = std::move(password);
        if (!recovery.empty()) found->second.recovery = std::move(recovery);
        std::erase_if(db_.logins, [&](const auto& l) { return l.second.person == person; });
        co_return true;
    }
    task<result<bool>> erase(person_id person) override {
        if (db_.away) co_return error_code::unavailable;
        std::erase_if(db_.logins, [&](const auto& l) { return l.second.person == person; });
        co_return db_.accounts.erase(person) > 0;
    }
    task<result<std::uint64_t>> count() override { co_return static_cast<std::uint64_t>(db_.accounts.size()); }

private:
    people_database& db_;
};

class map_logins final : public ports::logins {
public:
    explicit map_logins(people_database& db) : db_{db} {}
    task<result<bool>> put(ports::token_hash token, ports::login_record login, time_point, std::uint32_t) override {
        if (db_.away) co_return error_code::unavailable;
        if (db_.before_put) db_.before_put();
        if (!db_.accounts.contains(login.person)) co_return false;
        db_.logins[token] = login;
        co_return true;
    }
    task<result<std::optional<ports::found_login>>> find(ports::token_hash token, time_point now) override {
        if (db_.away) co_return error_code::unavailable;
        ++db_.reads;
        std::optional<ports::found_login> found;
        const auto l = db_.logins.find(token);
        if (l != db_.logins.end() && l->second.ends_at > now)
            found = ports::found_login{db_.accounts.at(l->second.person), l->second.ends_at};
        co_return found;
    }
    task<result<void>> erase(ports::token_hash token) override {
        if (db_.away) co_return error_code::unavailable;
        db_.logins.erase(token);
        co_return result<void>{};
    }
    task<result<std::vector<ports::token_hash>>> erase_others(person_id person,
                                                              std::optional<ports::token_hash> kept) override {
        if (db_.away) co_return error_code::unavailable;
        std::vector<ports::token_hash> ended;
        for (const auto& [token, l] : db_.logins) {
            if (l.person == person && token != kept) ended.push_back(token);
        }
        for (const ports::token_hash& token : ended) db_.logins.erase(token);
        co_return ended;
    }
    task<result<std::uint64_t>> sweep(time_point) override { co_return std::uint64_t{0}; }

private:
    people_database& db_;
};

// Quick, and the password can be seen in the verifier: for rules, not for secrets.
class plain_hasher final : public ports::password_hasher {
public:
    task<result<std::array<std::uint8_t, 32>>> derive(secret_text words, std::array<std::uint8_t, 16>) override {
        std::array<std::uint8_t, 32> key{};
        std::ranges::copy(words.reveal().substr(0, key.size()), key.begin());
        co_return key;
    }
    int verified = 0;
    task<result<secret_text>> make(secret_text password) override {
        co_return secret_text{"<" + password.reveal() + ">"};
    }
    task<result<bool>> verify(secret_text verifier, secret_text password) override {
        ++verified;
        co_return verifier.reveal() == "<" + password.reveal() + ">";
    }
};

}  // namespace services_kit
