#include "srchat/services/sanctions.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr auto notice_life = std::chrono::hours{24 * 7};
constexpr auto proposal_life = std::chrono::hours{24 * 7};
constexpr auto warning_life = std::chrono::hours{24 * 90};

protocol::proposal_view shown(const ports::proposal& p) {
    client_id id;
    id.bytes = p.id.bytes;
    return {to_hex(id), "suspend", p.account, p.rule, p.reason, p.by, p.at};
}

std::string folded(std::string name) {
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name;
}
}  // namespace

sanctions::sanctions(sanction_stores stores, accounts& accounts, sessions& sessions, rooms& rooms, audit_log& audit)
    : stores_{stores}, accounts_{accounts}, sessions_{sessions}, rooms_{rooms}, audit_{audit} {}

void sanctions::start() {
    sessions_.home().spawn(load());
    sessions_.home().every(60s, [this] { sessions_.home().spawn(sweep()); });
}

task<void> sanctions::load() {
    result<std::vector<person_id>> waiting = co_await stores_.sanctions.warned();
    if (waiting) warned_.insert(waiting->begin(), waiting->end());
}

task<void> sanctions::sweep() {
    const time_point now = server_clock::now();
    result<void> swept = co_await stores_.sanctions.sweep(now, now - std::max(proposal_life, warning_life));
    (void)swept;  // the next one comes in a minute
}

task<result<ports::account_record>> sanctions::named(std::string name) {
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find_named(folded(std::move(name)));
    if (!found) co_return found.error();
    if (!*found) co_return refusal{error_code::no_person, "There is no account of that name."};
    co_return std::move(**found);
}

task<result<protocol::subject_view>> sanctions::view(ports::account_record account) {
    result<std::optional<ports::suspension>> held =
        co_await stores_.sanctions.find(account.person, server_clock::now());
    if (!held) co_return held.error();
    protocol::subject_view v{account.name,          account.profile.display, account.profile.avatar,
                             account.profile.about, account.created_at,      std::nullopt};
    if (*held) v.suspended = protocol::suspension_view{(*held)->until, (*held)->rule, (*held)->since};
    co_return v;
}

task<result<protocol::subject_view>> sanctions::find(std::string name) {
    result<ports::account_record> account = co_await named(std::move(name));
    if (!account) co_return account.error();
    co_return co_await view(std::move(*account));
}

task<result<sanctions::outcome>> sanctions::suspend(std::string admin, std::string name,
                                                    protocol::suspend_request what) {
    result<ports::account_record> account = co_await named(std::move(name));
    if (!account) co_return account.error();
    co_return co_await suspend_account(std::move(admin), std::move(*account), std::move(what));
}

task<result<sanctions::outcome>> sanctions::suspend(std::string admin, person_id person,
                                                    protocol::suspend_request what) {
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find(person);
    if (!found) co_return found.error();
    if (!*found) co_return refusal{error_code::no_person, "There is no account behind it."};
    co_return co_await suspend_account(std::move(admin), std::move(**found), std::move(what));
}

task<result<sanctions::outcome>> sanctions::suspend_account(std::string admin, ports::account_record account,
                                                            protocol::suspend_request what) {
    const time_point now = server_clock::now();
    outcome out;
    if (what.minutes == 0) {
        result<std::vector<ports::admin_record>> all = co_await stores_.admins.list();
        if (!all) co_return all.error();
        if (all->size() > 1) {
            ports::proposal p{{}, account.person, account.name, what.rule, what.reason, admin, now};
            p.id.bytes = client_id::random().bytes;
            result<void> noted = co_await audit_.note(admin, "propose_suspension", account.name, what.reason);
            if (!noted) co_return noted.error();
            result<void> proposed = co_await stores_.sanctions.propose(p);
            if (!proposed) co_return proposed.error();
            out.proposal = shown(p);
            co_return out;
        }
    }
    result<void> noted = co_await audit_.note(admin, "suspend", account.name, what.reason);
    if (!noted) co_return noted.error();
    ports::suspension held{std::nullopt, what.rule, now};
    if (what.minutes > 0) held.until = now + std::chrono::minutes{what.minutes};
    result<void> done = co_await put_out(account.person, std::move(held));
    if (!done) co_return done.error();
    result<protocol::subject_view> person = co_await view(std::move(account));
    if (!person) co_return person.error();
    out.person = std::move(*person);
    co_return out;
}

task<result<void>> sanctions::put_out(person_id person, ports::suspension what) {
    result<bool> done = co_await stores_.sanctions.suspend(person, std::move(what));
    if (!done) co_return done.error();
    if (!*done) co_return error_code::no_person;
    auto end = [this, person] { return sessions_.end_at_hand(person, std::nullopt); };
    co_await runtime::on_shard(sessions_.home(), std::move(end));
    co_return result<void>{};
}

task<result<protocol::subject_view>> sanctions::unsuspend(std::string admin, std::string name, std::string reason) {
    result<ports::account_record> account = co_await named(std::move(name));
    if (!account) co_return account.error();
    result<void> noted = co_await audit_.note(std::move(admin), "unsuspend", account->name, std::move(reason));
    if (!noted) co_return noted.error();
    result<bool> lifted = co_await stores_.sanctions.lift(account->person);
    if (!lifted) co_return lifted.error();
    co_return co_await view(std::move(*account));
}

task<result<sanctions::reset_result>> sanctions::reset(std::string admin, std::string name,
                                                       protocol::reset_request what) {
    result<ports::account_record> account = co_await named(std::move(name));
    if (!account) co_return account.error();
    const bool access = what.what == protocol::reset_what::access;
    std::string act = access ? "reset_access" : "reset_profile";
    result<void> noted = co_await audit_.note(std::move(admin), std::move(act), account->name, std::move(what.reason));
    if (!noted) co_return noted.error();
    reset_result out;
    if (access) {
        result<secret_text> words = co_await accounts_.reset_access(*account);
        if (!words) co_return words.error();
        out.recovery = std::move(*words);
    } else {
        result<ports::account_record> anew = co_await accounts_.reset_profile(std::move(*account));
        if (!anew) co_return anew.error();
        account = std::move(*anew);
    }
    result<protocol::subject_view> person = co_await view(std::move(*account));
    if (!person) co_return person.error();
    out.person = std::move(*person);
    co_return out;
}

task<result<std::vector<protocol::proposal_view>>> sanctions::proposals() {
    result<std::vector<ports::proposal>> found = co_await stores_.sanctions.proposals();
    if (!found) co_return found.error();
    std::vector<protocol::proposal_view> all;
    for (const ports::proposal& p : *found) {
        if (p.at + proposal_life > server_clock::now()) all.push_back(shown(p));
    }
    co_return all;
}

task<result<protocol::subject_view>> sanctions::decide(std::string admin, std::string id, bool accept) {
    const std::optional<client_id> parsed = client_id_from_hex(id);
    if (!parsed) co_return error_code::no_proposal;
    ports::proposal_id which;
    which.bytes = parsed->bytes;
    result<ports::proposal> p = co_await stores_.sanctions.decide(which, admin, accept);
    if (!p) co_return p.error();
    const time_point now = server_clock::now();
    if (p->at + proposal_life <= now) co_return error_code::no_proposal;
    std::string act = accept ? "suspend" : "decline_suspension";
    result<void> noted = co_await audit_.note(admin, std::move(act), p->account, p->reason);
    if (!noted) co_return noted.error();
    if (accept) {
        ports::suspension held{std::nullopt, p->rule, now};
        result<void> done = co_await put_out(p->person, std::move(held));
        if (!done) co_return done.error();
    }
    co_return co_await find(p->account);
}

task<result<void>> sanctions::warn(person_id person, std::string rule) {
    result<void> stored = co_await stores_.sanctions.warn(person, std::move(rule), server_clock::now());
    if (!stored) co_return stored.error();
    sessions_.home().post([this, person] {
        warned_.insert(person);
        if (sessions_.is_online(person)) sessions_.home().spawn(tell(person));
    });
    co_return result<void>{};
}

task<void> sanctions::tell(person_id person) {
    warned_.erase(person);
    result<std::vector<std::string>> rules = co_await stores_.sanctions.take_warnings(person);
    if (!rules) {
        warned_.insert(person);
        co_return;
    }
    for (std::string& rule : *rules) {
        protocol::notice n;
        n.kind = protocol::notice_kind::rule_broken;
        n.name = std::move(rule);
        rooms_.notify(person, {std::move(n), {}, server_clock::now() + notice_life});
    }
}

void sanctions::on_presence(const services::sessions::presence& now) {
    if (now.online && warned_.contains(now.person)) sessions_.home().spawn(tell(now.person));
}

}  // namespace srchat::services
