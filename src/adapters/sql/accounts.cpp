#include "accounts.hpp"

#include <utility>

namespace srchat::adapters::sql {

namespace {

constexpr std::size_t first_of_profile = 6;

std::optional<ports::account_record> maybe_account(const rows& found) {
    if (found.empty()) return std::nullopt;
    return account_in(found.front());
}

// Keys are taken in order, so that two who want the same pair of them never wait for each other.
bool claim_keys(session& s, const account_statements& say, const person_id& person, std::string a, std::string b) {
    if (b < a) std::swap(a, b);
    const bool first = a.empty() || s.run(say.claim_key, {a, person.bytes}).changed > 0;
    return first && (b.empty() || b == a || s.run(say.claim_key, {b, person.bytes}).changed > 0);
}

result<bool> create_in(session& s, const account_statements& say, const ports::account_record& a) {
    const ports::account_profile& p = a.profile;
    const bool made = s.run(say.create, {a.person.bytes, a.name, a.name_key, a.password.reveal(), a.recovery.reveal(),
                                         a.created_at, p.display, p.display_key, p.avatar, p.about, p.theme, p.language,
                                         p.region, p.hide_profile, p.hide_name, p.invisible, p.requests_off})
                          .changed > 0;
    if (made && claim_keys(s, say, a.person, a.name_key, p.display_key)) return true;
    s.undo();
    return false;
}

result<bool> change_profile_in(session& s, const account_statements& say, const person_id& person,
                               const ports::account_profile& p) {
    const rows held = s.run(say.hold, {person.bytes});
    if (held.empty()) return false;
    const std::string& name_key = held.front()[0].text();
    const std::string& old_key = held.front()[1].text();
    // The new key comes before the old one goes: two who want each other's are both refused instead of waiting for ever.
    if (p.display_key != old_key && p.display_key != name_key && !p.display_key.empty()) {
        if (s.run(say.claim_key, {p.display_key, person.bytes}).changed == 0) {
            s.undo();
            return false;
        }
    }
    if (old_key != p.display_key && old_key != name_key && !old_key.empty())
        s.run(say.release_key, {old_key, person.bytes});
    s.run(say.set_profile, {person.bytes, p.display, p.display_key, p.avatar, p.about, p.theme, p.language, p.region,
                            p.hide_profile, p.hide_name, p.invisible, p.requests_off});
    return true;
}

result<bool> change_secrets_in(session& s, const account_statements& say, const person_id& person,
                               const secret_text& password, const secret_text& recovery) {
    if (s.run(say.hold, {person.bytes}).empty()) return false;
    if (!password.empty()) s.run(say.set_password, {person.bytes, password.reveal()});
    if (!recovery.empty()) s.run(say.set_recovery, {person.bytes, recovery.reveal()});
    s.run(say.end_logins, {person.bytes});
    s.scrub();
    return true;
}

}  // namespace

ports::account_profile profile_in(const row& r, std::size_t from) {
    ports::account_profile p;
    p.display = r[from].text();
    p.display_key = r[from + 1].text();
    p.avatar = r[from + 2].text();
    p.about = r[from + 3].text();
    p.theme = r[from + 4].text();
    p.language = r[from + 5].text();
    p.region = r[from + 6].text();
    p.hide_profile = r[from + 7].flag();
    p.hide_name = r[from + 8].flag();
    p.invisible = r[from + 9].flag();
    p.requests_off = r[from + 10].flag();
    return p;
}

ports::account_record account_in(const row& r) {
    ports::account_record a;
    a.person.bytes = r[0].bytes<16>();
    a.name = r[1].text();
    a.name_key = r[2].text();
    a.password = r[3].secret();
    a.recovery = r[4].secret();
    a.created_at = r[5].time();
    a.profile = profile_in(r, first_of_profile);
    return a;
}

task<result<bool>> accounts::create(ports::account_record account) {
    return workers_.run(access::change,
                        [&say = say_, a = std::move(account)](session& s) { return create_in(s, say, a); });
}

task<result<std::optional<ports::account_record>>> accounts::find(person_id person) {
    return workers_.run(access::look,
                        [&say = say_, person](session& s) -> result<std::optional<ports::account_record>> {
                            return maybe_account(s.run(say.find, {person.bytes}));
                        });
}

task<result<std::optional<ports::account_record>>> accounts::find_named(std::string name) {
    return workers_.run(access::look,
                        [&say = say_, n = std::move(name)](session& s) -> result<std::optional<ports::account_record>> {
                            return maybe_account(s.run(say.find_named, {n}));
                        });
}

task<result<std::optional<person_id>>> accounts::owner_of(std::string name_key) {
    return workers_.run(access::look,
                        [&say = say_, key = std::move(name_key)](session& s) -> result<std::optional<person_id>> {
                            const rows found = s.run(say.owner_of, {key});
                            if (found.empty()) return std::optional<person_id>{};
                            return std::optional{person_id{found.front()[0].bytes<16>()}};
                        });
}

task<result<bool>> accounts::change_profile(person_id person, ports::account_profile profile) {
    return workers_.run(access::change, [&say = say_, person, p = std::move(profile)](session& s) {
        return change_profile_in(s, say, person, p);
    });
}

task<result<bool>> accounts::change_secrets(person_id person, secret_text password, secret_text recovery) {
    return workers_.run(access::change, [&say = say_, person, p = std::move(password), r = std::move(recovery)](
                                            session& s) { return change_secrets_in(s, say, person, p, r); });
}

task<result<bool>> accounts::erase(person_id person) {
    return workers_.run(access::change, [&say = say_, person](session& s) -> result<bool> {
        s.scrub();
        return s.run(say.erase, {person.bytes}).changed > 0;
    });
}

task<result<std::uint64_t>> accounts::count() {
    return workers_.run(access::look, [&say = say_](session& s) -> result<std::uint64_t> {
        return static_cast<std::uint64_t>(s.run(say.count).front()[0].number());
    });
}

}  // namespace srchat::adapters::sql
