// Guest sessions of srchat, made before any clock starts.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace bench {

// The cookies ("sid=...") of `count` fresh sessions, made one after the other over one kept-alive connection.
std::vector<std::string> make_sessions(int port, std::size_t count);

// A connected blocking socket to 127.0.0.1:port with Nagle off and a reset instead of TIME_WAIT at close, from
// one of the loopback addresses 127.0.0.1 to 127.0.0.8 by turns, so that no address runs short of ports.
int connect_loopback(int port);

}  // namespace bench
