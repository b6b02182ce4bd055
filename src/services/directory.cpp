#include "srchat/services/directory.hpp"

#include <algorithm>

#include "srchat/core/names.hpp"

namespace srchat::services {

const room_id& directory::topic() {
    static const room_id id = *room_id::parse("00000000000000000");
    return id;
}

result<void> directory::reserve(const room_id& room, const person_id& owner, std::uint32_t most) {
    auto& rooms = owned_[owner];
    if (rooms.size() >= most) return error_code::room_limit;
    rooms.insert(room);
    return {};
}

void directory::release(const room_id& room, const person_id& owner) {
    const auto found = owned_.find(owner);
    if (found == owned_.end()) return;
    found->second.erase(room);
    if (found->second.empty()) owned_.erase(found);
}

void directory::pass_on(const room_id& room, const person_id& from, const person_id& to) {
    release(room, from);
    owned_[to].insert(room);
}

std::vector<room_id> directory::owned_by(const person_id& owner) const {
    const auto found = owned_.find(owner);
    if (found == owned_.end()) return {};
    return {found->second.begin(), found->second.end()};
}

void directory::put(const protocol::card& card) {
    if (card.listing != protocol::listing::public_) {
        remove(card.id);
        return;
    }
    cards_.insert_or_assign(card.id, card);
    changed_.insert(card.id);
}

void directory::remove(const room_id& room) {
    if (cards_.erase(room) == 0) return;
    changed_.erase(room);
    gone_.push_back(room);
}

protocol::rooms_reply directory::list(std::string_view q, bool open, std::size_t limit) const {
    const std::string wanted = core::search_key(q);
    std::vector<const protocol::card*> found;
    for (const auto& [id, card] : cards_) {
        const bool match = wanted.empty() || core::search_key(card.name).find(wanted) != std::string::npos ||
                           core::search_key(card.topic).find(wanted) != std::string::npos;
        const bool enterable = card.entry == protocol::room_entry::open && !card.locked && card.guests;
        if (match && (enterable || !open)) found.push_back(&card);
    }
    const std::size_t shown = std::min(limit, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(shown),
                              [](const auto* a, const auto* b) {
                                  const bool own = a->official != nullptr;
                                  if (own != (b->official != nullptr)) return own;
                                  if (a->active_at != b->active_at) return a->active_at > b->active_at;
                                  return a->count != b->count ? a->count > b->count : a->id < b->id;
                              });
    protocol::rooms_reply reply;
    reply.total = found.size();
    for (std::size_t i = 0; i < shown; ++i) reply.rooms.push_back(*found[i]);
    return reply;
}

protocol::rooms_changed directory::take_news() {
    protocol::rooms_changed news;
    for (const room_id& id : changed_) news.rooms.push_back(cards_.at(id));
    news.gone = std::move(gone_);
    changed_.clear();
    gone_.clear();
    return news;
}

}  // namespace srchat::services
