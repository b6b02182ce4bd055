// What is measured once a crowd has joined. A workload is run in short slices on demand, so that slices of
// several servers can alternate: the speed of a virtual machine drifts within seconds, and only figures from
// the same moment can be compared.
#pragma once
#include "join.hpp"
#include "order.hpp"

#include <memory>

namespace bench {

class workload : public frame_sink {
public:
    // Runs one slice and prints its figures as one JSON object on a line.
    virtual void slice() = 0;
    std::size_t on_handshake(client&, std::string_view) override { return 0; }
};

struct stream_plan {
    std::uint32_t senders;  // per room
    std::uint32_t window;   // messages in flight per room, spread over the senders
    double seconds;         // for how long a slice sends
};

// Messages in flight: server CPU per delivery and deliveries per second. A slice counts from its first message
// until every member has its last one, so that no CPU time falls between two slices.
std::unique_ptr<workload> make_stream(crowd& people, loop& reads, int pid, stream_plan const& plan);

// One message to everybody in the first room: the time until half and until 99% of the members have it.
std::unique_ptr<workload> make_broadcast(crowd& people, loop& reads, int pid);

// Reads until the servers have been silent for a while: what joining left under way (head counts, joins of
// others) must not fall into the measured time. srchat tells a large room its head count once a second.
void settle(crowd const& people, loop& reads);

}  // namespace bench
