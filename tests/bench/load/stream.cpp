#include "probe.hpp"
#include "workload.hpp"

#include <cstdio>

namespace bench {

namespace {

class stream : public workload {
public:
    stream(crowd& people, loop& reads, int pid, stream_plan const& plan)
        : people_(people), reads_(reads), pid_(pid), plan_(plan) {
        for (std::uint32_t r = 0; r < people.rooms; ++r) rooms_.emplace_back(r, people.members);
    }

    void slice() override {
        auto const deliveries_before = deliveries_, bytes_before = bytes_, others_before = others_;
        auto const cpu_before = cpu_ns(pid_);
        auto const start = now_ns();
        std::int64_t idle = 0, last = start;
        running_ = true;
        for (std::uint32_t r = 0; r < people_.rooms; ++r)
            for (std::uint32_t i = 0; i < plan_.window; ++i) send(r, i % plan_.senders);
        auto const stop = start + static_cast<std::int64_t>(plan_.seconds * 1e9);
        while (complete_ < sent_) {
            bool const nothing = reads_.turn(0) == 0;
            auto const now = now_ns();
            if (nothing) idle += now - last;
            last = now;
            if (now > stop) running_ = false;
            if (now > stop + 10'000'000'000LL)
                violation("loss: " + std::to_string(sent_ - complete_) + " of " + std::to_string(sent_) +
                          " messages did not reach every member within 10 s");
        }
        auto const wall = static_cast<double>(last - start);
        auto const cpu = static_cast<double>(cpu_ns(pid_) - cpu_before);
        auto const deliveries = static_cast<double>(deliveries_ - deliveries_before);
        std::printf(
            "{\"cpu_us\": %.4f, \"per_s\": %.0f, \"server_busy\": %.3f, \"load_busy\": %.3f, "
            "\"frame_bytes\": %.1f, \"deliveries\": %.0f, \"other_frames\": %llu}\n",
            cpu / deliveries / 1e3, deliveries / wall * 1e9, cpu / wall, 1 - static_cast<double>(idle) / wall,
            static_cast<double>(bytes_ - bytes_before) / deliveries, deliveries,
            static_cast<unsigned long long>(others_ - others_before));
    }

    void on_text(client& c, std::string_view payload) override {
        auto const text = texts_.find(payload);
        if (text.empty()) {
            ++others_;
            if (payload.find(R"("t":"error")") != payload.npos) violation("refused: " + std::string(payload));
            return;
        }
        ++deliveries_;
        bytes_ += payload.size();
        int const sender = rooms_[c.room].deliver(c, text);
        if (sender < 0) return;
        ++complete_;
        if (running_) send(c.room, static_cast<std::uint32_t>(sender));
    }

private:
    void send(std::uint32_t room, std::uint32_t sender) {
        auto const text = message_text::make(room, sender, rooms_[room].next_sequence(sender));
        say(people_, people_.clients[std::size_t{room} * people_.members + sender], text);
        ++sent_;
    }

    crowd& people_;
    loop& reads_;
    int pid_;
    stream_plan plan_;
    std::vector<room_order> rooms_;
    message_text texts_;
    bool running_ = false;
    std::uint64_t deliveries_ = 0, bytes_ = 0, sent_ = 0, complete_ = 0, others_ = 0;
};

}  // namespace

std::unique_ptr<workload> make_stream(crowd& people, loop& reads, int pid, stream_plan const& plan) {
    return std::make_unique<stream>(people, reads, pid, plan);
}

void settle(crowd const& people, loop& reads) {
    auto const silence = people.speaks == protocol::srchat ? 1'200'000'000LL : 50'000'000LL;
    auto quiet = now_ns();
    auto const deadline = quiet + 20'000'000'000LL;
    while (now_ns() - quiet < silence) {
        if (reads.turn(1) != 0) quiet = now_ns();
        if (quiet > deadline) broken("the server does not fall silent after the joins");
    }
}

}  // namespace bench
