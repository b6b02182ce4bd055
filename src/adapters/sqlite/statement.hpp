#pragma once
// One SQLite statement, from its text to its end. Throws `trouble`.

#include <sqlite3.h>

#include "../sql/value.hpp"

namespace srchat::adapters::sqlite {

// What SQLite says instead of an answer: a result code and nothing of what it was asked.
struct trouble {
    int code;  // without the extended part
};

class statement {
public:
    statement(sqlite3* database, std::string_view text);
    statement(const statement&) = delete;
    statement& operator=(const statement&) = delete;
    ~statement();

    void bind(sql::parameters with);
    // True while there is another row.
    bool step();
    sql::row row() const;

private:
    sqlite3_stmt* handle_ = nullptr;
};

}  // namespace srchat::adapters::sqlite
