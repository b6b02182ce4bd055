#include "srchat/services/complaints.hpp"

#include <algorithm>
#include <cstring>

#include "srchat/base/random.hpp"
#include "srchat/core/recovery_words.hpp"
#include "srchat/services/complaint_rules.hpp"

namespace srchat::services {

namespace {
using namespace std::chrono_literals;
using ports::complaint_record;
constexpr std::uint32_t most_listed = 100;
constexpr auto notice_life = std::chrono::hours{24 * 7};
constexpr const char* salt_key = "receipt_salt";

refusal not_so_often(milliseconds time, const char* text) {
    refusal why{error_code::rate_limited, text};
    why.retry_after = time;
    return why;
}

std::string hex(const std::array<std::uint8_t, 32>& bytes) {
    std::string text;
    for (std::size_t half = 0; half < 2; ++half) {
        client_id id;
        std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(16 * half), 16, id.bytes.begin());
        text += to_hex(id);
    }
    return text;
}

bool is_rule(const std::vector<protocol::house_rule>& rules, const std::string& word) {
    return word.empty() || std::ranges::find(rules, word, &protocol::house_rule::word) != rules.end();
}
}  // namespace

std::string to_wire(const ports::complaint_id& id) {
    client_id same;
    same.bytes = id.bytes;
    return to_hex(same);
}

std::optional<ports::complaint_id> complaint_id_from(std::string_view text) {
    const std::optional<client_id> same = client_id_from_hex(text);
    if (!same) return std::nullopt;
    ports::complaint_id id;
    id.bytes = same->bytes;
    return id;
}

complaints::complaints(runtime::shard& home, complaint_stores stores, rooms& rooms, ports::password_hasher& passwords,
                       const ports::hasher& hasher, const complaint_limits& limits)
    : home_{home}, stores_{stores}, rooms_{rooms}, passwords_{passwords}, hasher_{hasher}, limits_{limits} {}

void complaints::start() {
    home_.spawn(purge());
    home_.every(60s, [this] {
        const time_point now = server_clock::now();
        std::erase_if(sent_by_person_, [&](auto& b) { return b.second.is_full(limits_.by_person, now); });
        std::erase_if(sent_by_address_, [&](auto& b) { return b.second.is_full(limits_.by_address, now); });
        std::erase_if(receipts_, [&](auto& b) { return b.second.is_full(limits_.receipts, now); });
        home_.spawn(purge());
    });
}

task<void> complaints::purge() {
    const time_point now = server_clock::now();
    result<std::pair<std::uint64_t, std::uint64_t>> done =
        co_await stores_.complaints.purge(now - limits_.kept, now - limits_.silent, now);
    (void)done;  // a database that is away is asked again in a minute
}

protocol::complaint_view complaints::view(const complaint_record& c) const {
    protocol::complaint_view v;
    v.id = to_wire(c.id);
    v.kind = c.kind;
    v.rule = c.rule;
    v.state = c.head.state;
    v.outcome = c.head.outcome;
    v.created_at = c.created_at;
    v.changed_at = c.head.changed_at;
    v.decided_at = c.head.decided_at;
    if (v.decided_at) v.ends_at = *v.decided_at + limits_.kept;
    v.evidence = c.evidence;
    for (const protocol::complaint_post& p : c.posts) {
        if (p.by == protocol::post_by::note) continue;
        // Which of the admins wrote it is nobody's business outside; and numbers without the notes would show them.
        v.posts.push_back({static_cast<std::uint32_t>(v.posts.size() + 1), p.at, p.by, {}, p.text});
    }
    return v;
}

void complaints::tell_reporter(const complaint_record& c) {
    if (!c.reporter) return;
    protocol::notice n;
    n.kind = protocol::notice_kind::complaint_answered;
    n.name = to_wire(c.id);
    rooms_.notify(*c.reporter, {std::move(n), {}, server_clock::now() + notice_life});
}

task<result<complaints::preview_result>> complaints::preview(session who, protocol::evidence_request what) {
    result<room_home::gathered> found = co_await rooms_.gather(who.person, std::move(what));
    if (!found) co_return found.error();
    std::string digest = hex(hasher_.sha256(found->evidence));
    co_return preview_result{std::move(found->evidence), std::move(digest)};
}

std::optional<refusal> complaints::count(const person_id& person, std::uint64_t address) {
    constexpr const char* text = "That were many complaints for one hour. Try again later.";
    const time_point now = server_clock::now();
    const milliseconds by_address = sent_by_address_[address].try_take(limits_.by_address, now);
    if (by_address.count() > 0) return not_so_often(by_address, text);
    const milliseconds by_person = sent_by_person_[person].try_take(limits_.by_person, now);
    if (by_person.count() > 0) return not_so_often(by_person, text);
    return std::nullopt;
}

std::optional<refusal> complaints::count_receipt(std::uint64_t address) {
    const milliseconds pause = receipts_[address].try_take(limits_.receipts, server_clock::now());
    if (pause.count() > 0) return not_so_often(pause, "Too many tries. Wait a while before the next one.");
    return std::nullopt;
}

// Words without a salt of their own, since they are all that there is to find a complaint by. One salt for this database
// keeps tables that were made elsewhere from fitting.
task<result<ports::receipt_hash>> complaints::hash(secret_text receipt) {
    std::array<std::uint8_t, 16> salt{};
    client_id fresh = client_id::random();
    result<std::string> kept = co_await stores_.settings.find_or_set(salt_key, to_hex(fresh));
    if (!kept) co_return kept.error();
    const std::optional<client_id> known = client_id_from_hex(*kept);
    if (!known) co_return error_code::internal;
    salt = known->bytes;
    result<ports::receipt_hash> key = co_await passwords_.derive(core::tidy_recovery_words(receipt), salt);
    co_return key;
}

task<result<complaints::sent>> complaints::send(session who, protocol::complaint_request what, std::uint64_t address) {
    if (!is_rule(limits_.rules, what.rule)) {
        refusal why{error_code::bad_field};
        why.field = "rule";
        co_return why;
    }
    const time_point now = server_clock::now();
    complaint_record c;
    if (what.evidence) {
        const protocol::evidence_request asked = *what.evidence;
        result<room_home::gathered> found = co_await rooms_.gather(who.person, asked);
        const bool gone = !found && found.error().code == error_code::no_message;
        if (!found && !gone) co_return found.error();
        if (gone || hex(hasher_.sha256(found->evidence)) != asked.digest) co_return error_code::evidence_changed;
        c.evidence = std::move(found->evidence);
        c.room = asked.room;
        c.m = found->m;
        if (found->about) {
            result<std::optional<ports::account_record>> account = co_await stores_.accounts.find(*found->about);
            if (!account) co_return account.error();
            if (*account) c.about = found->about;
        }
    }
    const person_id person = who.person;
    auto counting = [this, person, address] { return count(person, address); };
    std::optional<refusal> too_many = co_await runtime::call_on(home_, std::move(counting));
    if (too_many) co_return std::move(*too_many);

    c.id.bytes = client_id::random().bytes;
    c.kind = what.kind;
    c.rule = std::move(what.rule);
    c.created_at = c.head.changed_at = now;
    c.posts.push_back({1, now, protocol::post_by::reporter, {}, std::move(what.text)});
    sent out;
    std::optional<ports::receipt_hash> receipt;
    if (who.is_user()) {
        c.reporter = who.person;
    } else {
        out.receipt = core::recovery_words(random_below(UINT64_MAX));
        result<ports::receipt_hash> key = co_await hash(out.receipt);
        if (!key) co_return key.error();
        receipt = *key;
    }
    out.complaint = view(c);
    result<void> added = co_await stores_.complaints.add(std::move(c), receipt);
    if (!added) co_return added.error();
    co_return out;
}

task<result<std::vector<protocol::complaint_view>>> complaints::list(session who) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::vector<complaint_record>> found = co_await stores_.complaints.of(who.person, most_listed);
    if (!found) co_return found.error();
    std::vector<protocol::complaint_view> all;
    for (const complaint_record& c : *found) all.push_back(view(c));
    co_return all;
}

task<result<std::vector<protocol::complaint_view>>> complaints::list_whole(session who) {
    if (!who.is_user()) co_return error_code::no_account;
    result<std::vector<complaint_record>> heads = co_await stores_.complaints.of(who.person, most_listed);
    if (!heads) co_return heads.error();
    std::vector<protocol::complaint_view> all;
    for (const complaint_record& head : *heads) {
        result<std::optional<complaint_record>> found = co_await stores_.complaints.find(head.id);
        if (!found) co_return found.error();
        if (*found) all.push_back(view(**found));
    }
    co_return all;
}

task<result<complaint_record>> complaints::own(session who, std::string id) {
    const std::optional<ports::complaint_id> parsed = complaint_id_from(id);
    if (!parsed || !who.is_user()) co_return error_code::no_complaint;
    result<std::optional<complaint_record>> found = co_await stores_.complaints.find(*parsed);
    if (!found) co_return found.error();
    if (!*found || (*found)->reporter != who.person) co_return error_code::no_complaint;
    co_return std::move(**found);
}

task<result<protocol::complaint_view>> complaints::find(session who, std::string id) {
    result<complaint_record> c = co_await own(std::move(who), std::move(id));
    if (!c) co_return c.error();
    co_return view(*c);
}

task<result<protocol::complaint_view>> complaints::add_post(ports::complaint_id id, std::string text) {
    const time_point now = server_clock::now();
    ports::complaints::rule step = [text = std::move(text), now](const complaint_record& c) {
        return answer(c, text, now);
    };
    result<complaint_record> changed = co_await stores_.complaints.change(id, std::move(step));
    if (!changed) co_return changed.error();
    co_return view(*changed);
}

task<result<protocol::complaint_view>> complaints::post(session who, std::string id, std::string text) {
    result<complaint_record> c = co_await own(std::move(who), std::move(id));
    if (!c) co_return c.error();
    co_return co_await add_post(c->id, std::move(text));
}

task<result<complaint_record>> complaints::by_receipt(secret_text receipt, std::uint64_t address) {
    auto counting = [this, address] { return count_receipt(address); };
    std::optional<refusal> too_many = co_await runtime::call_on(home_, std::move(counting));
    if (too_many) co_return std::move(*too_many);
    result<ports::receipt_hash> key = co_await hash(std::move(receipt));
    if (!key) co_return key.error();
    result<std::optional<complaint_record>> found = co_await stores_.complaints.find_by_receipt(*key);
    if (!found) co_return found.error();
    if (!*found)
        co_return refusal{
            error_code::no_complaint,
            "There is nothing under these words. They may be misspelt, or it was deleted after its time."};
    co_return std::move(**found);
}

task<result<protocol::complaint_view>> complaints::open(secret_text receipt, std::uint64_t address) {
    result<complaint_record> c = co_await by_receipt(std::move(receipt), address);
    if (!c) co_return c.error();
    co_return view(*c);
}

task<result<protocol::complaint_view>> complaints::post(secret_text receipt, std::string text, std::uint64_t address) {
    result<complaint_record> c = co_await by_receipt(std::move(receipt), address);
    if (!c) co_return c.error();
    co_return co_await add_post(c->id, std::move(text));
}

}  // namespace srchat::services
