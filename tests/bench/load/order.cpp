#include "order.hpp"

#include "probe.hpp"

#include <charconv>
#include <cstdio>
#include <cstring>

namespace bench {

namespace {

constexpr std::string_view mark = "~#";
constexpr std::size_t tag_size = 16;

std::string_view filling() {
    static std::string const text = [] {
        std::string t = " ";
        while (t.size() < message_text::size) t += "the quick brown fox jumps over the lazy dog; ";
        t.resize(message_text::size - mark.size() - tag_size - 1);
        return t + ".";
    }();
    return text;
}

std::uint32_t hex(std::string_view digits) {
    std::uint32_t value = 0;
    auto const end = digits.data() + digits.size();
    if (std::from_chars(digits.data(), end, value, 16).ptr != end) violation("altered: a tag that is no number");
    return value;
}

}  // namespace

std::string message_text::make(std::uint32_t room, std::uint32_t sender, std::uint32_t sequence) {
    char tag[tag_size + 1];
    std::snprintf(tag, sizeof tag, "%04x%04x%08x", room & 0xffff, sender & 0xffff, sequence);
    return std::string(mark).append(tag).append(filling());
}

std::string_view message_text::find(std::string_view payload) {
    if (payload.size() < size) return {};
    if (last_ + size > payload.size() || payload.compare(last_, mark.size(), mark) != 0) {
        auto const at = payload.find(mark);
        if (at == payload.npos || at + size > payload.size()) return {};
        last_ = at;
    }
    return payload.substr(last_, size);
}

room_order::room_order(std::uint32_t room, std::uint32_t members)
    : room_(room), members_(members), sent_(members), seen_(members), ring_(members == 0 ? 0 : depth) {}

// The first delivery of a message anywhere.
void room_order::open(client const& c, std::string_view tag) {
    auto const room = hex(tag.substr(0, 4)), sender = hex(tag.substr(4, 4)), sequence = hex(tag.substr(8));
    if (room != room_) violation("lost way: a message of another room");
    if (sender >= members_ || sequence != seen_[sender] || sequence >= sent_[sender])
        violation("lost, doubled or reordered: room " + std::to_string(room_) + ", member " + std::to_string(c.place) +
                  " got sequence " + std::to_string(sequence) + " of sender " + std::to_string(sender) + ", expected " +
                  std::to_string(sender < members_ ? seen_[sender] : 0));
    if (length_ - complete_ >= depth) broken("more messages under way than the check holds");
    ++seen_[sender];
    entry& e = ring_[length_++ % depth];
    std::memcpy(e.tag.data(), tag.data(), tag_size);
    e.sender = sender;
    e.got = 0;
}

int room_order::deliver(client& c, std::string_view text) {
    auto const tag = text.substr(mark.size(), tag_size);
    if (text.substr(mark.size() + tag_size) != filling()) violation("altered: " + std::string(text));
    if (c.room != room_) violation("lost way: a message of another room");
    if (c.position == length_) open(c, tag);
    entry& e = ring_[c.position % depth];
    if (std::memcmp(e.tag.data(), tag.data(), tag_size) != 0)
        violation("lost, doubled or reordered: room " + std::to_string(room_) + ", member " + std::to_string(c.place) +
                  " got " + std::string(tag) + " where another member got " + std::string(e.tag.data(), tag_size));
    ++c.position;
    if (++e.got < members_) return -1;
    ++complete_;
    return static_cast<int>(e.sender);
}

}  // namespace bench
