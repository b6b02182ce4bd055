#include "srchat/app/administer.hpp"

#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <iostream>

#include "database.hpp"
#include "srchat/adapters/crypto/password_hasher.hpp"
#include "srchat/base/random.hpp"
#include "srchat/core/account_rules.hpp"
#include "srchat/runtime/shard.hpp"
#include "srchat/runtime/worker_pool.hpp"
#include "srchat/services/totp.hpp"

namespace srchat {

namespace {

// The terminal shows nothing of what is typed, for as long as this lives.
class silent_terminal {
public:
    silent_terminal() {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~silent_terminal() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    silent_terminal(const silent_terminal&) = delete;
    silent_terminal& operator=(const silent_terminal&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

secret_text read_password(std::istream& in, std::ostream& out, const char* prompt) {
    const bool terminal = ::isatty(STDIN_FILENO) != 0;
    if (terminal) out << prompt << std::flush;
    std::string line;
    {
        const silent_terminal quiet;
        std::getline(in, line);
    }
    if (terminal) out << '\n';
    secret_text password{line};
    cleanse(line);
    return password;
}

struct office {
    explicit office(adapters::people_store opened) : shards{1}, store{std::move(opened)} {}
    runtime::shards shards;
    runtime::worker_pool workers{1, 4};
    adapters::crypto::password_hasher passwords{workers};
    adapters::people_store store;
    std::string error;  // for the operator
};

task<void> list(office& at, std::ostream& out) {
    result<std::vector<ports::admin_record>> all = co_await at.store.admins->list();
    if (!all) {
        at.error = "The database does not answer.";
        co_return;
    }
    for (const ports::admin_record& who : *all) out << who.name << '\n';
}

task<void> remove(office& at, std::string name) {
    result<bool> removed = co_await at.store.admins->remove(std::move(name));
    if (!removed) at.error = "The database does not answer.";
    if (removed && !*removed) at.error = "There is no such admin.";
}

task<void> put(office& at, admin_order what, secret_text password, std::ostream& out) {
    std::string bytes(services::totp::secret_bytes, '\0');
    random_bytes({reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size()});
    const secret_text secret{std::move(bytes)};
    result<secret_text> verifier = co_await at.passwords.make(std::move(password));
    if (!verifier) {
        at.error = "The password could not be hashed. Try again.";
        co_return;
    }
    ports::admin_record who{what.name, std::move(*verifier), secret, server_clock::now()};
    const bool fresh = what.what == admin_order::kind::create;
    task<result<bool>> work =
        fresh ? at.store.admins->create(who) : at.store.admins->change_secrets(who.name, who.password, who.totp);
    result<bool> done = co_await std::move(work);
    if (!done) {
        at.error = "The database does not answer.";
    } else if (!*done) {
        at.error = fresh ? "There is an admin of that name already. `srchat admin passwd` gives a new password."
                         : "There is no such admin.";
    } else {
        out << "One-time secret, shown only now, for an authenticator:\n  " << services::totp::base32(secret.reveal())
            << "\n  " << services::totp::uri("SecureRoomChat", what.name, secret) << "\nLog in at /admin/login.\n";
    }
}

task<void> carry_out(office& at, admin_order what, secret_text password, std::ostream& out) {
    using kind = admin_order::kind;
    task<void> work = what.what == kind::list     ? list(at, out)
                      : what.what == kind::remove ? remove(at, what.name)
                                                  : put(at, what, std::move(password), out);
    co_await std::move(work);
    at.shards.stop();
}

}  // namespace

int administer(const config& settings, const admin_order& what, std::istream& in, std::ostream& out,
               std::ostream& err) {
    using kind = admin_order::kind;
    const bool sets = what.what == kind::create || what.what == kind::passwd;
    secret_text password;
    if (sets) {
        const result<void> good_name = core::check_account_name(what.name);
        // Names that are reserved for staff are just right here.
        if (!good_name && good_name.error().code != error_code::name_taken) {
            const refusal why = good_name.error();
            err << "srchat: " << (why.text.empty() ? text_of(why.code) : std::string_view{why.text}) << '\n';
            return 1;
        }
        password = read_password(in, out, "Password (8 characters at least): ");
        const result<void> good = core::check_account_password(password, what.name);
        if (!good) {
            const refusal why = good.error();
            err << "srchat: " << (why.text.empty() ? text_of(why.code) : std::string_view{why.text}) << '\n';
            return 1;
        }
        if (::isatty(STDIN_FILENO) != 0 && read_password(in, out, "Once more: ") != password) {
            err << "srchat: The two differ. Nothing was changed.\n";
            return 1;
        }
    }
    std::error_code ignored;  // what stands in the way is told when the database is opened
    std::filesystem::create_directories(settings.server.data_dir, ignored);
    adapters::opened_store database = open_database(settings);
    if (!database.error.empty()) {
        err << "srchat: " << database.error << '\n';
        return 1;
    }
    office at{std::move(database.store)};
    at.shards[0].spawn(carry_out(at, what, std::move(password), out));
    at.shards.run();
    if (at.error.empty()) return out.good() ? 0 : 1;
    err << "srchat: " << at.error << '\n';
    return 1;
}

}  // namespace srchat
