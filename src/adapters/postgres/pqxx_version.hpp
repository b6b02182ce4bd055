#pragma once
// All that differs between libpqxx 6.4, which Debian 12 has, and 7.x.

#include <pqxx/pqxx>

#include <string>
#include <string_view>
#include <vector>

namespace srchat::adapters::postgres {

// Runs one statement; a null pointer is a parameter that is NULL.
inline pqxx::result execute(pqxx::transaction_base& in, std::string_view statement,
                            const std::vector<const char*>& with) {
#if PQXX_VERSION_MAJOR >= 7
    pqxx::params values;
    for (const char* value : with) {
        if (value == nullptr) {
            values.append();
        } else {
            values.append(pqxx::zview{value});
        }
    }
    const std::string text{statement};
#if PQXX_VERSION_MAJOR > 7 || PQXX_VERSION_MINOR >= 10
    return in.exec(text, values);
#else
    return in.exec_params(text, values);
#endif
#else
    return in.exec_params(std::string{statement}, pqxx::prepare::make_dynamic_params(with));
#endif
}

// A lost connection stays lost: 6.4 would make a new one by itself, in the middle of whatever is going on.
inline void forbid_reconnecting([[maybe_unused]] pqxx::connection& on) {
#if PQXX_VERSION_MAJOR < 7
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"
    on.inhibit_reactivation(true);
#pragma GCC diagnostic pop
#endif
}

}  // namespace srchat::adapters::postgres
