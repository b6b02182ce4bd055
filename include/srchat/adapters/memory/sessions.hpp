#pragma once
// Sessions and names of a single process. Used on one shard only; completes at once. sweep() forgets what has run out.

#include <map>
#include <string>
#include <unordered_map>

#include "srchat/ports/sessions.hpp"

namespace srchat::adapters::memory {

class sessions final : public ports::sessions {
public:
    task<result<void>> put(ports::token_hash token, ports::session_record record) override;
    task<result<std::optional<ports::session_record>>> find(ports::token_hash token, time_point now) override;
    task<result<void>> erase(ports::token_hash token) override;
    task<result<bool>> claim_name(std::string name_key, person_id person, time_point until, time_point now) override;
    task<result<void>> release_name(std::string name_key, person_id person, time_point until) override;
    task<result<std::vector<protocol::held>>> held(time_point now) override;

    void sweep(time_point now);

private:
    struct claim {
        person_id person;
        time_point until;
    };
    std::unordered_map<ports::token_hash, ports::session_record, ports::token_hash_hash> sessions_;
    std::unordered_map<std::string, claim> names_;
};

}  // namespace srchat::adapters::memory
