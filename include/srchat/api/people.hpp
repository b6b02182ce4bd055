#pragma once
// Which connections belong to whom, per shard, so that what happens to a person reaches all of the person's sockets.

#include <unordered_map>
#include <vector>

#include "srchat/base/ids.hpp"
#include "srchat/services/sessions.hpp"
#include "srchat/runtime/shard.hpp"

namespace srchat::api {

class connection;

class people {
public:
    explicit people(runtime::shards& shards) : shards_{shards}, connections_(shards.size()) {}

    // On the connection's own shard.
    void add(connection& c);
    void remove(connection& c);

    // From any shard: closes every socket of the session with 4401.
    void end(const person_id& person, const ports::token_hash& session);
    // From any shard: the sockets of one session go on under another of the same person.
    void go_over(const ports::token_hash& from, const services::session& to);
    // From any shard: the person is shown differently from now on.
    void changed(const person_id& person, const services::looks& as);

private:
    template <class F>
    void each(const person_id& person, F f);
    runtime::shards& shards_;
    std::vector<std::unordered_map<person_id, std::vector<connection*>>> connections_;
};

}  // namespace srchat::api
