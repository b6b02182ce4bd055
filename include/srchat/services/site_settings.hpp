#pragma once
// What admins may change while the server runs: how far it is closed, and to whom. What they set holds after a restart, before
// what the configuration says. Any shard may call it.

#include "srchat/ports/settings.hpp"
#include "srchat/protocol/admin_bodies.hpp"
#include "srchat/runtime/shard.hpp"
#include "srchat/services/audit_log.hpp"
#include "srchat/services/emergency.hpp"

namespace srchat::services {

class site_settings {
public:
    // All outlive it.
    site_settings(runtime::shard& home, ports::settings& store, emergency& how_far, audit_log& audit)
        : home_{home}, store_{store}, emergency_{how_far}, audit_{audit} {}
    // Takes what was set before, as soon as the database can be asked.
    void start();

    protocol::settings_view now() const;
    // Refusal: unavailable, and then nothing has changed.
    task<result<protocol::settings_view>> change(std::string admin, protocol::settings_request what);

private:
    task<void> load();

    runtime::shard& home_;
    ports::settings& store_;
    emergency& emergency_;
    audit_log& audit_;
};

}  // namespace srchat::services
