#pragma once
// The port over official rooms for any engine.

#include "srchat/ports/official_rooms.hpp"
#include "workers.hpp"

namespace srchat::adapters::sql {

class official_rooms final : public ports::official_rooms {
public:
    explicit official_rooms(workers& on) : workers_{on} {}

    task<result<void>> put(ports::official_room room) override;
    task<result<bool>> remove(room_id id) override;
    task<result<std::vector<ports::official_room>>> list() override;

private:
    workers& workers_;
};

}  // namespace srchat::adapters::sql
