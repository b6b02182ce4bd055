#pragma once
// What each part is told of the configuration.

#include "srchat/api/context.hpp"
#include "srchat/app/config.hpp"
#include "srchat/core/room_rules.hpp"
#include "srchat/net/server.hpp"
#include "srchat/services/accounts.hpp"
#include "srchat/services/sessions.hpp"
#include "srchat/services/room_home.hpp"
#include "srchat/services/transparency.hpp"

namespace srchat {

core::room_rules room_rules_of(const config& c);
services::room_rates room_rates_of(const config& c);
services::media_rules media_rules_of(const config& c);
services::session_rules session_rules_of(const config& c);
services::account_rules account_rules_of(const config& c);
services::emergency_rules emergency_rules_of(const config& c);
services::newcomer_rules newcomer_rules_of(const config& c);
services::proof_rules proof_rules_of(const config& c);
services::admin_rules admin_rules_of(const config& c);
services::complaint_limits complaint_limits_of(const config& c);
services::friend_limits friend_limits_of(const config& c);
protocol::client_limits client_limits_of(const config& c);
services::transparency::facts facts_of(const config& c);
api::socket_rules socket_rules_of(const config& c);
net::server_settings net_settings_of(const config& c);
// Of the listener for administration alone; nullopt: there is none.
std::optional<net::server_settings> admin_net_settings_of(const config& c);

}  // namespace srchat
