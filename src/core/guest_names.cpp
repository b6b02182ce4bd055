#include "srchat/core/guest_names.hpp"

#include <array>
#include <string_view>

namespace srchat::core {

namespace {

// Words that are kind in every combination: nothing about bodies, age, wits or origin.
constexpr auto adjectives = std::to_array<std::string_view>({
    "Agile",   "Amber",    "Autumn",   "Azure",    "Balmy",    "Bold",    "Brave",    "Breezy",   "Bright",  "Brisk",
    "Bronze",  "Calm",     "Candid",   "Cheerful", "Clever",   "Copper",  "Coral",    "Cosmic",   "Cosy",    "Crimson",
    "Curious", "Dapper",   "Daring",   "Dreamy",   "Eager",    "Early",   "Earnest",  "Easy",     "Fair",    "Fearless",
    "Fleet",   "Floral",   "Frosty",   "Gentle",   "Gleaming", "Golden",  "Graceful", "Grateful", "Happy",   "Hazel",
    "Honest",  "Hopeful",  "Humble",   "Indigo",   "Ivory",    "Jade",    "Jolly",    "Joyful",   "Keen",    "Kind",
    "Lively",  "Lucky",    "Lunar",    "Mellow",   "Merry",    "Mindful", "Misty",    "Modest",   "Mossy",   "Musical",
    "Nimble",  "Noble",    "Northern", "Olive",    "Patient",  "Pearly",  "Playful",  "Polite",   "Quick",   "Quiet",
    "Radiant", "Ready",    "Rosy",     "Ruby",     "Rustic",   "Serene",  "Silent",   "Silver",   "Smiling", "Snowy",
    "Solar",   "Southern", "Sparkly",  "Spring",   "Starry",   "Steady",  "Summer",   "Sunny",    "Swift",   "Teal",
    "Tidy",    "Tranquil", "Upbeat",   "Velvet",   "Vivid",    "Warm",    "Windy",    "Winter",   "Witty",   "Zesty",
});

constexpr auto animals = std::to_array<std::string_view>({
    "Albatross",  "Alpaca",      "Antelope",  "Armadillo", "Auk",         "Avocet",    "Axolotl",    "Badger",
    "Barbet",     "Beaver",      "Bee",       "Beetle",    "Bison",       "Bittern",   "Bluebird",   "Bobcat",
    "Bongo",      "Bulbul",      "Bunting",   "Butterfly", "Camel",       "Capybara",  "Cardinal",   "Caribou",
    "Cat",        "Chamois",     "Cheetah",   "Chickadee", "Chinchilla",  "Chipmunk",  "Cicada",     "Clownfish",
    "Condor",     "Coot",        "Coyote",    "Crane",     "Cricket",     "Curlew",    "Dipper",     "Dolphin",
    "Dormouse",   "Dove",        "Dragonfly", "Duck",      "Dugong",      "Dunlin",    "Eagle",      "Echidna",
    "Egret",      "Eider",       "Elk",       "Ermine",    "Falcon",      "Fennec",    "Ferret",     "Finch",
    "Firefly",    "Flamingo",    "Fox",       "Frog",      "Gazelle",     "Gecko",     "Gibbon",     "Giraffe",
    "Gnu",        "Goldfinch",   "Goose",     "Grebe",     "Grouse",      "Gull",      "Hare",       "Hawk",
    "Hedgehog",   "Heron",       "Hoopoe",    "Hornbill",  "Hummingbird", "Ibex",      "Ibis",       "Iguana",
    "Impala",     "Jackdaw",     "Jaguar",    "Jay",       "Jerboa",      "Kestrel",   "Kingfisher", "Kite",
    "Kiwi",       "Koala",       "Kudu",      "Ladybird",  "Lapwing",     "Lark",      "Lemur",      "Leopard",
    "Linnet",     "Llama",       "Lobster",   "Loon",      "Lynx",        "Macaw",     "Magpie",     "Manatee",
    "Mantis",     "Marmot",      "Marten",    "Meerkat",   "Mole",        "Moose",     "Moth",       "Narwhal",
    "Newt",       "Nightingale", "Numbat",    "Nuthatch",  "Ocelot",      "Octopus",   "Okapi",      "Oriole",
    "Oryx",       "Osprey",      "Otter",     "Owl",       "Oyster",      "Panda",     "Pangolin",   "Panther",
    "Parrot",     "Pelican",     "Penguin",   "Petrel",    "Pheasant",    "Pika",      "Pipit",      "Plover",
    "Pony",       "Porpoise",    "Puffin",    "Puma",      "Quail",       "Quokka",    "Rabbit",     "Raccoon",
    "Raven",      "Redstart",    "Reindeer",  "Robin",     "Salamander",  "Sandpiper", "Seahorse",   "Seal",
    "Serval",     "Siskin",      "Sparrow",   "Squirrel",  "Starfish",    "Starling",  "Stork",      "Swallow",
    "Swan",       "Tanager",     "Tapir",     "Tern",      "Thrush",      "Tiger",     "Toucan",     "Turtle",
    "Vole",       "Wagtail",     "Wallaby",   "Warbler",   "Waxwing",     "Whale",     "Wolf",       "Wombat",
    "Woodpecker", "Wren",        "Yak",       "Zebra",
});

static_assert(adjectives.size() >= 64 && animals.size() >= 128);

}  // namespace

std::string guest_name(std::uint64_t random) {
    const auto first = adjectives[random % adjectives.size()];
    const auto second = animals[random / adjectives.size() % animals.size()];
    std::string name{first};
    name += ' ';
    name += second;
    return name;
}

std::string numbered_guest_name(std::uint64_t random) {
    const std::uint64_t number = 2 + random / (adjectives.size() * animals.size()) % 9998;
    return guest_name(random) + " " + std::to_string(number);
}

}  // namespace srchat::core
