#include "perform.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::transfer what) {
    // An account gives a room away with its password; a visitor has none.
    if (c.who().is_user()) {
        if (!what.password) co_return refusal{error_code::password_wrong, "Confirm this with your password."};
        const result<void> right = co_await c.with().accounts.check_password(c.who(), std::move(*what.password));
        if (!right) co_return right.error();
        what.password.reset();
    }
    answer done = perform(c, std::move(what));
    co_return co_await std::move(done);
}

}  // namespace srchat::api
