#include "srchat/adapters/memory/media_store.hpp"

#include <cassert>

namespace srchat::adapters::memory {

task<result<void>> media_store::put(room_id room, media_id id, ports::stored_media what) {
    const bool fresh = rooms_[room].emplace(id, std::move(what)).second;
    assert(fresh);
    (void)fresh;
    co_return result<void>{};
}

task<result<std::optional<ports::stored_media>>> media_store::get(room_id room, media_id id) {
    std::optional<ports::stored_media> what;
    const auto in = rooms_.find(room);
    if (in != rooms_.end()) {
        const auto found = in->second.find(id);
        if (found != in->second.end()) what = found->second;
    }
    co_return what;
}

task<result<void>> media_store::erase(room_id room, std::vector<media_id> ids) {
    const auto in = rooms_.find(room);
    if (in == rooms_.end()) co_return result<void>{};
    for (const media_id& id : ids) in->second.erase(id);
    if (in->second.empty()) rooms_.erase(in);
    co_return result<void>{};
}

task<result<void>> media_store::drop_room(room_id room) {
    rooms_.erase(room);
    co_return result<void>{};
}

}  // namespace srchat::adapters::memory
