#pragma once
// Reading tests/golden, and the values that its files show.

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "srchat/protocol/events.hpp"

namespace golden {

using json = nlohmann::json;
using namespace srchat;

// Each file of a folder by its name without ".json".
inline std::map<std::string, json> read_folder(const std::string& folder) {
    std::map<std::string, json> frames;
    for (const auto& entry : std::filesystem::directory_iterator{SRCHAT_SOURCE_DIR "/tests/golden/" + folder}) {
        std::ifstream file{entry.path()};
        frames.emplace(entry.path().stem().string(), json::parse(file));
    }
    return frames;
}

template <class Map>
std::set<std::string> names_of(const Map& map) {
    std::set<std::string> names;
    for (const auto& [name, value] : map) names.insert(name);
    return names;
}

// "say.unicode" shows the type "say".
inline std::string type_of(const std::string& name) { return name.substr(0, name.find('.')); }

inline const room_id room = *room_id::parse("4fGk2aQ9zLm3XbT7c");
inline const room_id other_room = *room_id::parse("0A1b2C3d4E5f6G7h8");
inline const client_id cid = *client_id_from_hex("9f0c1d2e3b4a59687786a5b4c3d2e1f0");
inline constexpr time_point start{milliseconds{1'767'225'600'000}};
inline const std::string unicode_text = "Grüße, 你好 👋\n\t\"quoted\" \\ </script> \u2028 end";

inline time_point after(std::int64_t ms) { return start + milliseconds{ms}; }
inline protocol::body text(const std::string& words) { return protocol::text_body{message_text{words}}; }

inline const protocol::person otter{"Quiet Otter", "a17", protocol::person_kind::guest};
inline const protocol::person ann{"Ann", "a3", protocol::person_kind::user};
inline const protocol::person heron{"Hidden Heron", "a63", protocol::person_kind::hidden};

// Ann's account, as a friend sees it.
inline const protocol::friend_view friend_ann{"ann", "Ann",
                                              "a3",  protocol::friend_state::friend_,
                                              start, protocol::friend_view::closer{"Likes tea", true, other_room}};

inline protocol::message message_of(const protocol::author& by, const std::string& words) {
    return {std::make_shared<const protocol::author>(by), cid, text(words), after(3'601'000)};
}

}  // namespace golden
