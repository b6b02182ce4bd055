#pragma once
// The port over friendships for any engine; what differs are the statements. Two people have one row, the lower id first.

#include "accounts.hpp"
#include "srchat/ports/friends.hpp"

namespace srchat::adapters::sql {

// The columns of a pair, in the order in which pair_in() reads them and put() writes those after the two ids.
#define SRCHAT_PAIR_COLUMNS                                                                           \
    "friend_pairs.state, friend_pairs.since, friend_pairs.lower_blocks, friend_pairs.higher_blocks, " \
    "friend_pairs.lower_declined_at, friend_pairs.higher_declined_at"

// Parameters are numbered in the order in which they are named here.
struct friend_statements {
    std::string_view find;           // lower, higher -> the pair
    std::string_view hold;           // lower, higher -> a row for each that has an account; nobody else gets them
    std::string_view pending;        // me -> how many I asked
    std::string_view today;          // me, since when -> how many
    std::string_view put;            // lower, higher, the pair
    std::string_view drop;           // lower, higher
    std::string_view sent;           // me, when
    std::string_view forget_own;     // me, until when
    std::string_view list;           // me -> the other's person, name, profile, then the pair, then 1 if I am the lower
    std::string_view forget_sent;    // until when
    std::string_view forget_lower;   // until when the lower one's refusals
    std::string_view forget_higher;  // until when the higher one's
    std::string_view drop_empty;
};

class friends final : public ports::friends {
public:
    friends(workers& on, const friend_statements& say) : workers_{on}, say_{say} {}

    task<result<ports::friend_pair>> find(person_id me, person_id other) override;
    task<result<ports::friend_pair>> change(person_id me, person_id other, time_point now, rule decide) override;
    task<result<std::vector<ports::friend_entry>>> list(person_id me) override;
    task<result<void>> forget(time_point now);

private:
    workers& workers_;
    const friend_statements& say_;
};

}  // namespace srchat::adapters::sql
