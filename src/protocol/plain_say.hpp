#pragma once
// The frame that nearly every frame is: a `say` as a browser writes it, without spaces, in the order of the documentation,
// its text free of escapes. Reading it costs a third of what the parser for all frames takes; anything that differs by a
// byte, and anything to be refused, is left to that parser.

#include <optional>
#include <string_view>

#include "srchat/protocol/commands.hpp"

namespace srchat::protocol {

// nullopt: read it the general way. Otherwise exactly what that way would give.
std::optional<command_frame> read_plain_say(std::string_view frame);

}  // namespace srchat::protocol
