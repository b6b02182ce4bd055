#pragma once
// The server's own rooms: their definitions are in the database, and each that is not over is a room that does not end with
// its members. After a restart they are there again, empty. Any shard may call it.

#include "srchat/ports/official_rooms.hpp"
#include "srchat/protocol/admin_bodies.hpp"
#include "srchat/services/audit_log.hpp"
#include "srchat/services/rooms.hpp"

namespace srchat::services {

class official_rooms {
public:
    // All outlive it. `regions`: those that a regional room may have.
    official_rooms(runtime::shard& home, ports::official_rooms& store, rooms& rooms, audit_log& audit,
                   const std::vector<std::string>& regions);
    // Opens the rooms that are defined, as soon as the database can be asked.
    void start();
    const std::vector<std::string>& regions() const noexcept { return regions_; }

    // A definition as a card, and whether its room is there.
    using listed = std::pair<protocol::card, bool>;
    // Refusals of all: unavailable; of changes also name_invalid, bad_field, no_room.
    task<result<std::vector<listed>>> list();
    task<result<listed>> create(std::string admin, protocol::official_request what);
    task<result<listed>> change(std::string admin, room_id id, protocol::official_request what);
    task<result<void>> remove(std::string admin, room_id id, std::string reason);
    // Of people. Refusals: no_room, official_room.
    task<result<void>> close(std::string admin, room_id id, std::string reason);

private:
    task<void> open_all();
    task<result<listed>> put(std::string admin, std::string act, ports::official_room room);
    task<listed> show(ports::official_room room);
    // Refusals: name_invalid, bad_field.
    result<void> check(ports::official_room& room, const protocol::official_request& what) const;

    runtime::shard& home_;
    ports::official_rooms& store_;
    rooms& rooms_;
    audit_log& audit_;
    const std::vector<std::string>& regions_;
};

}  // namespace srchat::services
