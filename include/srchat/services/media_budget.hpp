#pragma once
// The bytes that pictures may take in this process, whatever their room. Rooms live on all shards and memory is one, so
// this is the one number that the shards share: an atomic that is touched once when an upload begins and once when its
// picture goes. Owner: uploads, which outlives every share.

#include <atomic>
#include <cstdint>
#include <optional>
#include <utility>

namespace srchat::services {

class media_budget {
public:
    // Some bytes of the budget, given back when it dies, on whatever shard that is.
    class share {
    public:
        share() = default;
        share(share&& other) noexcept
            : from_{std::exchange(other.from_, nullptr)}, bytes_{std::exchange(other.bytes_, 0)} {}
        share& operator=(share&& other) noexcept {
            if (this != &other) {
                give_back();
                from_ = std::exchange(other.from_, nullptr);
                bytes_ = std::exchange(other.bytes_, 0);
            }
            return *this;
        }
        ~share() { give_back(); }
        std::uint64_t bytes() const noexcept { return bytes_; }

    private:
        friend class media_budget;
        share(media_budget& from, std::uint64_t bytes) noexcept : from_{&from}, bytes_{bytes} {}
        void give_back() noexcept {
            if (from_ != nullptr) from_->used_.fetch_sub(bytes_, std::memory_order_relaxed);
        }
        media_budget* from_ = nullptr;
        std::uint64_t bytes_ = 0;
    };

    explicit media_budget(std::uint64_t most) : most_{most} {}
    media_budget(const media_budget&) = delete;
    media_budget& operator=(const media_budget&) = delete;

    // nullopt if that would be more than there is. Any shard.
    std::optional<share> try_take(std::uint64_t bytes) noexcept {
        std::uint64_t used = used_.load(std::memory_order_relaxed);
        do {
            if (bytes > most_ || used > most_ - bytes) return std::nullopt;
        } while (!used_.compare_exchange_weak(used, used + bytes, std::memory_order_relaxed));
        return share{*this, bytes};
    }
    std::uint64_t used() const noexcept { return used_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> used_{0};
    const std::uint64_t most_;
};

}  // namespace srchat::services
