#pragma once
// What this server holds right now, counted in the stores themselves when somebody asks. Any shard may call it.

#include "srchat/core/token_bucket.hpp"
#include "srchat/ports/holdings.hpp"
#include "srchat/services/rooms.hpp"
#include "srchat/services/sessions.hpp"

namespace srchat::services {

class transparency {
public:
    // What does not change while the server runs.
    struct facts {
        std::string version;
        std::string log_level;
        std::string live_store;
        std::optional<bool> live_persists;
        time_point started_at;
    };
    transparency(runtime::shard& home, rooms& rooms, sessions& sessions, ports::holdings& lasting, facts about);

    // Counted at most once a second, since counting looks at everything. Suspends.
    task<protocol::transparency> now();
    // What is held of one person here and now. Refusal: rate_limited, by what all people together ask. Suspends.
    task<result<protocol::held_of_me>> of(session who);

private:
    task<result<protocol::held_of_me>> of_here(session who);
    task<protocol::transparency> now_here();
    task<protocol::transparency> count();

    runtime::shard& home_;
    rooms& rooms_;
    sessions& sessions_;
    ports::holdings& lasting_;
    const facts about_;
    core::token_bucket questions_;  // of people about themselves
    std::optional<protocol::transparency> last_;
};

}  // namespace srchat::services
