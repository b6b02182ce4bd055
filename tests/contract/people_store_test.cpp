// How a store of people is opened, and how its schema grows.
#include <sqlite3.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "people_under_test.hpp"

using namespace contract;

namespace {

// A database with nothing in it, of each kind.
struct blank_sqlite {
    temporary_folder folder;
    std::filesystem::path file = folder.path / "srchat.db";
    adapters::opened_store open(bool migrate = true) { return adapters::sqlite::open({file, patient(2), migrate}); }
    adapters::migrated migrate(bool dry_run) { return adapters::sqlite::migrate({file, patient(2)}, dry_run); }
    void run(const std::string& statement) {
        sqlite3* db = nullptr;
        REQUIRE(sqlite3_open(file.c_str(), &db) == SQLITE_OK);
        REQUIRE(sqlite3_exec(db, statement.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
        sqlite3_close(db);
    }
};

struct blank_postgres {
    blank_postgres() { private_postgres::only().make_database("blank"); }
    adapters::postgres::settings how{private_postgres::only().url("blank"), patient(2)};
    adapters::opened_store open(bool migrate = true) {
        how.migrate = migrate;
        return adapters::postgres::open(how);
    }
    adapters::migrated migrate(bool dry_run) { return adapters::postgres::migrate(how, dry_run); }
    void run(const std::string& statement) { private_postgres::only().ask(statement, "blank"); }
};

const std::vector<std::string> all_steps{"0001_people", "0002_staff"};

std::string content_of(const std::filesystem::path& folder) {
    std::string all;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        std::ifstream file{entry.path(), std::ios::binary};
        all.append(std::istreambuf_iterator<char>{file}, {});
    }
    return all;
}

}  // namespace

TEMPLATE_TEST_CASE("store: a dry run names the steps and changes nothing", "", blank_sqlite, blank_postgres) {
    TestType database;
    for (int i = 0; i < 2; ++i) {
        const auto m = database.migrate(true);
        CHECK(m.error == "");
        CHECK(m.version == 0);
        CHECK(m.steps == all_steps);
    }
    CHECK(database.open(false).error.find("srchat migrate") != std::string::npos);
    CHECK(database.migrate(false).steps == all_steps);
    const auto done = database.migrate(true);
    CHECK(done.version == 2);
    CHECK(done.steps.empty());
    CHECK(database.open(false).error == "");
}

TEMPLATE_TEST_CASE("store: what was stored is there when it is opened again", "", blank_sqlite, blank_postgres) {
    TestType database;
    hand_loop loop;
    const auto ann = account_named("ann");
    {
        auto o = database.open();
        REQUIRE(o.error == "");
        REQUIRE(*loop.run(o.store.accounts->create(ann)));
    }
    auto o = database.open();
    REQUIRE(o.error == "");
    CHECK(same(loop.run(o.store.accounts->find(ann.person))->value(), ann));
}

TEMPLATE_TEST_CASE("store: a schema of the first version is taken along with what is in it", "", blank_sqlite,
                   blank_postgres) {
    TestType database;
    hand_loop loop;
    const auto ann = account_named("ann");
    {
        auto o = database.open();
        REQUIRE(*loop.run(o.store.accounts->create(ann)));
    }
    // Back to what the first version had made.
    for (const std::string table :
         {"complaint_posts", "complaints", "admin_logins", "admins", "audit_log", "official_rooms", "announcements",
          "suspensions", "warnings", "proposals", "settings"})
        database.run("DROP TABLE " + table);
    database.run("DELETE FROM schema_migrations WHERE version > 1");
    CHECK(database.migrate(true).steps == std::vector<std::string>{"0002_staff"});
    CHECK(database.open(false).error.find("srchat migrate") != std::string::npos);
    auto o = database.open();
    REQUIRE(o.error == "");
    CHECK(same(loop.run(o.store.accounts->find(ann.person))->value(), ann));
    CHECK(loop.run(o.store.complaints->counts())->oldest_open == std::nullopt);
}

TEMPLATE_TEST_CASE("store: a schema newer than this binary's is refused with what to do", "", blank_sqlite,
                   blank_postgres) {
    TestType database;
    REQUIRE(database.migrate(false).error == "");
    database.run("INSERT INTO schema_migrations (version, applied_at) VALUES (7, 0)");
    for (const std::string& error :
         {database.open().error, database.migrate(false).error, database.migrate(true).error}) {
        CHECK(error.find("schema version 7") != std::string::npos);
        CHECK(error.find("Run that newer srchat") != std::string::npos);
    }
    CHECK(database.open().store.engine == nullptr);
}

TEMPLATE_TEST_CASE("store: of many that migrate at once one does, and all find the schema", "", blank_sqlite,
                   blank_postgres) {
    TestType database;
    std::vector<adapters::migrated> done(6);
    {
        std::vector<std::jthread> nodes;
        for (auto& d : done) nodes.emplace_back([&] { d = database.migrate(false); });
    }
    std::size_t steps = 0;
    for (const auto& d : done) {
        CHECK(d.error == "");
        steps += d.steps.size();
    }
    CHECK(steps == all_steps.size());
    CHECK(database.open(false).error == "");
}

TEST_CASE("store: a SQLite file is its owner's only, and so are the files beside it") {
    sqlite_people people;
    hand_loop loop;
    REQUIRE(*loop.run(people.store.accounts->create(account_named("ann"))));
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{people.folder.path}) {
        struct stat about {};
        REQUIRE(::stat(entry.path().c_str(), &about) == 0);
        CHECK((about.st_mode & 0777) == 0600);
        ++files;
    }
    CHECK(files == 3);
}

TEST_CASE("store: of an erased account the SQLite files keep not a byte") {
    sqlite_people people;
    hand_loop loop;
    auto ann = account_named("canary-name");
    ann.password = secret_text{"canary-password"};
    REQUIRE(*loop.run(people.store.accounts->create(ann)));
    REQUIRE(*loop.run(people.store.accounts->create(account_named("somebody"))));
    CHECK(content_of(people.folder.path).find("canary-password") != std::string::npos);  // or the test is void
    REQUIRE(*loop.run(people.store.accounts->change_secrets(ann.person, secret_text{"canary-second"}, {})));
    CHECK(content_of(people.folder.path).find("canary-password") == std::string::npos);
    REQUIRE(*loop.run(people.store.accounts->erase(ann.person)));
    CHECK(content_of(people.folder.path).find("canary") == std::string::npos);
}

TEST_CASE("store: a SQLite file that cannot be used is told by its name and the reason") {
    temporary_folder folder;
    const auto none = adapters::sqlite::open({folder.path / "no folder" / "srchat.db", patient(1)});
    CHECK(none.error.find("srchat.db cannot be used: No such file or directory") != std::string::npos);
    std::ofstream{folder.path / "srchat.db"} << std::string(4'096, 'x');
    const auto strange = adapters::sqlite::open({folder.path / "srchat.db", patient(1)});
    CHECK(strange.error.find("srchat.db cannot be used: file is not a database") != std::string::npos);
    CHECK(strange.store.engine == nullptr);
}

TEST_CASE("store: why PostgreSQL cannot be used is told without what the URL holds") {
    for (const std::string url : {"host=/nonexistent user=src password=canary dbname=people", "password=pass canary",
                                  "postgresql://src:ca%zznary@/people", "nonsense canary"}) {
        const auto o = adapters::postgres::open({url, patient(1)});
        INFO(o.error);
        CHECK(o.error.find("PostgreSQL cannot be") == 0);
        CHECK(o.error.find("canary") == std::string::npos);
        CHECK(o.error.find("nary") == std::string::npos);
    }
}

TEST_CASE("store: a PostgreSQL database of another encoding is refused with what to do") {
    auto& server = private_postgres::only();
    server.make_database("latin", "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    CHECK(adapters::postgres::open({server.url("latin"), patient(1)}).error.find("CREATE DATABASE") !=
          std::string::npos);
}
