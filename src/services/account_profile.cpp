// The part of accounts that changes how a person shows themselves.

#include <algorithm>

#include "account_view.hpp"
#include "srchat/core/account_rules.hpp"
#include "srchat/core/links.hpp"
#include "srchat/core/names.hpp"
#include "srchat/services/accounts.hpp"

namespace srchat::services {

namespace {

using namespace std::chrono_literals;

refusal bad(std::string field, std::string text) {
    refusal why{error_code::bad_field, std::move(text)};
    why.field = std::move(field);
    return why;
}

template <class T>
void take(T& into, std::optional<T>& from) {
    if (from) into = std::move(*from);
}

std::optional<refusal> check(const protocol::profile_request& what, const std::vector<std::string>& regions) {
    if (what.about && core::has_link(*what.about)) return bad("about", "Links are not taken here. Leave them out.");
    if (what.avatar && !core::is_avatar(*what.avatar)) return bad("avatar", "There is no such picture.");
    if (what.language && !core::is_language(*what.language)) return bad("language", "That is not a language's tag.");
    const bool known =
        !what.region || what.region->empty() || std::ranges::find(regions, *what.region) != regions.end();
    if (!known) return bad("region", "This server has no such region.");
    return std::nullopt;
}

}  // namespace

task<result<protocol::account>> accounts::change_profile_here(session who, protocol::profile_request what) {
    if (!who.is_user()) co_return error_code::no_account;
    if (auto why = check(what, rules_.regions)) co_return std::move(*why);
    result<std::optional<ports::account_record>> found = co_await stores_.accounts.find(who.person);
    if (!found) co_return found.error();
    if (!*found) co_return error_code::no_account;
    ports::account_profile& profile = (*found)->profile;
    const looks before = looks_of(profile);
    if (what.display) {
        result<std::string> clean = core::clean_name(*what.display, core::max_person_name_points);
        if (!clean) co_return clean.error();
        if (core::is_reserved_name(*clean)) co_return error_code::name_taken;
        const std::string key = core::name_key(*clean);
        if (key != profile.display_key) {
            const time_point until = server_clock::now() + 1min;
            result<bool> free = co_await sessions_.claim_name(key, who.person, until);
            if (!free) co_return free.error();
            if (!*free) co_return error_code::name_taken;
        }
        profile.display = std::move(*clean);
        profile.display_key = key;
    }
    take(profile.avatar, what.avatar);
    take(profile.about, what.about);
    take(profile.theme, what.theme);
    take(profile.language, what.language);
    take(profile.region, what.region);
    take(profile.hide_profile, what.hide_profile);
    take(profile.hide_name, what.hide_name);
    take(profile.invisible, what.invisible);
    take(profile.requests_off, what.requests_off);
    result<bool> changed = co_await stores_.accounts.change_profile(who.person, profile);
    if (!changed) co_return changed.error();
    if (what.display) {
        result<void> released = co_await sessions_.release_name(profile.display_key, who.person);
        (void)released;  // the database keeps it from now on
    }
    if (!*changed) co_return error_code::name_taken;
    const looks after = looks_of(profile);
    co_await sessions_.show(who.person, profile);
    if (after != before && tell_shown_) tell_shown_(who.person, after);
    co_return view_of(**found);
}

}  // namespace srchat::services
