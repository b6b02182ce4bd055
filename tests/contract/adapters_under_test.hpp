#pragma once
// What the suites need to know of each adapter: how it is made, and how time passes in it. One struct per adapter.

#include "srchat/adapters/memory/media_store.hpp"
#include "srchat/adapters/memory/room_log.hpp"
#include "srchat/adapters/memory/sessions.hpp"

namespace contract {

struct memory_room_log {
    srchat::adapters::memory::room_log log;
    srchat::ports::room_log& port() { return log; }
};

struct memory_media_store {
    srchat::adapters::memory::media_store store;
    srchat::ports::media_store& port() { return store; }
};

struct memory_sessions {
    srchat::adapters::memory::sessions store;
    srchat::ports::sessions& port() { return store; }
    // An adapter that forgets by itself does nothing here.
    void forget(srchat::time_point now) { store.sweep(now); }
};

}  // namespace contract
