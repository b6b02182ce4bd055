#include "srchat/api/commands.hpp"
#include "srchat/api/people.hpp"

namespace srchat::api {

namespace {

// A user's name in rooms belongs to the account, which tells everybody.
task<result<protocol::person>> rename_user(connection& c, std::string name) {
    protocol::profile_request change;
    change.display = std::move(name);
    result<protocol::account> account = co_await c.with().accounts.change_profile(c.who(), std::move(change));
    if (!account) co_return account.error();
    co_return protocol::person{account->display, account->avatar, protocol::person_kind::user};
}

task<result<protocol::person>> rename_visitor(connection& c, std::string name) {
    const person_id person = c.who().person;
    const result<void> free = co_await c.with().accounts.check_free(name, person);
    if (!free) co_return free.error();
    result<protocol::person> who = co_await c.with().sessions.rename(c.who().key, std::move(name));
    if (!who) co_return who.error();
    const services::looks as{*who};
    c.show_as(as);
    c.with().people.changed(person, as);
    co_await c.with().rooms.rename(person, *who);
    co_return who;
}

}  // namespace

answer handle(connection& c, protocol::rename what) {
    const bool user = c.who().is_user();
    task<result<protocol::person>> work =
        user ? rename_user(c, std::move(what.name)) : rename_visitor(c, std::move(what.name));
    result<protocol::person> who = co_await std::move(work);
    if (!who) co_return who.error();
    co_return protocol::reply{protocol::renamed{*who}};
}

}  // namespace srchat::api
