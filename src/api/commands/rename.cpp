#include "srchat/api/commands.hpp"
#include "srchat/api/people.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::rename what) {
    const person_id person = c.who().person;
    result<protocol::person> who = co_await c.with().sessions.rename(c.who().key, std::move(what.name));
    if (!who) co_return who.error();
    c.show_as(*who);
    c.with().people.changed(person, *who);
    co_await c.with().rooms.rename(person, *who);
    co_return protocol::reply{protocol::renamed{*who}};
}

}  // namespace srchat::api
