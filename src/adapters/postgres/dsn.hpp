#pragma once
// What is added to the operator's database URL.

#include <string>

#include "srchat/base/clock.hpp"

namespace srchat::adapters::postgres {

// The URL or keyword list with our timeouts, but for what it sets itself: so that the server gives a statement up before
// `timeout`, and the kernel a peer that has gone.
std::string completed(std::string url, milliseconds timeout);

}  // namespace srchat::adapters::postgres
