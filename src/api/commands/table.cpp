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
    }};
    return rows[what.index()];
}

}  // namespace srchat::api
