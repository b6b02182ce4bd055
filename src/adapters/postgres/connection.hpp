#pragma once
// A worker's connection to PostgreSQL: made when it is first needed and made again when it broke. libpqxx stays behind it.

#include <memory>
#include <mutex>
#include <string>

#include "../sql/connection.hpp"

namespace srchat::adapters::postgres {

class link;

class connection final : public sql::connection {
public:
    explicit connection(std::string dsn);
    ~connection() override;

    sql::outcome perform(sql::access kind, const work& what, const std::function<bool()>& unwanted) noexcept override;
    // Shuts the socket down, which ends a wait for a server that does not answer. While a connection is being made there is
    // nothing to shut, and connect_timeout ends it.
    void interrupt() noexcept override;

    // For migrations: a transaction whose statements may take long. Throws std::exception; its text may tell what was asked.
    void administer(const work& what);

private:
    enum class trouble { conflict, broken, away, refused };

    link& connected();
    void disconnect() noexcept;
    void once(sql::access kind, const work& what);
    // What the exception that is being handled means.
    trouble meaning() noexcept;

    const std::string dsn_;
    std::unique_ptr<link> link_;
    bool committing_ = false;
    std::mutex lock_;
    int socket_ = -1;  // our own duplicate, so that its number is nobody else's
};

// Sends a migration's text, which is more than one statement.
void run_script(sql::session& in, std::string_view statements);

}  // namespace srchat::adapters::postgres
