#include "srchat/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>
#include <new>

#include "log_line.hpp"

namespace srchat::log {

namespace {

spdlog::level::level_enum to_spdlog(level severity) noexcept {
    switch (severity) {
        case level::trace: return spdlog::level::trace;
        case level::debug: return spdlog::level::debug;
        case level::info: return spdlog::level::info;
        case level::warn: return spdlog::level::warn;
        case level::error: return spdlog::level::err;
        case level::off: return spdlog::level::off;
    }
    return spdlog::level::info;
}

std::atomic<format> current_form{format::text};

// The lines are ours, since spdlog escapes nothing; it brings levels, the lock and the sink.
std::shared_ptr<spdlog::logger> make_logger() {
    auto made = std::make_shared<spdlog::logger>("srchat", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_error_handler([](const std::string&) {});  // a full disk behind stderr must not stop a chat
    return made;
}

spdlog::logger& logger() {
    static const auto only = make_logger();
    return *only;
}

}  // namespace

void start(level lowest, format form) noexcept {
    current_form = form;
    set_level(lowest);
}

void set_level(level lowest) noexcept { logger().set_level(to_spdlog(lowest)); }

bool enabled(level wanted) noexcept { return wanted != level::off && logger().should_log(to_spdlog(wanted)); }

level level_named(std::string_view name) noexcept {
    if (name == "trace") return level::trace;
    if (name == "debug") return level::debug;
    if (name == "warn") return level::warn;
    if (name == "error") return level::error;
    if (name == "off") return level::off;
    return level::info;
}

format format_named(std::string_view name) noexcept { return name == "json" ? format::json : format::text; }

void write(level severity, std::string_view event, fields values) noexcept {
    if (!enabled(severity)) return;
    try {
        const auto line = line_of(current_form, std::chrono::system_clock::now(), severity, event, values);
        logger().log(to_spdlog(severity), spdlog::string_view_t{line.data(), line.size()});
    } catch (const std::bad_alloc&) {
        // A log line is not worth the process.
    }
}

}  // namespace srchat::log
