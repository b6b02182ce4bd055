#pragma once
// A second hand for connections: instead of a timer each, which would cost every idle socket a few hundred bytes, the
// shard looks at all of its connections once a second. Shard: the connections'.

#include <chrono>
#include <cstddef>
#include <vector>

namespace srchat::net {

class watch_list;

class watched {
public:
    virtual void on_second(std::chrono::steady_clock::time_point now) = 0;
    // The socket closes now, and with it whatever waits for it; the connection's task ends by itself.
    virtual void abort() = 0;

protected:
    watched() = default;
    watched(const watched&) = delete;
    watched& operator=(const watched&) = delete;
    virtual ~watched();

private:
    friend class watch_list;
    watch_list* list_ = nullptr;
    std::size_t index_ = 0;
};

class watch_list {
public:
    void add(watched& w) {
        w.list_ = this;
        w.index_ = all_.size();
        all_.push_back(&w);
    }
    void remove(watched& w) {
        if (w.list_ == nullptr) return;
        all_[w.index_] = all_.back();
        all_[w.index_]->index_ = w.index_;
        all_.pop_back();
        w.list_ = nullptr;
    }
    // A connection may take itself, and no other, out of the list meanwhile; walking backwards then misses nobody.
    void second(std::chrono::steady_clock::time_point now) {
        for (std::size_t i = all_.size(); i-- > 0;) {
            if (i < all_.size()) all_[i]->on_second(now);
        }
    }
    void abort() {
        for (watched* w : all_) w->abort();
    }
    std::size_t size() const noexcept { return all_.size(); }

private:
    std::vector<watched*> all_;
};

inline watched::~watched() {
    if (list_ != nullptr) list_->remove(*this);
}

}  // namespace srchat::net
