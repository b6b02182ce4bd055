// Brings all clients into their rooms: upgrade, hello, the room's first member makes it, join.
#pragma once
#include "client.hpp"

#include <deque>

namespace bench {

struct crowd {
    protocol speaks;
    int port;
    std::uint32_t rooms, members;
    std::deque<client> clients;         // the members of room r are clients[r * members] and following
    std::vector<std::string> room_ids;  // srchat's own ids
};

// A crowd that has its sessions and is not connected yet.
crowd make_crowd(protocol speaks, int port, std::uint32_t rooms, std::uint32_t members);
// Returns when every client has been told that it has joined, with at most 64 at work at a time.
void join_all(crowd& people, loop& reads);
// The `say` of srchat or the bare text of the plain servers.
void say(crowd& people, client& c, std::string_view text);

}  // namespace bench
