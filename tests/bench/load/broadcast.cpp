#include "probe.hpp"
#include "workload.hpp"

#include <algorithm>
#include <cstdio>

namespace bench {

namespace {

class broadcast : public workload {
public:
    broadcast(crowd& people, loop& reads, int pid)
        : people_(people), reads_(reads), pid_(pid), order_(0, people.members) {
        times_.reserve(people.members);
    }

    void slice() override {
        times_.clear();
        bytes_ = 0;
        auto const text = message_text::make(0, 0, order_.next_sequence(0));
        auto const cpu_before = cpu_ns(pid_);
        auto const start = now_ns();
        say(people_, people_.clients[0], text);
        while (times_.size() < people_.members) {
            reads_.turn(0);
            if (now_ns() - start > 10'000'000'000LL)
                violation("loss: a message reached only " + std::to_string(times_.size()) + " members in 10 s");
        }
        auto const cpu = static_cast<double>(cpu_ns(pid_) - cpu_before);
        auto const count = static_cast<double>(times_.size());
        // The times are in ascending order already: they were taken one after the other.
        auto const at = [&](double share) {
            return static_cast<double>(times_[static_cast<std::size_t>(share * (count - 1))] - start) / 1e6;
        };
        std::printf("{\"p50_ms\": %.3f, \"p99_ms\": %.3f, \"cpu_us\": %.4f, \"frame_bytes\": %.1f}\n", at(0.50),
                    at(0.99), cpu / count / 1e3, static_cast<double>(bytes_) / count);
    }

    void on_text(client& c, std::string_view payload) override {
        auto const text = texts_.find(payload);
        if (text.empty()) {
            if (payload.find(R"("t":"error")") != payload.npos) violation("refused: " + std::string(payload));
            return;
        }
        times_.push_back(now_ns());
        bytes_ += payload.size();
        order_.deliver(c, text);
    }

private:
    crowd& people_;
    loop& reads_;
    int pid_;
    room_order order_;
    message_text texts_;
    std::vector<std::int64_t> times_;
    std::uint64_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<workload> make_broadcast(crowd& people, loop& reads, int pid) {
    return std::make_unique<broadcast>(people, reads, pid);
}

}  // namespace bench
