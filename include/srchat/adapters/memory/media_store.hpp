#pragma once
// Pictures of a single process, in memory and never on disk. Used on one shard only; completes at once.

#include <map>

#include "srchat/base/flat_map.hpp"
#include "srchat/ports/media_store.hpp"

namespace srchat::adapters::memory {

class media_store final : public ports::media_store {
public:
    task<result<void>> put(room_id room, media_id id, ports::stored_media what) override;
    task<result<std::optional<ports::stored_media>>> get(room_id room, media_id id) override;
    task<result<void>> erase(room_id room, std::vector<media_id> ids) override;
    task<result<void>> drop_room(room_id room) override;

private:
    flat_map<room_id, std::map<media_id, ports::stored_media>> rooms_;
};

}  // namespace srchat::adapters::memory
