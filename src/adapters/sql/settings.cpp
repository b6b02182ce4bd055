#include "settings.hpp"

namespace srchat::adapters::sql {

task<result<std::map<std::string, std::string>>> settings::all() {
    return workers_.run(access::look, [](session& s) -> result<std::map<std::string, std::string>> {
        std::map<std::string, std::string> found;
        for (const row& r : s.run("SELECT key, value FROM settings").all) found.emplace(r[0].text(), r[1].text());
        return found;
    });
}

task<result<void>> settings::set(std::string key, std::string value) {
    return workers_.run(access::change, [key = std::move(key), value = std::move(value)](session& s) -> result<void> {
        s.run(
            "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            {key, value});
        return {};
    });
}

task<result<std::string>> settings::find_or_set(std::string key, std::string value) {
    return workers_.run(
        access::change, [key = std::move(key), value = std::move(value)](session& s) -> result<std::string> {
            s.run("INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING", {key, value});
            return s.run("SELECT value FROM settings WHERE key = $1", {key}).front()[0].text();
        });
}

}  // namespace srchat::adapters::sql
