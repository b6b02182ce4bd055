#include "srchat/services/audit_log.hpp"

namespace srchat::services {

namespace {
constexpr std::size_t audit_page = 50;
}

task<result<void>> audit_log::note(std::string admin, std::string act, std::string subject, std::string reason) {
    protocol::audit_view entry;
    entry.at = server_clock::now();
    entry.admin = std::move(admin);
    entry.act = std::move(act);
    entry.subject = std::move(subject);
    entry.reason = std::move(reason);
    return store_.add(std::move(entry));
}

task<result<audit_log::page>> audit_log::read(std::uint64_t before) {
    result<std::vector<protocol::audit_view>> found = co_await store_.page(before, audit_page + 1);
    if (!found) co_return found.error();
    page out{std::move(*found), false};
    out.more = out.entries.size() > audit_page;
    if (out.more) out.entries.pop_back();
    co_return out;
}

}  // namespace srchat::services
