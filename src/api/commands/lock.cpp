#include "perform.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::lock what) { return perform(c, std::move(what)); }

}  // namespace srchat::api
