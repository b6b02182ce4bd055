#include "srchat/services/media_shelf.hpp"

namespace srchat::services {

result<void> media_shelf::check(std::uint64_t more) const {
    if (more > rules_->room_bytes || bytes_ > rules_->room_bytes - more)
        return refusal{error_code::media_quota, "This room holds as many pictures as it may. Try again later."};
    return {};
}

result<void> media_shelf::add(const protocol::media& what, const person_id& by, media_budget::share of_node,
                              time_point now) {
    const result<void> fits = check(what.bytes);
    if (!fits) return fits;
    items_.emplace(what.id, item{what, by, now, false, std::move(of_node)});
    ++unused_;
    bytes_ += what.bytes;
    return {};
}

result<protocol::media> media_shelf::take(const person_id& by, const media_id& id) {
    const auto found = items_.find(id);
    if (found == items_.end() || found->second.by != by || found->second.used) return error_code::no_media;
    found->second.used = true;
    --unused_;
    return found->second.what;
}

void media_shelf::give_back(const media_id& id) noexcept {
    const auto found = items_.find(id);
    if (found == items_.end() || !found->second.used) return;
    found->second.used = false;
    ++unused_;
}

std::shared_ptr<const void> media_shelf::seen_by(const person_id& person, const media_id& id) const {
    const auto found = items_.find(id);
    if (found == items_.end()) return nullptr;
    const bool visible = found->second.used || found->second.by == person;
    return visible ? found->second.alive : nullptr;
}

bool media_shelf::remove(const media_id& id) {
    const auto found = items_.find(id);
    if (found == items_.end()) return false;
    if (!found->second.used) --unused_;
    bytes_ -= found->second.what.bytes;
    items_.erase(found);
    return true;
}

template <class Fits>
std::vector<media_id> media_shelf::remove_unused_if(Fits fits) {
    std::vector<media_id> some;
    if (unused_ == 0) return some;
    for (const auto& [id, item] : items_) {
        if (!item.used && fits(item)) some.push_back(id);
    }
    for (const media_id& id : some) remove(id);
    return some;
}

std::vector<media_id> media_shelf::remove_unused(time_point now) {
    return remove_unused_if([&](const item& i) { return i.at + rules_->unused <= now; });
}

std::vector<media_id> media_shelf::remove_unused(const person_id& by) {
    return remove_unused_if([&](const item& i) { return i.by == by; });
}

}  // namespace srchat::services
