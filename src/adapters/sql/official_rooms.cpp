#include "official_rooms.hpp"

namespace srchat::adapters::sql {

task<result<void>> official_rooms::put(ports::official_room room) {
    return workers_.run(access::change, [r = std::move(room)](session& s) -> result<void> {
        s.run(
            "INSERT INTO official_rooms (id, kind, name, topic, region, opens_at, closes_at, capacity, created_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, "
            "name = excluded.name, topic = excluded.topic, region = excluded.region, opens_at = excluded.opens_at, "
            "closes_at = excluded.closes_at, capacity = excluded.capacity",
            {r.id.view(), static_cast<std::int64_t>(r.what.kind), r.name, r.topic, r.what.region, r.what.opens_at,
             r.closes_at, std::int64_t{r.what.capacity}, r.created_at});
        return {};
    });
}

task<result<bool>> official_rooms::remove(room_id id) {
    return workers_.run(access::change, [id](session& s) -> result<bool> {
        return s.run("DELETE FROM official_rooms WHERE id = $1", {id.view()}).changed == 1;
    });
}

task<result<std::vector<ports::official_room>>> official_rooms::list() {
    return workers_.run(access::look, [](session& s) -> result<std::vector<ports::official_room>> {
        const rows found = s.run(
            "SELECT id, kind, name, topic, region, opens_at, closes_at, capacity, created_at FROM official_rooms "
            "ORDER BY created_at, id");
        std::vector<ports::official_room> all;
        for (const row& r : found.all) {
            ports::official_room room;
            room.id = *room_id::parse(r[0].text());
            room.name = r[2].text();
            room.topic = r[3].text();
            room.what = {static_cast<protocol::official_kind>(r[1].number()), r[4].text(), r[5].maybe_time(),
                         static_cast<std::uint32_t>(r[7].number())};
            room.closes_at = r[6].maybe_time();
            room.created_at = r[8].time();
            all.push_back(std::move(room));
        }
        return all;
    });
}

}  // namespace srchat::adapters::sql
