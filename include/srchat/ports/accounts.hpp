#pragma once
// People who registered: what they are called, what proves them, and how they show themselves. The only lasting thing that
// is known of anybody. A person keeps the id that the visitor had, so that registering inside a room changes nothing there.

#include "srchat/base/task.hpp"

#include <cstdint>
#include <optional>
#include <string>

#include "srchat/base/clock.hpp"
#include "srchat/base/ids.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/base/result.hpp"

namespace srchat::ports {

// What an account shows of itself, and its switches. The rules of each field are in core/profile.
struct account_profile {
    std::string display;      // as shown in rooms
    std::string display_key;  // as it is compared (core/names); empty if nobody else is kept from it
    std::string avatar;       // "a0" to "a63"
    std::string about;
    std::string theme;     // "system", "light" or "dark"
    std::string language;  // a BCP 47 tag, or empty
    std::string region;    // one of the operator's list, or empty
    bool hide_profile = false;
    bool hide_name = false;  // enters rooms hidden unless told otherwise
    bool invisible = false;
    bool requests_off = false;  // takes no friend requests
    bool operator==(const account_profile&) const = default;
};

struct account_record {
    person_id person;
    std::string name;      // [a-z0-9_.-]{3,24}
    std::string name_key;  // as it is compared (core/names)
    secret_text password;  // verifier
    secret_text recovery;  // verifier of the recovery code
    time_point created_at;
    account_profile profile;
};

// One method is one transaction. Any shard may call it, and it resumes there; it suspends. Refusal of each, within a second:
// unavailable, with a time after which to try again (nobody knows whether a change was made).
class accounts {
public:
    virtual ~accounts() = default;
    // False if the name or the display name is somebody's already: names and display names of all accounts are one set of
    // keys. A name is never given to two, however many ask at once.
    virtual task<result<bool>> create(account_record account) = 0;
    virtual task<result<std::optional<account_record>>> find(person_id person) = 0;
    virtual task<result<std::optional<account_record>>> find_named(std::string name) = 0;
    // Whose the key is, as a name or a display name.
    virtual task<result<std::optional<person_id>>> owner_of(std::string name_key) = 0;
    // False if the new display name is somebody else's, or the account is gone.
    virtual task<result<bool>> change_profile(person_id person, account_profile profile) = 0;
    // Replaces the verifiers that are not empty and ends all logins of this person, in one step. False: no such account.
    virtual task<result<bool>> change_secrets(person_id person, secret_text password, secret_text recovery) = 0;
    // With everything that hangs on it: logins, friendships, names. False: no such account.
    virtual task<result<bool>> erase(person_id person) = 0;
    virtual task<result<std::uint64_t>> count() = 0;
};

}  // namespace srchat::ports
