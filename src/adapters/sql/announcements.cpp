#include "announcements.hpp"

namespace srchat::adapters::sql {

task<result<void>> announcements::add(protocol::announcement_view what) {
    return workers_.run(access::change, [a = std::move(what)](session& s) -> result<void> {
        const std::string room = a.room ? a.room->str() : std::string{};
        s.run(
            "INSERT INTO announcements (id, text, scope, region, room, from_at, until_at, made_by) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            {a.id, a.text, static_cast<std::int64_t>(a.scope), a.region, room, a.from, a.until, a.by});
        return {};
    });
}

task<result<bool>> announcements::remove(std::string id) {
    return workers_.run(access::change, [id = std::move(id)](session& s) -> result<bool> {
        return s.run("DELETE FROM announcements WHERE id = $1", {id}).changed == 1;
    });
}

task<result<std::vector<protocol::announcement_view>>> announcements::list(time_point now) {
    return workers_.run(access::look, [now](session& s) -> result<std::vector<protocol::announcement_view>> {
        const rows found = s.run(
            "SELECT id, text, scope, region, room, from_at, until_at, made_by FROM announcements WHERE until_at > $1 "
            "ORDER BY from_at, id",
            {now});
        std::vector<protocol::announcement_view> all;
        for (const row& r : found.all) {
            all.push_back({r[0].text(), r[1].text(), static_cast<protocol::audience>(r[2].number()), r[3].text(),
                           room_id::parse(r[4].text()), r[5].time(), r[6].time(), r[7].text()});
        }
        return all;
    });
}

task<result<void>> announcements::sweep(time_point now) {
    return workers_.run(access::change, [now](session& s) -> result<void> {
        s.run("DELETE FROM announcements WHERE until_at <= $1", {now});
        return {};
    });
}

}  // namespace srchat::adapters::sql
