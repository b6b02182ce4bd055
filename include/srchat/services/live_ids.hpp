#pragma once
// The rooms that follow from who somebody is: an inbox from its person, a direct from its two. Nobody keeps a list of them,
// and every node finds the same ones.

#include "srchat/base/ids.hpp"
#include "srchat/ports/hasher.hpp"

namespace srchat::services {

room_id inbox_of(const ports::hasher& hasher, const person_id& person);
// The same whichever of the two is named first.
room_id direct_of(const ports::hasher& hasher, const person_id& one, const person_id& other);

}  // namespace srchat::services
