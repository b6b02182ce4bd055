#pragma once
// Checks the fields that were read against a row of the protocol table.

#include <array>
#include <optional>
#include <span>

#include "frame_reader.hpp"
#include "srchat/base/ids.hpp"
#include "srchat/base/result.hpp"
#include "srchat/protocol/table.hpp"

namespace srchat::protocol {

// A row with its names resolved at compile time.
struct field_plan {
    static constexpr std::size_t max_fields = 12;
    std::span<const field_spec> fields;
    std::array<field_key, max_fields> keys{};
    key_bits allowed = 0;

    constexpr field_plan() = default;
    constexpr field_plan(std::span<const field_spec> row, key_bits also_allowed) : fields{row}, allowed{also_allowed} {
        for (std::size_t i = 0; i < row.size(); ++i) {
            keys[i] = key_of(row[i].name);
            allowed |= bit(keys[i]);  // not a constant expression, so it does not compile, if the name has no key
        }
    }
};

// Values that took parsing, kept so that it is done once.
struct checked_ids {
    std::optional<room_id> room;
    std::optional<client_id> cid;
    std::optional<media_id> media;
};

refusal bad_field(std::string_view field);

// nullopt if every field is known, there when required, of its type and in range. The index of a choice is put into
// its `number`. Refusals: bad_field with its field, text_invalid, text_too_long.
std::optional<refusal> check_fields(const field_plan& plan, frame_values& values, checked_ids& ids);

}  // namespace srchat::protocol
