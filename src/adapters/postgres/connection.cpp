#include "connection.hpp"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <stdexcept>

#include "pqxx_version.hpp"
#include "srchat/base/log.hpp"

namespace srchat::adapters::postgres {

namespace {

constexpr int tries_max = 4;

// PostgreSQL's numbers of the types that our columns have (pg_type.dat).
enum type_number : unsigned { type_bool = 16, type_bytea = 17, type_int8 = 20, type_int2 = 21, type_int4 = 23 };

char digit(int value) { return "0123456789abcdef"[value]; }

int value_of(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    throw std::runtime_error{"not a hexadecimal digit"};
}

struct as_text {
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "t" : "f"; }
    std::string operator()(std::string_view text) const {
        // libpq takes texts up to their first NUL.
        if (text.find('\0') != std::string_view::npos) throw std::runtime_error{"a NUL in a text"};
        return std::string{text};
    }
    std::string operator()(sql::parameter::bytes b) const {
        std::string hex = "\\x";
        for (std::size_t i = 0; i < b.size; ++i) hex.append({digit(b.data[i] >> 4), digit(b.data[i] & 15)});
        return hex;
    }
};

std::string from_hex(std::string_view hex) {
    if (!hex.starts_with("\\x") || hex.size() % 2 != 0) throw std::runtime_error{"bytea_output is not hex"};
    std::string bytes;
    for (std::size_t i = 2; i < hex.size(); i += 2)
        bytes.push_back(static_cast<char>(value_of(hex[i]) << 4 | value_of(hex[i + 1])));
    return bytes;
}

sql::column column_of(const pqxx::field& f) {
    if (f.is_null()) return {};
    const std::string_view text{f.c_str(), f.size()};
    switch (static_cast<unsigned>(f.type())) {
        case type_bool: return sql::column{std::int64_t{text == "t"}};
        case type_int2:
        case type_int4:
        case type_int8: {
            std::int64_t number = 0;
            std::from_chars(text.data(), text.data() + text.size(), number);
            return sql::column{number};
        }
        case type_bytea: return sql::column{from_hex(text)};
        default: return sql::column{std::string{text}};
    }
}

class session final : public sql::session {
public:
    explicit session(pqxx::transaction_base& in) : in_{in} {}

    sql::rows run(std::string_view statement, sql::parameters with) override {
        std::vector<secret_text> texts;
        std::vector<const char*> values;
        texts.reserve(with.size());
        for (const sql::parameter& p : with) {
            texts.emplace_back(std::visit(as_text{}, p.get()));
            const bool null = std::holds_alternative<std::monostate>(p.get());
            values.push_back(null ? nullptr : texts.back().reveal().c_str());
        }
        const pqxx::result got = execute(in_, statement, values);
        sql::rows out;
        out.changed = static_cast<std::uint64_t>(got.affected_rows());
        for (const auto& r : got) {
            sql::row& added = out.all.emplace_back();
            for (const auto& f : r) added.push_back(column_of(f));
        }
        return out;
    }
    void run_script(std::string_view statements) { in_.exec(std::string{statements}); }

private:
    pqxx::transaction_base& in_;
};

}  // namespace

// PostgreSQL's own words may quote what it was told, so nobody hears them.
class link {
public:
    explicit link(const std::string& dsn) : to{dsn}, quiet{to} { forbid_reconnecting(to); }
    pqxx::connection to;
    pqxx::quiet_errorhandler quiet;
};

connection::connection(std::string dsn) : dsn_{std::move(dsn)} {}

connection::~connection() { disconnect(); }

link& connection::connected() {
    if (link_ == nullptr) {
        auto made = std::make_unique<link>(dsn_);
        const std::lock_guard hold{lock_};
        socket_ = ::fcntl(made->to.sock(), F_DUPFD_CLOEXEC, 0);
        link_ = std::move(made);
    }
    return *link_;
}

void connection::disconnect() noexcept {
    {
        const std::lock_guard hold{lock_};
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    link_.reset();
}

void connection::interrupt() noexcept {
    const std::lock_guard hold{lock_};
    if (socket_ >= 0) ::shutdown(socket_, SHUT_RDWR);
}

void connection::once(sql::access kind, const work& what) {
    committing_ = false;
    pqxx::connection& to = connected().to;
    if (kind == sql::access::look) {
        pqxx::nontransaction in{to};
        session s{in};
        what(s);
        return;
    }
    pqxx::work in{to};
    session s{in};
    what(s);
    if (s.undone()) {
        in.abort();
        return;
    }
    committing_ = true;
    in.commit();
}

void connection::administer(const work& what) {
    pqxx::work in{connected().to};
    session s{in};
    s.run("SET LOCAL statement_timeout = 0", {});
    s.run("SET LOCAL lock_timeout = '60s'", {});
    what(s);
    if (s.undone()) {
        in.abort();
    } else {
        in.commit();
    }
}

connection::trouble connection::meaning() noexcept {
    const auto lost = [this] { return link_ == nullptr || !link_->to.is_open(); };
    try {
        throw;
    } catch (const pqxx::in_doubt_error&) {
        return trouble::away;
    } catch (const pqxx::broken_connection&) {
        return link_ == nullptr ? trouble::away : trouble::broken;
    } catch (const pqxx::statement_completion_unknown&) {
        return trouble::away;
    } catch (const pqxx::transaction_rollback&) {
        return trouble::conflict;
    } catch (const pqxx::sql_error& e) {
        const std::string_view state = e.sqlstate();
        // The server goes down or comes up (57P0x), cannot talk (08), or has become one that only reads (25006).
        if (lost() || state.starts_with("57P0") || state.starts_with("08") || state == "25006") return trouble::broken;
        if (state.starts_with("53")) return trouble::away;
        log::error("postgres.refused", {{"sqlstate", state}});
        return trouble::refused;
    } catch (...) {
        if (lost()) return trouble::broken;
        log::error("postgres.failed");
        return trouble::refused;
    }
}

sql::outcome connection::perform(sql::access kind, const work& what, const std::function<bool()>& unwanted) noexcept {
    for (int tries = 1;; ++tries) {
        const bool fresh = link_ == nullptr;
        try {
            once(kind, what);
            return sql::outcome::done;
        } catch (...) {
            const trouble why = meaning();
            if (why == trouble::broken || why == trouble::away) disconnect();
            if (why == trouble::refused) return sql::outcome::failed;
            if (why == trouble::conflict && tries == tries_max) return sql::outcome::failed;
            if (unwanted()) return sql::outcome::away;
            // Nobody knows whether a commit that was cut off has happened, so only what came before it is done again; and a
            // connection that broke at its first use would break at its second.
            const bool again = why == trouble::conflict || (why == trouble::broken && !fresh && !committing_);
            if (!again) return sql::outcome::away;
        }
    }
}

void run_script(sql::session& in, std::string_view statements) { static_cast<session&>(in).run_script(statements); }

}  // namespace srchat::adapters::postgres
