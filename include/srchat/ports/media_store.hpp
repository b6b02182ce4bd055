#pragma once
// Where the bytes of pictures are: opaque, under a declared type, by room. When a picture ends is not decided here; but an
// adapter that keeps them outside of this process gives each an end of its own, the room's, for when nobody comes to erase.

#include "srchat/base/task.hpp"

#include <optional>
#include <string>
#include <vector>

#include "srchat/base/ids.hpp"
#include "srchat/base/result.hpp"
#include "srchat/base/shared_bytes.hpp"

namespace srchat::ports {

struct stored_media {
    std::string type;  // such as "image/png"
    shared_bytes bytes;
};

// One per shard, used on that shard only; the bytes that it hands out may go anywhere. The refusal of each is unavailable.
class media_store {
public:
    virtual ~media_store() = default;
    // Ids are random: putting the same twice is a programmer's error. Suspends.
    virtual task<result<void>> put(room_id room, media_id id, stored_media what) = 0;
    // nullopt if that room has no such picture. Suspends.
    virtual task<result<std::optional<stored_media>>> get(room_id room, media_id id) = 0;
    // Forgets and overwrites them, once nobody holds their bytes any more; those that are not there are no error.
    virtual task<result<void>> erase(room_id room, std::vector<media_id> ids) = 0;
    // The same for all that a room has.
    virtual task<result<void>> drop_room(room_id room) = 0;
};

}  // namespace srchat::ports
