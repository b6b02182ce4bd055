// One connection of the load, and the loop that reads all of them.
#pragma once
#include "frame.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

enum class protocol { srchat, plain };
enum class stage { closed, upgrading, creating, joining, joined };

struct client {
    int fd = -1;
    stage at = stage::closed;
    std::uint32_t room = 0;
    std::uint32_t place = 0;     // number inside the room; 0 makes it
    std::uint64_t position = 0;  // how many messages of the room it has got
    std::uint64_t commands = 0;  // the last command id it used
    std::string cookie;
    std::string rest;  // the start of a frame whose end has not come yet
};

class frame_sink {
public:
    virtual ~frame_sink() = default;
    // A text frame; `c` stays valid during the call, `payload` only until it returns.
    virtual void on_text(client& c, std::string_view payload) = 0;
    // Raw bytes in front of the WebSocket. Returns how many of them it has used up.
    virtual std::size_t on_handshake(client& c, std::string_view bytes) = 0;
};

class loop {
public:
    explicit loop(frame_sink& sink);
    ~loop();
    void add(client& c);  // the client must outlive the loop
    void use(frame_sink& sink) { sink_ = &sink; }
    // Handles what is there and returns the number of bytes; waits at most `wait_ms` for the first of it. With
    // 0 it never sleeps: a sleeping reader would charge the server for waking it, thousands of times.
    std::size_t turn(int wait_ms);
    // Readable when a turn would find something.
    int descriptor() const { return poller_; }

private:
    std::size_t read(client& c);

    frame_sink* sink_;
    int poller_;
    std::vector<char> buffer_;
};

// Sends one masked text frame with one call. The socket never fills up in this load; if it does the run is broken.
void send_text(client& c, std::string_view payload);
void send_raw(client& c, std::string_view bytes);

}  // namespace bench
