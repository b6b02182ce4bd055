#pragma once
// What commands and routes work with. Made once by app; outlives all connections.

#include "srchat/core/token_bucket.hpp"
#include "srchat/protocol/replies.hpp"
#include "srchat/runtime/shard.hpp"
#include "srchat/services/sessions.hpp"
#include "srchat/services/accounts.hpp"
#include "srchat/services/admins.hpp"
#include "srchat/services/announcements.hpp"
#include "srchat/services/audit_log.hpp"
#include "srchat/services/cases.hpp"
#include "srchat/services/complaints.hpp"
#include "srchat/services/emergency.hpp"
#include "srchat/services/friends.hpp"
#include "srchat/services/official_rooms.hpp"
#include "srchat/services/overview.hpp"
#include "srchat/services/rooms.hpp"
#include "srchat/services/sanctions.hpp"
#include "srchat/services/site_settings.hpp"
#include "srchat/services/transparency.hpp"
#include "srchat/services/uploads.hpp"

namespace srchat::api {

namespace asio = boost::asio;

class people;

struct socket_rules {
    core::bucket_rate commands{60, 20};
    core::bucket_rate patience{60, 1};  // refusals before a flooding socket is closed
    std::chrono::milliseconds hello{5'000};
    std::size_t rooms = 128;
};

struct context {
    runtime::shards& shards;
    services::sessions& sessions;
    services::accounts& accounts;
    services::friends& friends;
    services::rooms& rooms;
    services::uploads& uploads;
    services::transparency& transparency;
    api::people& people;
    services::emergency& emergency;
    services::complaints& complaints;
    services::announcements& announcements;
    // Of administration.
    services::admins& admins;
    services::cases& cases;
    services::sanctions& sanctions;
    services::official_rooms& official;
    services::site_settings& settings;
    services::audit_log& audit;
    services::overview& overview;
    protocol::client_limits limits;
    socket_rules sockets;
};

}  // namespace srchat::api
