#include "srchat/services/site_settings.hpp"

#include <boost/asio/steady_timer.hpp>

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
constexpr auto retry = 1s;
constexpr const char* level_key = "emergency_level";
constexpr const char* registration_key = "registration";
constexpr const char* guests_key = "guests";

std::string word(bool on) { return on ? "on" : "off"; }
}  // namespace

void site_settings::start() { home_.spawn(load()); }

task<void> site_settings::load() {
    boost::asio::steady_timer timer{home_.context()};
    for (;;) {
        result<std::map<std::string, std::string>> found = co_await store_.all();
        if (!found) {
            timer.expires_after(retry);
            co_await timer.async_wait(use_task);
            continue;
        }
        for (const auto& [key, value] : *found) {
            if (key == level_key && value.size() == 1) emergency_.set(value[0] - '0');
            if (key == registration_key) emergency_.set_registration(value == word(true));
            if (key == guests_key) emergency_.set_guests(value == word(true));
        }
        co_return;
    }
}

protocol::settings_view site_settings::now() const {
    return {emergency_.level(), emergency_.registration(), emergency_.guests()};
}

task<result<protocol::settings_view>> site_settings::change(std::string admin, protocol::settings_request what) {
    std::map<std::string, std::string> changes;
    if (what.emergency_level) changes[level_key] = std::to_string(*what.emergency_level);
    if (what.registration) changes[registration_key] = word(*what.registration);
    if (what.guests) changes[guests_key] = word(*what.guests);
    for (const auto& [key, value] : changes) {
        std::string to = key + " = " + value;
        result<void> noted = co_await audit_.note(admin, "set", std::move(to));
        if (!noted) co_return noted.error();
        result<void> stored = co_await store_.set(key, value);
        if (!stored) co_return stored.error();
    }
    if (what.emergency_level) emergency_.set(*what.emergency_level);
    if (what.registration) emergency_.set_registration(*what.registration);
    if (what.guests) emergency_.set_guests(*what.guests);
    co_return now();
}

}  // namespace srchat::services
