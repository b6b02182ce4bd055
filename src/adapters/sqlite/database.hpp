#pragma once
// An open SQLite file.

#include <memory>
#include <mutex>
#include <string>

#include "../sql/connection.hpp"
#include "statement.hpp"

namespace srchat::adapters::sqlite {

// Throws `trouble`. Used by one thread at a time.
class database {
public:
    // The file must be there. `patience`: how long to wait for another process that writes.
    database(const std::string& file, milliseconds patience, bool read_only = false);

    sql::rows run(std::string_view statement, sql::parameters with = {});
    // Several statements without parameters.
    void run_script(std::string_view statements);
    // Ends a transaction that something has left open. Throws nothing.
    void leave_transaction() noexcept;
    // What was removed goes from the write-ahead log too, unless somebody reads there just now. Throws nothing.
    void scrub() noexcept;
    // Any thread.
    void interrupt() noexcept { sqlite3_interrupt(handle_.get()); }

private:
    struct closer {
        void operator()(sqlite3* h) const noexcept { sqlite3_close_v2(h); }
    };
    std::unique_ptr<sqlite3, closer> handle_;
};

// One worker's.
class connection final : public sql::connection {
public:
    // `writing`: whoever changes something holds it, since waiting inside SQLite is neither fair nor quick.
    connection(const std::string& file, milliseconds patience, std::shared_ptr<std::mutex> writing)
        : database_{file, patience}, writing_{std::move(writing)} {}

    sql::outcome perform(sql::access kind, const work& what, const std::function<bool()>& unwanted) noexcept override;
    void interrupt() noexcept override { database_.interrupt(); }

private:
    void change(const work& what);

    database database_;
    const std::shared_ptr<std::mutex> writing_;
};

}  // namespace srchat::adapters::sqlite
