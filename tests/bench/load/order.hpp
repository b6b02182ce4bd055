// Checks that all members of a room get the same messages in the same order, none lost, doubled or altered.
#pragma once
#include "client.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

// The text of a message: a mark, sixteen hex digits for room, sender and the sender's own sequence, filling.
class message_text {
public:
    static constexpr std::size_t size = 128;
    static std::string make(std::uint32_t room, std::uint32_t sender, std::uint32_t sequence);
    // The text inside a server's frame, or an empty view if the frame carries none. Remembers where it was the
    // last time, because frames of one kind look alike.
    std::string_view find(std::string_view payload);

private:
    std::size_t last_ = 0;
};

// The order of one room. The first member that gets a message fixes its place; everybody else must get the
// same one there, and each sender's sequence must grow by one. At most `depth` messages may be under way.
class room_order {
public:
    static constexpr std::size_t depth = 256;
    explicit room_order(std::uint32_t room = 0, std::uint32_t members = 0);
    std::uint32_t next_sequence(std::uint32_t sender) { return sent_[sender]++; }
    // Takes a delivery to `c`. Returns the sender if every member has the message now, else -1.
    int deliver(client& c, std::string_view text);

private:
    struct entry {
        std::array<char, 16> tag;
        std::uint32_t sender;
        std::uint32_t got;
    };
    void open(client const& c, std::string_view tag);

    std::uint32_t room_, members_;
    std::uint64_t length_ = 0, complete_ = 0;
    std::vector<std::uint32_t> sent_, seen_;  // per sender: the next sequence to send, and to see
    std::vector<entry> ring_;
};

}  // namespace bench
