// The short way of reading a `say` gives what the general way gives, or leaves the frame to it.

#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "protocol/plain_say.hpp"
#include "srchat/protocol/commands.hpp"

using namespace srchat;
using namespace srchat::protocol;

namespace {

const std::string plain =
    R"({"t":"say","id":7,"room":"4fGk2AbCdEfGhIjKl","cid":"0123456789abcdef0123456789abcdef","body":{"text":"hello"}})";

// The same frame in a form that only the general way reads.
std::string spaced(const std::string& frame) { return ' ' + frame; }

}  // namespace

TEST_CASE("plain say: a frame as a browser writes it is read") {
    const auto read = read_plain_say(plain);
    REQUIRE(read.has_value());
    CHECK(read->id == 7);
    CHECK(std::get<text_body>(std::get<say>(read->what).content).text.reveal() == "hello");
}

TEST_CASE("plain say: what is escaped, spaced, reordered, too long or wrong is left to the general way") {
    const auto with = [](std::string from, std::string to) {
        std::string frame = plain;
        return frame.replace(frame.find(from), from.size(), to);
    };
    for (const std::string& frame : {spaced(plain),
                                     plain + " ",
                                     with("hello", "he\\nllo"),
                                     with("hello", "a\"b"),
                                     with("hello", "a\nb"),
                                     with("hello", ""),
                                     with("hello", "   "),
                                     with("hello", std::string(4001, 'x')),
                                     with("hello", "\xff"),
                                     with(":7,", ":0,"),
                                     with(":7,", ":07,"),
                                     with(":7,", ":-7,"),
                                     with(":7,", ":7.0,"),
                                     with(":7,", ":9007199254740992,"),
                                     with(":7,", ":99999999999999999999,"),
                                     with("4fGk", "4f-k"),
                                     with("0123", "0A23"),
                                     with("}}", "},\"x\":1}"),
                                     with("say", "edit"),
                                     std::string{},
                                     plain.substr(0, 90)})
        CHECK_FALSE(read_plain_say(frame).has_value());
}

TEST_CASE("plain say: both ways agree on every frame that differs from a plain one by a few bytes") {
    std::mt19937 random{20260101};
    std::size_t read = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string frame = plain;
        for (auto n = random() % 3; n > 0; --n)
            frame[random() % frame.size()] = static_cast<char>(0x20 + random() % 95);
        const auto quick = read_plain_say(frame);
        if (!quick) continue;
        ++read;
        const decoded general = decode_command(spaced(frame));
        REQUIRE(std::holds_alternative<command_frame>(general));
        CHECK(std::get<command_frame>(general).id == quick->id);
        CHECK(std::get<command_frame>(general).what == quick->what);
    }
    CHECK(read > 1'000);
}
