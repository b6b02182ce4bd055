#include "statement.hpp"

namespace srchat::adapters::sqlite {

namespace {

void must(int code) {
    if (code != SQLITE_OK) throw trouble{code & 0xff};
}

struct binder {
    sqlite3_stmt* to;
    int at;

    int operator()(std::monostate) const { return sqlite3_bind_null(to, at); }
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(to, at, number); }
    int operator()(bool flag) const { return sqlite3_bind_int(to, at, flag ? 1 : 0); }
    // The parameters live until the statement has run, so nothing is copied.
    int operator()(std::string_view text) const {
        return sqlite3_bind_text64(to, at, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(sql::parameter::bytes b) const {
        if (b.size == 0) return sqlite3_bind_zeroblob(to, at, 0);
        return sqlite3_bind_blob64(to, at, b.data, b.size, SQLITE_STATIC);
    }
};

}  // namespace

statement::statement(sqlite3* database, std::string_view text) {
    must(sqlite3_prepare_v2(database, text.data(), static_cast<int>(text.size()), &handle_, nullptr));
}

statement::~statement() { sqlite3_finalize(handle_); }

void statement::bind(sql::parameters with) {
    int at = 0;
    for (const sql::parameter& p : with) must(std::visit(binder{handle_, ++at}, p.get()));
}

bool statement::step() {
    const int code = sqlite3_step(handle_);
    if (code != SQLITE_ROW && code != SQLITE_DONE) throw trouble{code & 0xff};
    return code == SQLITE_ROW;
}

sql::row statement::row() const {
    sql::row r;
    const int columns = sqlite3_column_count(handle_);
    r.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) {
        switch (sqlite3_column_type(handle_, i)) {
            case SQLITE_NULL: r.emplace_back(); break;
            case SQLITE_INTEGER: r.emplace_back(std::int64_t{sqlite3_column_int64(handle_, i)}); break;
            default: {
                const auto* data = static_cast<const char*>(sqlite3_column_blob(handle_, i));
                const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_, i));
                r.emplace_back(data == nullptr ? std::string{} : std::string{data, size});
            }
        }
    }
    return r;
}

}  // namespace srchat::adapters::sqlite
