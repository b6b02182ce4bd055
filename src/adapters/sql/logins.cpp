#include "logins.hpp"

namespace srchat::adapters::sql {

task<result<bool>> logins::put(ports::token_hash token, ports::login_record login, time_point now, std::uint32_t most) {
    return workers_.run(access::change, [&say = say_, token, login, now, most](session& s) -> result<bool> {
        const auto& person = login.person.bytes;
        if (s.run(say.hold, {person}).empty()) return false;
        s.run(say.forget_own, {person, now});
        s.run(say.put, {token, person, login.ends_at});
        s.run(say.keep_newest, {person, std::int64_t{most}});
        return true;
    });
}

task<result<std::optional<ports::found_login>>> logins::find(ports::token_hash token, time_point now) {
    return workers_.run(access::look,
                        [&say = say_, token, now](session& s) -> result<std::optional<ports::found_login>> {
                            const rows found = s.run(say.find, {token, now});
                            if (found.empty()) return std::optional<ports::found_login>{};
                            const row& r = found.front();
                            return std::optional{ports::found_login{account_in(r), r[account_columns].time()}};
                        });
}

task<result<void>> logins::erase(ports::token_hash token) {
    return workers_.run(access::change, [&say = say_, token](session& s) -> result<void> {
        s.run(say.erase, {token});
        return {};
    });
}

task<result<std::vector<ports::token_hash>>> logins::erase_others(person_id person,
                                                                  std::optional<ports::token_hash> kept) {
    return workers_.run(access::change,
                        [&say = say_, person, kept](session& s) -> result<std::vector<ports::token_hash>> {
                            std::vector<ports::token_hash> ended;
                            if (s.run(say.hold, {person.bytes}).empty()) return ended;
                            // No token is empty, so an empty one keeps none.
                            const parameter keep = kept ? parameter{*kept} : parameter{std::array<std::uint8_t, 0>{}};
                            for (const row& r : s.run(say.erase_others, {person.bytes, keep}).all)
                                ended.push_back(r[0].bytes<32>());
                            return ended;
                        });
}

task<result<std::uint64_t>> logins::sweep(time_point now) {
    return workers_.run(access::change, [&say = say_, now](session& s) -> result<std::uint64_t> {
        return s.run(say.sweep, {now}).changed;
    });
}

}  // namespace srchat::adapters::sql
