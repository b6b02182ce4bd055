#include "srchat/runtime/metrics.hpp"

#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <fstream>

#include <unistd.h>

namespace srchat::runtime {

namespace {

struct row {
    const char* name;
    const char* help;
    bool gauge;
    counter counters::*value;
};

constexpr std::array rows{
    row{"srchat_connections", "Open WebSockets.", true, &counters::connections},
    row{"srchat_rooms", "Open rooms.", true, &counters::rooms},
    row{"srchat_http_requests_total", "HTTP requests, upgrades included.", false, &counters::http_requests},
    row{"srchat_http_refused_total", "HTTP requests refused before they reached a route.", false,
        &counters::http_refused},
    row{"srchat_commands_total", "Commands that were run.", false, &counters::commands},
    row{"srchat_commands_refused_total", "Commands and frames that were answered with an error.", false,
        &counters::commands_refused},
    row{"srchat_messages_total", "Messages accepted.", false, &counters::messages},
    row{"srchat_deliveries_total", "Frames queued for members.", false, &counters::deliveries},
    row{"srchat_slow_consumers_total", "Sockets closed with 4008.", false, &counters::slow_consumers},
    row{"srchat_floods_total", "Sockets closed with 4029.", false, &counters::floods},
    row{"srchat_spam_mutes_total", "Members whom the server muted.", false, &counters::spam_mutes},
    row{"srchat_spam_bans_total", "Members whom the server banned from a room.", false, &counters::spam_bans},
    row{"srchat_exceptions_total", "Faults that were caught at a task's edge.", false, &counters::exceptions},
};

double resident_bytes() {
    std::ifstream statm{"/proc/self/statm"};
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

prometheus::MetricFamily family(const char* name, const char* help, bool gauge, double value) {
    prometheus::MetricFamily f;
    f.name = name;
    f.help = help;
    f.type = gauge ? prometheus::MetricType::Gauge : prometheus::MetricType::Counter;
    prometheus::ClientMetric metric;
    (gauge ? metric.gauge.value : metric.counter.value) = value;
    f.metric.push_back(metric);
    return f;
}

// Of each code, so that a kind that has not been seen yet is 0 and not missing.
prometheus::MetricFamily refusals(shards& all) {
    prometheus::MetricFamily f;
    f.name = "srchat_refusals_total";
    f.help = "Commands and requests that were refused, by code.";
    f.type = prometheus::MetricType::Counter;
    for (std::size_t code = 0; code < error_code_count; ++code) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < all.size(); ++i) sum += all[i].counters().refusals[code].value();
        prometheus::ClientMetric metric;
        metric.label.push_back({"code", std::string{name_of(static_cast<error_code>(code))}});
        metric.counter.value = static_cast<double>(sum);
        f.metric.push_back(std::move(metric));
    }
    return f;
}

}  // namespace

std::string render_metrics(shards& all) {
    std::vector<prometheus::MetricFamily> families;
    for (const row& r : rows) {
        std::uint64_t sum = 0;
        for (std::size_t i = 0; i < all.size(); ++i) sum += (all[i].counters().*(r.value)).value();
        families.push_back(family(r.name, r.help, r.gauge, static_cast<double>(sum)));
    }
    families.push_back(refusals(all));
    families.push_back(
        family("process_resident_memory_bytes", "Resident memory size in bytes.", true, resident_bytes()));
    return prometheus::TextSerializer{}.Serialize(families);
}

}  // namespace srchat::runtime
