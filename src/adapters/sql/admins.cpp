#include "admins.hpp"

namespace srchat::adapters::sql {

namespace {

using ports::admin_login;
using ports::admin_record;

std::array<std::uint8_t, 20> bytes_of(const secret_text& totp) {
    std::array<std::uint8_t, 20> b{};
    assert(totp.size() == b.size());
    std::memcpy(b.data(), totp.reveal().data(), std::min(b.size(), totp.size()));
    return b;
}

admin_record admin_in(const row& r) { return {r[0].text(), r[1].secret(), r[2].secret(), r[3].time()}; }

}  // namespace

task<result<bool>> admins::create(admin_record who) {
    return workers_.run(access::change, [who = std::move(who)](session& s) -> result<bool> {
        const auto totp = bytes_of(who.totp);
        const rows done = s.run(
            "INSERT INTO admins (name, password, totp, step, created_at) VALUES ($1, $2, $3, 0, $4) "
            "ON CONFLICT (name) DO NOTHING",
            {who.name, who.password.reveal(), totp, who.created_at});
        return done.changed == 1;
    });
}

task<result<std::optional<admin_record>>> admins::find(std::string name) {
    return workers_.run(access::look, [name = std::move(name)](session& s) -> result<std::optional<admin_record>> {
        const rows found = s.run("SELECT name, password, totp, created_at FROM admins WHERE name = $1", {name});
        if (found.empty()) return std::optional<admin_record>{};
        return std::optional{admin_in(found.front())};
    });
}

task<result<std::vector<admin_record>>> admins::list() {
    return workers_.run(access::look, [](session& s) -> result<std::vector<admin_record>> {
        std::vector<admin_record> all;
        for (const row& r : s.run("SELECT name, password, totp, created_at FROM admins ORDER BY name").all)
            all.push_back(admin_in(r));
        return all;
    });
}

task<result<bool>> admins::change_secrets(std::string name, secret_text password, secret_text totp) {
    return workers_.run(
        access::change,
        [name = std::move(name), password = std::move(password), totp = std::move(totp)](session& s) -> result<bool> {
            const auto bytes = bytes_of(totp);
            const rows done = s.run("UPDATE admins SET password = $1, totp = $2, step = 0 WHERE name = $3",
                                    {password.reveal(), bytes, name});
            if (done.changed == 0) return false;
            s.run("DELETE FROM admin_logins WHERE admin = $1", {name});
            return true;
        });
}

task<result<bool>> admins::remove(std::string name) {
    return workers_.run(access::change, [name = std::move(name)](session& s) -> result<bool> {
        return s.run("DELETE FROM admins WHERE name = $1", {name}).changed == 1;
    });
}

task<result<bool>> admins::use_step(std::string name, std::uint64_t step) {
    return workers_.run(access::change, [name = std::move(name), step](session& s) -> result<bool> {
        const auto number = static_cast<std::int64_t>(step);
        return s.run("UPDATE admins SET step = $1 WHERE name = $2 AND step < $1", {number, name}).changed == 1;
    });
}

task<result<void>> admins::log_in(ports::token_hash token, admin_login login) {
    return workers_.run(access::change, [token, login = std::move(login)](session& s) -> result<void> {
        s.run("INSERT INTO admin_logins (token, admin, last_seen, confirmed_at) VALUES ($1, $2, $3, $4)",
              {token, login.admin, login.last_seen, login.confirmed_at});
        return {};
    });
}

task<result<std::optional<admin_login>>> admins::find_login(ports::token_hash token) {
    return workers_.run(access::look, [token](session& s) -> result<std::optional<admin_login>> {
        const rows found = s.run("SELECT admin, last_seen, confirmed_at FROM admin_logins WHERE token = $1", {token});
        if (found.empty()) return std::optional<admin_login>{};
        const row& r = found.front();
        return std::optional{admin_login{r[0].text(), r[1].time(), r[2].time()}};
    });
}

task<result<void>> admins::touch(ports::token_hash token, time_point seen, std::optional<time_point> confirmed) {
    return workers_.run(access::change, [token, seen, confirmed](session& s) -> result<void> {
        s.run("UPDATE admin_logins SET last_seen = $1 WHERE token = $2", {seen, token});
        if (confirmed) s.run("UPDATE admin_logins SET confirmed_at = $1 WHERE token = $2", {*confirmed, token});
        return {};
    });
}

task<result<void>> admins::log_out(ports::token_hash token) {
    return workers_.run(access::change, [token](session& s) -> result<void> {
        s.run("DELETE FROM admin_logins WHERE token = $1", {token});
        return {};
    });
}

task<result<void>> admins::sweep(time_point seen) {
    return workers_.run(access::change, [seen](session& s) -> result<void> {
        s.run("DELETE FROM admin_logins WHERE last_seen < $1", {seen});
        return {};
    });
}

}  // namespace srchat::adapters::sql
