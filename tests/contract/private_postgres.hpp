#pragma once
// A PostgreSQL server of the test run's own, in a folder of its own, reached by a Unix socket only. It dies with the run. If
// it cannot be started the run has failed: there is nothing to skip.

#include <sys/types.h>

#include <string>
#include <vector>

namespace contract {

class private_postgres {
public:
    // Started when it is first wanted; stopped at the end of the run.
    static private_postgres& only();

    private_postgres(const private_postgres&) = delete;
    private_postgres& operator=(const private_postgres&) = delete;

    // For libpq, with a database that is there.
    std::string url(const std::string& database = "people") const;
    // What `psql` prints for these statements, a line for each row; throws if one fails.
    std::string ask(const std::string& statements, const std::string& database = "people");
    void make_database(const std::string& name, const std::string& more = "");

    // kill -9 of all its processes, and the same folder served again.
    void kill();
    void start();
    // kill -STOP and kill -CONT of all its processes.
    void freeze();
    void thaw();

private:
    private_postgres();
    ~private_postgres();
    std::vector<pid_t> processes() const;
    void signal_all(int number) const;
    std::vector<std::string> as_server_user(std::vector<std::string> command) const;

    std::string folder_;
    std::string programs_;
    pid_t main_ = -1;
};

}  // namespace contract
