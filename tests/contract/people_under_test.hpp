#pragma once
// The stores of people, each empty and of its own kind, and what the suites ask them for.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "private_postgres.hpp"
#include "services_kit.hpp"
#include "srchat/adapters/postgres/store.hpp"
#include "srchat/adapters/sqlite/store.hpp"

// Every adapter.
#define ALL_PEOPLE contract::sqlite_people, contract::postgres_people

namespace contract {

using namespace services_kit;

// Patient, since a test machine may be slow; the tests of outages take the usual limits.
inline adapters::sql_limits patient(std::size_t workers) { return {workers, 4'096, 20s, 500ms}; }

class temporary_folder {
public:
    temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;
    ~temporary_folder();
    std::filesystem::path path;
};

struct sqlite_people {
    sqlite_people();
    // Rows of each table but the list of migrations.
    std::map<std::string, std::uint64_t> rows();

    temporary_folder folder;
    std::filesystem::path file = folder.path / "srchat.db";
    adapters::people_store store;
};

struct postgres_people {
    postgres_people();
    std::map<std::string, std::uint64_t> rows();

    adapters::people_store store;
};

inline bool is_empty(const std::map<std::string, std::uint64_t>& tables) {
    for (const auto& [name, rows] : tables) {
        if (rows > 0) return false;
    }
    return tables.size() >= 5;
}

inline ports::account_record account_named(const std::string& name) {
    ports::account_record a;
    a.person = person_id::random();
    a.name = name;
    a.name_key = "key of " + name;
    a.password = secret_text{"$argon2id$password of " + name};
    a.recovery = secret_text{"$argon2id$recovery of " + name};
    a.created_at = from_ms(1'700'000'000'123);
    a.profile = {"Display of " + name, "display key of " + name, "a7", "about " + name, "dark", "de-CH", "zurich"};
    a.profile.hide_name = true;
    return a;
}

inline bool same(const ports::account_record& a, const ports::account_record& b) {
    return a.person == b.person && a.name == b.name && a.name_key == b.name_key && a.password == b.password &&
           a.recovery == b.recovery && a.created_at == b.created_at && a.profile == b.profile;
}

// A store, and a shard's loop to call it from.
template <class Adapter>
struct people_under_test {
    hand_loop loop;
    Adapter adapter;
    time_point now = from_ms(1'800'000'000'000);

    ports::accounts& accounts() { return *adapter.store.accounts; }
    ports::logins& logins() { return *adapter.store.logins; }
    ports::friends& friends() { return *adapter.store.friends; }

    // The value of an answer that must be one.
    template <class T>
    T get(task<result<T>> asked) {
        result<T> answer = loop.run(std::move(asked));
        REQUIRE(answer.has_value());
        if constexpr (!std::is_void_v<T>) return std::move(*answer);
    }
    // The person of a new account.
    person_id somebody(const std::string& name) {
        const auto a = account_named(name);
        REQUIRE(get(accounts().create(a)));
        return a.person;
    }
    // Asks all at the same time; the answers in order.
    template <class T>
    std::vector<result<T>> at_once(std::vector<task<result<T>>> asked) {
        std::vector<std::optional<result<T>>> got(asked.size());
        std::size_t missing = asked.size();
        for (std::size_t i = 0; i < asked.size(); ++i) {
            boost::asio::co_spawn(loop.shard().context(), std::move(asked[i]),
                                  [&, i](const std::exception_ptr& thrown, result<T> answer) {
                                      REQUIRE_FALSE(thrown);
                                      got[i] = std::move(answer);
                                      --missing;
                                  });
        }
        loop.until([&] { return missing == 0; });
        std::vector<result<T>> answers;
        for (auto& g : got) answers.push_back(std::move(*g));
        return answers;
    }
};

}  // namespace contract
