#pragma once
// One line of the log in either form. Apart from log.cpp so that tests can read what would be written.

#include <chrono>
#include <string>
#include <string_view>

#include "srchat/base/log.hpp"

namespace srchat::log {

// Without the line feed at the end.
std::string line_of(format form, std::chrono::system_clock::time_point at, level severity, std::string_view event,
                    fields values);

}  // namespace srchat::log
