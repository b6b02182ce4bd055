#pragma once
// `srchat admin`: makes and changes those who run the server. The first one can be made in no other way.

#include <iosfwd>
#include <string>

#include "srchat/app/config.hpp"

namespace srchat {

struct admin_order {
    enum class kind { create, passwd, remove, list };
    kind what = kind::list;
    std::string name;
};

// Blocks. Reads the password as one line from `in`, without showing it if that is a terminal. Returns the exit code.
int administer(const config& settings, const admin_order& what, std::istream& in, std::ostream& out, std::ostream& err);

}  // namespace srchat
