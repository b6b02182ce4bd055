#pragma once
// One connection to a database as the workers see it; each engine has its own kind.

#include <functional>

#include "value.hpp"

namespace srchat::adapters::sql {

// One transaction, or one statement outside of any. Throws whatever its engine throws; only connection::perform catches.
class session {
public:
    virtual ~session() = default;
    virtual rows run(std::string_view statement, parameters with = {}) = 0;
    // The transaction is to leave nothing behind.
    void undo() noexcept { undone_ = true; }
    bool undone() const noexcept { return undone_; }
    // What the transaction removes is to be gone from the engine's own logs too, as far as that can be had at once.
    void scrub() noexcept { scrubbed_ = true; }
    bool scrubbed() const noexcept { return scrubbed_; }

private:
    bool undone_ = false;
    bool scrubbed_ = false;
};

// `look`: one statement that changes nothing.
enum class access { look, change };
// failed: the database refused this work and takes other work; away: it could not be asked.
enum class outcome { done, failed, away };

// Owner: sql::workers. Used by one worker at a time, but for interrupt().
class connection {
public:
    virtual ~connection() = default;
    using work = std::function<void(session&)>;
    // Runs `what` in a transaction of its own, connecting first if need be, and again after a conflict or when the
    // connection turned out to be dead. Blocks. Throws nothing. `unwanted` says whether the answer still matters.
    virtual outcome perform(access kind, const work& what, const std::function<bool()>& unwanted) noexcept = 0;
    // Makes perform() come back soon. Any thread; the connection may be useless afterwards, and is made anew then.
    virtual void interrupt() noexcept = 0;
};

}  // namespace srchat::adapters::sql
