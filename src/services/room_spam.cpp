// The part of room_home that keeps spam out: what is refused, and what follows for those who go on. What is spam is said in
// core/spam; nothing of it is in the log but the mute and the ban, which are visible events of the server.

#include "live_room.hpp"
#include "room_commit.hpp"
#include "srchat/core/links.hpp"
#include "srchat/services/room_home.hpp"

namespace srchat::services {

namespace {

using core::spam_step;

refusal refuse_for(error_code code, milliseconds wait) {
    refusal why{code};
    why.retry_after = wait;
    return why;
}

// Who a proof is bound to: it is good for this room alone.
std::string writer_here(const person_id& person, const room_id& room) {
    std::string out{reinterpret_cast<const char*>(person.bytes.data()), person.bytes.size()};
    out += room.view();
    return out;
}

std::string_view words_after(spam_step step) {
    return step == spam_step::proof
               ? " From now on each of your messages here takes a moment of work, and going on like this mutes you."
               : " Going on like this mutes you here.";
}

const std::string* text_of(const protocol::body& content) {
    const auto* text = std::get_if<protocol::text_body>(&content);
    return text != nullptr ? &text->text.reveal() : nullptr;
}

}  // namespace

std::optional<room_home::spam_verdict> room_home::judge(live_room& room, const speaker& by,
                                                        const protocol::body& content, bool compared,
                                                        const std::optional<protocol::proof>& proof, time_point now) {
    const core::spam_rules& rules = rates_.spam;
    const core::room_member* m = room.state.member(by.person);
    // Two friends, and who is muted already: the rate is all that there is to judge.
    const bool beyond = room.own() || room.state.muted_until(by.person, now);
    const bool exempt = beyond || m == nullptr || m->role >= protocol::role::voiced;
    const auto found = exempt || room.spam.empty() ? room.spam.end() : room.spam.find(by.person);

    const core::bucket_rate rate{rates_.say_burst, rates_.say_per_s};
    core::token_bucket& bucket = room.say_buckets[by.person];
    const milliseconds wait = bucket.try_take(rate, now);
    if (wait.count() > 0) {
        refusal slow = refuse_for(error_code::rate_limited, wait);
        if (exempt) return spam_verdict{std::move(slow)};
        core::spam_record& record = room.spam[by.person];
        const bool impatient = record.is_impatient(now);
        record.ask_to_wait(now + wait);
        // Who waits for as long as it was told is only quick.
        return impatient ? strike(room, by, std::move(slow), now) : spam_verdict{std::move(slow)};
    }
    if (found != room.spam.end() && proofs_.is_on() && found->second.wants_proof(rules, now)) {
        const std::string whose = writer_here(by.person, room.state.id());
        if (auto why = proofs_.require(proof_purpose::say, whose, proof, now)) {
            bucket.give_back(rate);  // the same message is about to come with its proof
            if (found->second.asked_in_vain()) return strike(room, by, std::move(*why), now);
            return spam_verdict{std::move(*why)};
        }
        found->second.proven();
    }
    const std::string* text = text_of(content);
    if (beyond || text == nullptr) return std::nullopt;
    if (by.guest_since && now < *by.guest_since + rules.guest_links && core::has_link(*text)) {
        refusal why = refuse_for(error_code::no_links, *by.guest_since + rules.guest_links - now);
        return exempt ? spam_verdict{std::move(why)} : strike(room, by, std::move(why), now);
    }
    if (!compared || rules.duplicate.count() == 0) return std::nullopt;
    const auto known = room.spam.find(by.person);
    if (known == room.spam.end()) return std::nullopt;
    const milliseconds until = known->second.repeated(rules, core::fold(*text), now);
    if (until.count() == 0) return std::nullopt;
    refusal why = refuse_for(error_code::duplicate, until);
    return exempt ? spam_verdict{std::move(why)} : strike(room, by, std::move(why), now);
}

void room_home::was_said(live_room& room, const person_id& by, const protocol::body& content, time_point now) {
    const std::string* text = text_of(content);
    if (rates_.spam.duplicate.count() == 0 || room.own() || text == nullptr) return;
    room.spam[by].remember(rates_.spam, core::fold(*text), now);
}

room_home::spam_verdict room_home::strike(live_room& room, const speaker& by, refusal why, time_point now) {
    const core::spam_rules& rules = rates_.spam;
    if (rules.proof_at == 0 && rules.mute_at == 0 && rules.ban_at == 0) return {std::move(why)};
    spam_verdict verdict{std::move(why), room.spam[by.person].strike(rules, now)};
    if (verdict.step == spam_step::mute) {
        verdict.why = refuse_for(error_code::muted, rules.mute);
        verdict.why.text =
            "You are muted here for a while: too much that was refused. Going on afterwards gets you banned.";
    } else if (verdict.step == spam_step::ban) {
        verdict.why = refusal{error_code::banned, "You are banned from this room: too much that was refused."};
    } else {
        verdict.why.text = srchat::text_of(verdict.why.code);
        verdict.why.text += words_after(verdict.step);
    }
    return verdict;
}

task<refusal> room_home::follow_up(room_id id, person_id by, spam_verdict what, time_point now) {
    const bool mute = what.step == spam_step::mute;
    if (!mute && what.step != spam_step::ban) co_return what.why;
    auto decide = [this, by, mute, now](const core::room_state& state) {
        return mute ? core::decide_mute_by_server(state, by, rates_.spam.mute, now)
                    : core::decide_ban_by_server(state, by);
    };
    result<ports::log_ack> ack = co_await commit(id, std::move(decide), now);
    if (!ack) co_return ack.error();
    (mute ? shard_.counters().spam_mutes : shard_.counters().spam_bans).add();
    live_room* room = find(id);
    if (room != nullptr && mute) room->spam[by].muted_until(now + rates_.spam.mute);
    co_return what.why;
}

// Somebody of the staff lifts what the server did: the count begins anew.
void room_home::forgive(live_room& room, const protocol::log_entry& entry) {
    if (room.spam.empty()) return;
    person_id whose;
    if (const auto* changed = std::get_if<protocol::member_changed>(&entry.what)) {
        const bool lifted = changed->by && *changed->by != protocol::role::server && !changed->who.muted_until &&
                            room.state.muted_until(entry.actor, entry.at);
        if (!lifted) return;
        whose = entry.actor;
    } else if (const auto* lifted = std::get_if<protocol::unbanned>(&entry.what)) {
        const auto ban = room.state.bans().find(lifted->ban);
        if (ban == room.state.bans().end()) return;
        whose = ban->second.person;
    } else {
        return;
    }
    if (const auto found = room.spam.find(whose); found != room.spam.end()) found->second.forgive();
}

}  // namespace srchat::services
