#pragma once
// How the shared shapes look on the wire (docs/PROTOCOL.md, section 4).

#include "json_writer.hpp"
#include "srchat/protocol/replies.hpp"
#include "srchat/protocol/shapes.hpp"

namespace srchat::protocol {

void put(std::string& out, const person& value);
void put(std::string& out, const session_info& value);
void put(std::string& out, const member& value);
void put(std::string& out, const author& value);
void put(std::string& out, const card& value);
void put(std::string& out, const body& value);
void put(std::string& out, const reaction_total& value);
void put(std::string& out, const client_limits& value);
void put(std::string& out, const media& value);
void put(std::string& out, const knocker& value);
void put(std::string& out, const ban_entry& value);
void put(std::string& out, const read_mark& value);
void put(std::string& out, const friend_view& value);
void put(std::string& out, const offer& value);
void put(std::string& out, const closing& value);

}  // namespace srchat::protocol
