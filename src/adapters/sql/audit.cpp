#include "audit.hpp"

#include <limits>

namespace srchat::adapters::sql {

task<result<void>> audit::add(protocol::audit_view entry) {
    return workers_.run(access::change, [e = std::move(entry)](session& s) -> result<void> {
        s.run("INSERT INTO audit_log (at, admin, act, subject, reason) VALUES ($1, $2, $3, $4, $5)",
              {e.at, e.admin, e.act, e.subject, e.reason});
        return {};
    });
}

task<result<std::vector<protocol::audit_view>>> audit::page(std::uint64_t before, std::uint32_t most) {
    return workers_.run(access::look, [before, most](session& s) -> result<std::vector<protocol::audit_view>> {
        const std::int64_t below =
            before == 0 ? std::numeric_limits<std::int64_t>::max() : static_cast<std::int64_t>(before);
        const rows found =
            s.run("SELECT n, at, admin, act, subject, reason FROM audit_log WHERE n < $1 ORDER BY n DESC LIMIT $2",
                  {below, std::int64_t{most}});
        std::vector<protocol::audit_view> all;
        for (const row& r : found.all) {
            all.push_back({static_cast<std::uint64_t>(r[0].number()), r[1].time(), r[2].text(), r[3].text(),
                           r[4].text(), r[5].text()});
        }
        return all;
    });
}

}  // namespace srchat::adapters::sql
