#include "srchat/protocol/log_codec.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace srchat;
using namespace srchat::protocol;
using namespace std::chrono_literals;

namespace {

const time_point t0 = from_ms(1'800'000'000'123);
const room_id tea = *room_id::parse("4fGk2aQ9zLm3XbT7c");
const person ann{"Ann \xF0\x9F\xA6\x86", "a7", person_kind::user};
const stamp at{tea, 81723, 13, t0};

card full_card() {
    card c;
    c.id = tea;
    c.name = "Tea";
    c.topic = "What we drink";
    c.count = 3;
    c.life = room_life::always;
    c.created_at = c.active_at = t0;
    c.expires_at = t0 + 2h;
    c.locked = true;
    c.slow = 5s;
    c.official = std::make_shared<const official>(official{official_kind::special, "Europe", t0 + 1h, 50});
    return c;
}

message said(body content) {
    message m;
    m.by = std::make_shared<const author>(author{7, ann});
    m.cid = client_id::random();
    m.content = std::move(content);
    m.expires_at = t0 + 1h;
    return m;
}

std::vector<log_draft> samples() {
    message plain = said(text_body{message_text{"hello \xE2\x80\xAE \n"}});
    message rich = plain;
    const media cat{*media_id::parse("Zt5wQ1mX8rB2nK7vL4pC9s"), "image/png", 12'345, 640, 480, "cat.png"};
    rich.more = std::make_shared<const message_extras>(message_extras{12, {2, 7}, cat});
    notice told;
    told.kind = notice_kind::invite;
    told.name = "ann";
    told.room = notice::place{tea, "Tea"};
    told.target = 5;
    told.count = 2;
    told.token = secret_text{"token"};
    told.text = "words";
    const member seven{7, ann, role::voiced, presence_state::away, t0 + 5min};
    std::vector<room_event> events{plain,
                                   rich,
                                   said(notice_body{std::make_shared<const notice>(told)}),
                                   message_edited{13, text_body{message_text{"better"}}, t0 + 1s},
                                   message_deleted{13, std::nullopt},
                                   message_deleted{13, role::moderator},
                                   reaction{13, "\xF0\x9F\x91\x8D", 2, false, 3},
                                   member_joined{seven},
                                   member_left{7, leave_reason::banned, role::server},
                                   member_left{7, leave_reason::left, std::nullopt},
                                   member_changed{seven, role::owner},
                                   room_closed{close_reason::admin, "Good night"},
                                   room_changed{full_card(), role::server},
                                   room_changed{card{}, role::owner},
                                   pinned{13, role::moderator},
                                   unbanned{4, "Quiet Otter", role::owner},
                                   transfer_offered{{3, t0 + 10min}},
                                   transfer_ended{offer_outcome::cancelled},
                                   owner_changed{1, 3, succession::transfer},
                                   owner_changed{std::nullopt, 3, succession::succession},
                                   successor_named{3},
                                   room_closing{{t0 + 10s, "Good night"}, role::owner}};
    // A card without an id cannot be read back; every real one has it.
    std::get<room_changed>(events[13]).room_info.id = tea;
    std::vector<log_draft> drafts;
    for (room_event& e : events) drafts.push_back({person_id::random(), std::move(e), secret_text{"verifier"}});
    return drafts;
}

}  // namespace

TEST_CASE("log codec: every event comes back as it was, by what members see and by what they do not") {
    std::vector<bool> seen(std::variant_size_v<room_event>, false);
    for (const log_draft& draft : samples()) {
        INFO(draft.what.index());
        seen[draft.what.index()] = true;
        const secret_text bytes = encode_draft(draft);
        const auto back = decode_draft(bytes.reveal());
        REQUIRE(back.has_value());
        CHECK(back->actor == draft.actor);
        CHECK(back->secret == draft.secret);
        CHECK(back->what.index() == draft.what.index());
        CHECK(encode(at, back->what) == encode(at, draft.what));
        CHECK(encode_draft(*back) == bytes);
    }
    CHECK(std::ranges::find(seen, false) == seen.end());  // or an event has no sample
}

TEST_CASE("log codec: what was cut short, made longer or changed is refused or is another draft, and never more") {
    std::mt19937 dice{1};
    int refused = 0;
    for (const log_draft& draft : samples()) {
        const std::string bytes = encode_draft(draft).reveal();
        for (std::size_t size = 0; size < bytes.size(); ++size)
            CHECK_FALSE(decode_draft(bytes.substr(0, size)).has_value());
        CHECK_FALSE(decode_draft(bytes + '\0').has_value());
        for (int i = 0; i < 2'000; ++i) {
            std::string other = bytes;
            other[dice() % other.size()] = static_cast<char>(dice());
            if (i % 2 == 1) other[dice() % other.size()] = static_cast<char>(dice());
            const auto back = decode_draft(other);
            if (back) {
                CHECK(encode_draft(*back).reveal() == other);
            } else {
                ++refused;
            }
        }
    }
    CHECK(refused > 1'000);
    CHECK_FALSE(decode_draft("").has_value());
    CHECK_FALSE(decode_draft("\x02").has_value());
}
