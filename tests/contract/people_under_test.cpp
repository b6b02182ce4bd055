#include "people_under_test.hpp"

#include <sqlite3.h>

#include <cstdlib>
#include <sstream>

namespace contract {

temporary_folder::temporary_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "srchat-test.XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
}

temporary_folder::~temporary_folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
}

sqlite_people::sqlite_people() {
    auto opened = adapters::sqlite::open({file, patient(2)});
    REQUIRE(opened.error.empty());
    store = std::move(opened.store);
}

std::map<std::string, std::uint64_t> sqlite_people::rows() {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
    const auto column = [&](const std::string& statement) {
        std::vector<std::string> out;
        const auto add = [](void* to, int, char** values, char**) {
            static_cast<std::vector<std::string>*>(to)->emplace_back(values[0]);
            return 0;
        };
        REQUIRE(sqlite3_exec(db, statement.c_str(), add, &out, nullptr) == SQLITE_OK);
        return out;
    };
    std::map<std::string, std::uint64_t> counts;
    for (const std::string& table :
         column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'schema_migrations'"))
        counts[table] = std::stoull(column("SELECT count(*) FROM " + table).at(0));
    sqlite3_close(db);
    return counts;
}

postgres_people::postgres_people() {
    auto& server = private_postgres::only();
    auto opened = adapters::postgres::open({server.url(), patient(4)});
    REQUIRE(opened.error == "");
    // What hangs on an account goes with it; audit entries keep their numbers.
    server.ask("TRUNCATE accounts, complaints, admins, audit_log, official_rooms, announcements, settings CASCADE");
    store = std::move(opened.store);
}

std::map<std::string, std::uint64_t> postgres_people::rows() {
    auto& server = private_postgres::only();
    std::istringstream tables{
        server.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_migrations'")};
    std::map<std::string, std::uint64_t> counts;
    for (std::string table; std::getline(tables, table);)
        counts[table] = std::stoull(server.ask("SELECT count(*) FROM " + table));
    return counts;
}

}  // namespace contract
