#include "srchat/api/people.hpp"

#include <algorithm>

#include "srchat/api/connection.hpp"

namespace srchat::api {

void people::add(connection& c) { connections_[runtime::shard::current()->index()][c.who().person].push_back(&c); }

void people::remove(connection& c) {
    auto& here = connections_[runtime::shard::current()->index()];
    const auto found = here.find(c.who().person);
    if (found == here.end()) return;
    std::erase(found->second, &c);
    if (found->second.empty()) here.erase(found);
}

template <class F>
void people::each(const person_id& person, F f) {
    for (std::size_t i = 0; i < shards_.size(); ++i) {
        shards_[i].post([this, i, person, f] {
            const auto found = connections_[i].find(person);
            if (found == connections_[i].end()) return;
            for (connection* c : found->second) f(*c);
        });
    }
}

void people::end(const person_id& person, const ports::token_hash& session) {
    each(person, [session](connection& c) {
        if (c.who().key == session) c.close(protocol::close_code::session_ended, "session ended");
    });
}

void people::go_over(const ports::token_hash& from, const services::session& to) {
    each(to.person, [from, to](connection& c) {
        if (c.who().key == from) c.continue_as(to);
    });
}

void people::changed(const person_id& person, const services::looks& as) {
    each(person, [as](connection& c) { c.show_as(as); });
}

}  // namespace srchat::api
