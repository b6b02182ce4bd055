#include "srchat/adapters/memory/sessions.hpp"

namespace srchat::adapters::memory {

task<result<void>> sessions::put(ports::token_hash token, ports::session_record record) {
    sessions_.insert_or_assign(token, std::move(record));
    co_return result<void>{};
}

task<result<std::optional<ports::session_record>>> sessions::find(ports::token_hash token, time_point now) {
    std::optional<ports::session_record> record;
    const auto found = sessions_.find(token);
    if (found != sessions_.end() && found->second.expires_at > now) record = found->second;
    co_return record;
}

task<result<void>> sessions::erase(ports::token_hash token) {
    sessions_.erase(token);
    co_return result<void>{};
}

task<result<bool>> sessions::claim_name(std::string name_key, person_id person, time_point until, time_point now) {
    const auto [it, fresh] = names_.try_emplace(std::move(name_key), claim{person, until});
    const bool mine = fresh || it->second.person == person || it->second.until <= now;
    if (mine) it->second = {person, until};
    co_return mine;
}

task<result<void>> sessions::release_name(std::string name_key, person_id person, time_point until) {
    const auto found = names_.find(name_key);
    if (found != names_.end() && found->second.person == person) found->second.until = until;
    co_return result<void>{};
}

task<result<std::vector<protocol::held>>> sessions::held(time_point now) {
    protocol::held visitors = protocol::none_held("visitors");
    protocol::held users = protocol::none_held("users_at_hand");
    protocol::held names = protocol::none_held("names");
    for (const auto& [token, session] : sessions_) {
        const bool user = session.who.kind == protocol::person_kind::user;
        if (session.expires_at > now) (user ? users : visitors).add({}, session.ends_at);
    }
    for (const auto& [key, name] : names_)
        if (name.until > now) names.add({}, name.until);
    co_return std::vector<protocol::held>{visitors, users, names};
}

void sessions::sweep(time_point now) {
    std::erase_if(sessions_, [&](const auto& s) { return s.second.expires_at <= now; });
    std::erase_if(names_, [&](const auto& n) { return n.second.until <= now; });
}

}  // namespace srchat::adapters::memory
