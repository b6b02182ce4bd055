#include "perform.hpp"

namespace srchat::api {

answer handle(connection& c, protocol::close what) { return perform(c, std::move(what)); }

}  // namespace srchat::api
