#pragma once
// A hash map in one block of memory, for what every message looks up: a look-up costs one miss of the processor's cache
// instead of three. Inserting moves elements, so no reference into it is kept past the next insertion.

#include <boost/unordered/unordered_flat_map.hpp>

#include <functional>

namespace srchat {

template <class Key, class Value, class Hash = std::hash<Key>>
using flat_map = boost::unordered_flat_map<Key, Value, Hash>;

}  // namespace srchat
