#pragma once
// Complaints, bug reports and appeals as their reporters use them: with an account, or with a receipt of six words that is
// kept as a slow hash only. What is kept of a room is written here from the room itself. Any shard may call it; rates are
// counted on shard 0.

#include <string>
#include <unordered_map>

#include "srchat/core/token_bucket.hpp"
#include "srchat/ports/accounts.hpp"
#include "srchat/ports/complaints.hpp"
#include "srchat/ports/hasher.hpp"
#include "srchat/ports/password_hasher.hpp"
#include "srchat/ports/settings.hpp"
#include "srchat/services/rooms.hpp"
#include "srchat/services/sessions.hpp"

namespace srchat::services {

struct complaint_limits {
    core::bucket_rate by_person{5, 5.0 / 3600};
    core::bucket_rate by_address{20, 20.0 / 3600};
    core::bucket_rate receipts{10, 1.0 / 60};          // tries of one address
    milliseconds kept{std::chrono::hours{24 * 30}};    // after the decision
    milliseconds silent{std::chrono::hours{24 * 14}};  // how long an answer of the reporter is waited for
    std::vector<protocol::house_rule> rules;
};

struct complaint_stores {
    ports::accounts& accounts;
    ports::complaints& complaints;
    ports::settings& settings;
};

class complaints {
public:
    // All outlive it.
    complaints(runtime::shard& home, complaint_stores stores, rooms& rooms, ports::password_hasher& passwords,
               const ports::hasher& hasher, const complaint_limits& limits);
    void start();
    const std::vector<protocol::house_rule>& rules() const noexcept { return limits_.rules; }

    struct preview_result {
        std::string evidence;
        std::string digest;
    };
    // Refusals: those of room_home::gather.
    task<result<preview_result>> preview(session who, protocol::evidence_request what);
    struct sent {
        protocol::complaint_view complaint;
        secret_text receipt;  // of a visitor
    };
    // Refusals also: evidence_changed, bad_field, rate_limited, overloaded, unavailable.
    task<result<sent>> send(session who, protocol::complaint_request what, std::uint64_t address);
    // Refusals: no_account, unavailable.
    task<result<std::vector<protocol::complaint_view>>> list(session who);
    // The same with threads and evidence, for the export of an account.
    task<result<std::vector<protocol::complaint_view>>> list_whole(session who);
    // Refusals of these: no_complaint, unavailable; of posts also complaint_closed, rate_limited.
    task<result<protocol::complaint_view>> find(session who, std::string id);
    task<result<protocol::complaint_view>> post(session who, std::string id, std::string text);
    // By receipt; refusals also: rate_limited, overloaded. Wrong words and words of what is gone are not told apart.
    task<result<protocol::complaint_view>> open(secret_text receipt, std::uint64_t address);
    task<result<protocol::complaint_view>> post(secret_text receipt, std::string text, std::uint64_t address);

    // For staff's service: as a reporter sees it.
    protocol::complaint_view view(const ports::complaint_record& c) const;
    // Somebody who complained with an account hears that there is something new.
    void tell_reporter(const ports::complaint_record& c);

private:
    using buckets = std::unordered_map<std::uint64_t, core::token_bucket>;
    // On shard 0. nullopt: it may be done.
    std::optional<refusal> count(const person_id& person, std::uint64_t address);
    std::optional<refusal> count_receipt(std::uint64_t address);
    task<result<ports::receipt_hash>> hash(secret_text receipt);
    task<result<ports::complaint_record>> by_receipt(secret_text receipt, std::uint64_t address);
    task<result<ports::complaint_record>> own(session who, std::string id);
    task<result<protocol::complaint_view>> add_post(ports::complaint_id id, std::string text);
    task<void> purge();

    runtime::shard& home_;
    complaint_stores stores_;
    rooms& rooms_;
    ports::password_hasher& passwords_;
    const ports::hasher& hasher_;
    const complaint_limits& limits_;
    std::unordered_map<person_id, core::token_bucket> sent_by_person_;
    buckets sent_by_address_;
    buckets receipts_;
};

// The id as it is on the wire: 32 hexadecimal digits.
std::string to_wire(const ports::complaint_id& id);
std::optional<ports::complaint_id> complaint_id_from(std::string_view text);

}  // namespace srchat::services
