#include "srchat/core/room_view.hpp"

#include <algorithm>

namespace srchat::core {

namespace {

using tombstone = room_history::tombstone;

protocol::stamp stamp_of(const room_state& room, seq_no seq, time_point at) {
    return {room.id(), room.epoch(), seq, at};
}

std::string encode_message(const room_state& room, const person_id& viewer, seq_no seq, const live_message& m) {
    protocol::message shown{m.by, m.cid, m.content, m.expires_at, m.more, m.edited_at(), {}};
    for (const live_message::reaction& r : m.reactions()) {
        const bool mine = std::ranges::find(r.who, viewer) != r.who.end();
        shown.reactions.push_back({r.emoji, static_cast<std::uint32_t>(r.who.size()), mine});
    }
    return encode(stamp_of(room, seq, room.history().at(seq).at), protocol::room_event{std::move(shown)});
}

// What has run out but not been buried yet counts as gone: nobody is sent a text after its time.
bool is_alive(const live_message* m, time_point now) { return m != nullptr && m->expires_at > now; }

// A run of positions that are no longer there, told as one gap.
struct open_gap {
    seq_no from = 0;
    seq_no last = 0;
    std::uint64_t expired = 0;
    bool unknown = false;

    bool open() const noexcept { return from != 0; }
    void add(seq_no seq, tombstone kind) {
        if (!open()) from = seq;
        last = seq;
        if (kind == tombstone::expired) ++expired;
    }
};

// A run of joins and leaves in a room so large that they are told in summary.
struct open_crowd {
    seq_no from = 0;
    seq_no last = 0;
    std::uint32_t joined = 0;
    std::uint32_t left = 0;
};

struct replayer {
    const room_state& room;
    const person_id& viewer;
    time_point now;
    view_page page;
    std::size_t bytes = 0;
    open_gap hole;
    open_crowd crowd;

    void push(std::string frame, seq_no covers) {
        bytes += frame.size();
        page.events.push_back(std::move(frame));
        page.seq = covers;
    }

    void flush() {
        flush_gap();
        if (crowd.from == 0) return;
        push(encode(stamp_of(room, crowd.last, now),
                    protocol::crowd{crowd.from, room.count(), crowd.joined, crowd.left}),
             crowd.last);
        crowd = {};
    }

    void flush_gap() {
        if (!hole.open()) return;
        const std::optional<std::uint64_t> expired = hole.unknown ? std::nullopt : std::optional{hole.expired};
        push(encode(stamp_of(room, hole.last, now), protocol::gap{hole.from, expired}), hole.last);
        hole = {};
    }

    void add_hole(seq_no seq, tombstone kind) {
        if (!hole.open()) flush();
        hole.add(seq, kind);
    }

    void add(seq_no seq) {
        const room_history::item& item = room.history().at(seq);
        if (const auto* kind = std::get_if<tombstone>(&item.held)) {
            add_hole(seq, *kind);
            return;
        }
        if (const auto* m = std::get_if<std::unique_ptr<live_message>>(&item.held)) {
            if (!is_alive(m->get(), now)) {
                add_hole(seq, tombstone::expired);
                return;
            }
            flush();
            push(encode_message(room, viewer, seq, **m), seq);
            return;
        }
        add_event(seq, item.at, *std::get<std::unique_ptr<protocol::room_event>>(item.held));
    }

    void add_event(seq_no seq, time_point at, const protocol::room_event& event) {
        if (const auto* edit = std::get_if<protocol::message_edited>(&event)) {
            const live_message* m = room.history().message(edit->target);
            if (!is_alive(m, now)) {
                add_hole(seq, tombstone::other);  // nothing is left that it could edit
                return;
            }
            flush();
            push(encode(stamp_of(room, seq, at),
                        protocol::room_event{protocol::message_edited{edit->target, m->content, edit->edited_at}}),
                 seq);
            return;
        }
        const bool joined = std::holds_alternative<protocol::member_joined>(event);
        if (room.crowded() && (joined || std::holds_alternative<protocol::member_left>(event))) {
            flush_gap();
            if (crowd.from == 0) crowd.from = seq;
            crowd.last = seq;
            ++(joined ? crowd.joined : crowd.left);
            return;
        }
        flush();
        push(encode(stamp_of(room, seq, at), event), seq);
    }
};

}  // namespace

view_page replay(const room_state& room, const person_id& viewer, seq_no after, seq_no last, time_point now,
                 std::size_t bytes) {
    replayer r{room, viewer, now, {}, 0, {}, {}};
    r.page.seq = std::min(after, last);
    seq_no next = r.page.seq + 1;
    const seq_no first = room.history().first();
    if (next < first && next <= last) {
        r.hole.from = next;
        r.hole.last = std::min(first - 1, last);
        r.hole.unknown = true;
        next = first;
    }
    for (; next <= last && r.bytes < bytes; ++next) r.add(next);
    r.flush();
    r.page.more = r.page.seq < last;
    return std::move(r.page);
}

view_page messages_before(const room_state& room, const person_id& viewer, seq_no before, time_point now,
                          const view_budget& budget) {
    view_page page;
    std::size_t bytes = 0;
    seq_no seq = before == 0 ? room.top() : std::min(before - 1, room.top());
    for (; seq >= room.history().first() && seq > 0; --seq) {
        const live_message* m = room.history().message(seq);
        if (!is_alive(m, now)) continue;
        if (page.events.size() >= budget.events || bytes >= budget.bytes) {
            page.more = true;
            break;
        }
        page.events.push_back(encode_message(room, viewer, seq, *m));
        bytes += page.events.back().size();
        page.seq = seq;
    }
    std::ranges::reverse(page.events);
    return page;
}

}  // namespace srchat::core
