#include <array>

#include "srchat/api/commands.hpp"

namespace srchat::api {

const command_row& row_of(const protocol::command& what) noexcept {
    static constexpr std::array<command_row, std::variant_size_v<protocol::command>> rows{{
        {1, true},   // hello
        {1, false},  // ping
        {5, false},  // rename
        {2, false},  // rooms
        {5, false},  // room_create
        {2, false},  // join
        {1, false},  // leave
        {1, false},  // say
        {1, false},  // edit
        {1, false},  // delete
        {1, false},  // react
        {1, false},  // typing
        {2, false},  // roster
        {2, false},  // history
        {2, false},  // knock
        {1, false},  // knock_cancel
        {1, false},  // knock_answer
        {2, false},  // invite_create
        {1, false},  // invites_clear
        {1, false},  // kick
        {1, false},  // mute
        {1, false},  // ban
        {1, false},  // unban
        {2, false},  // bans
        {1, false},  // role
        {1, false},  // lock
        {1, false},  // slow
        {1, false},  // pin
        {5, false},  // room_set
        {1, false},  // transfer
        {1, false},  // transfer_answer
        {1, false},  // transfer_cancel
        {1, false},  // successor
        {1, false},  // close
        {3, false},  // friends
        {5, false},  // friend_request
        {3, false},  // friend_answer
        {3, false},  // friend_remove
        {3, false},  // block
        {3, false},  // unblock
        {2, false},  // profile
        {3, false},  // direct
        {1, false},  // read
        {5, false},  // invite_send
    }};
    return rows[what.index()];
}

}  // namespace srchat::api
