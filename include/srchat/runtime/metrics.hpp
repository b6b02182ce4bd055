#pragma once
// All counters of the process in Prometheus' text format. Any thread. No label names a room or a person.

#include <string>

#include "srchat/runtime/shard.hpp"

namespace srchat::runtime {

std::string render_metrics(shards& all);

}  // namespace srchat::runtime
