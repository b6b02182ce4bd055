#include "srchat/core/recovery_words.hpp"

#include <array>
#include <string_view>

namespace srchat::core {

namespace {

// Short common English words, 1,024 of them, so that each stands for ten bits.
constexpr auto words = std::to_array<std::string_view>({
    "acorn",  "actor",  "adapt",  "admit",  "adult",  "agree",  "alarm",  "album",  "alert",  "alley",  "alpha",
    "amber",  "angle",  "ankle",  "anvil",  "apple",  "april",  "apron",  "arch",   "arena",  "armor",  "arrow",
    "ash",    "aspen",  "atlas",  "attic",  "aunt",   "award",  "axis",   "bacon",  "badge",  "bagel",  "baker",
    "ball",   "band",   "banjo",  "bank",   "bark",   "barn",   "baron",  "basil",  "bath",   "bay",    "beach",
    "bead",   "beam",   "bean",   "bear",   "bed",    "beech",  "beef",   "bell",   "belt",   "bench",  "berry",
    "bike",   "bird",   "blade",  "blaze",  "blend",  "block",  "bloom",  "blue",   "board",  "boat",   "body",
    "bolt",   "bonus",  "book",   "boot",   "bowl",   "box",    "brass",  "bread",  "brick",  "brief",  "broom",
    "brown",  "brush",  "bugle",  "bulb",   "bunny",  "bus",    "bush",   "cabin",  "cable",  "cafe",   "cake",
    "calm",   "camel",  "camp",   "canal",  "canoe",  "cape",   "car",    "card",   "cargo",  "cart",   "cat",
    "cave",   "cedar",  "chain",  "chalk",  "charm",  "chef",   "chess",  "chief",  "child",  "chin",   "chip",
    "city",   "clam",   "clap",   "class",  "clay",   "clean",  "cliff",  "climb",  "clock",  "cloth",  "cloud",
    "club",   "coach",  "coal",   "coast",  "coat",   "cobra",  "cocoa",  "coin",   "color",  "comic",  "cone",
    "cook",   "coral",  "cord",   "cork",   "corn",   "couch",  "cover",  "cow",    "craft",  "crane",  "cream",
    "creek",  "crew",   "crisp",  "crown",  "crumb",  "cube",   "cup",    "curd",   "curve",  "cycle",  "daisy",
    "dance",  "dash",   "date",   "dawn",   "day",    "deck",   "deer",   "delta",  "denim",  "depot",  "desert",
    "desk",   "detail", "dew",    "dial",   "diary",  "diesel", "dinner", "dish",   "dock",   "doctor", "dog",
    "doll",   "domain", "donkey", "door",   "dose",   "double", "dough",  "dove",   "dragon", "drama",  "drawer",
    "dream",  "dress",  "drift",  "drill",  "drink",  "drive",  "drum",   "duck",   "duet",   "dune",   "dusk",
    "dust",   "duty",   "eagle",  "ear",    "early",  "earth",  "easel",  "east",   "echo",   "edge",   "editor",
    "egg",    "elbow",  "elder",  "elk",    "elm",    "ember",  "empire", "engine", "enjoy",  "enough", "entry",
    "equal",  "exact",  "exit",   "expert", "extra",  "fabric", "face",   "factor", "fair",   "falcon", "family",
    "famous", "fan",    "farm",   "fast",   "father", "feast",  "felt",   "fence",  "fern",   "ferry",  "fiber",
    "field",  "fig",    "figure", "film",   "filter", "final",  "finch",  "finger", "fire",   "fish",   "flag",
    "flame",  "flash",  "fleece", "flight", "flock",  "floor",  "flour",  "flower", "flute",  "foam",   "fog",
    "foil",   "folder", "folk",   "forest", "fork",   "formal", "fossil", "fox",    "frame",  "fresh",  "friday",
    "friend", "fringe", "frog",   "front",  "frost",  "fruit",  "funnel", "future", "galaxy", "game",   "garage",
    "garden", "garlic", "gate",   "gentle", "geyser", "giant",  "gift",   "ginger", "glad",   "glass",  "glaze",
    "globe",  "glove",  "glow",   "goal",   "goat",   "gold",   "golf",   "goose",  "gown",   "grain",  "grand",
    "grape",  "grass",  "gravel", "great",  "green",  "grid",   "grill",  "group",  "grove",  "guest",  "guide",
    "guitar", "gulf",   "gym",    "habit",  "hail",   "hair",   "half",   "hall",   "hammer", "hand",   "happy",
    "harbor", "hard",   "harp",   "hat",    "hawk",   "hay",    "hazel",  "head",   "heart",  "heat",   "hedge",
    "heel",   "helmet", "herb",   "herd",   "heron",  "hill",   "hinge",  "hobby",  "hockey", "hollow", "home",
    "honest", "hood",   "hook",   "hope",   "horn",   "horse",  "hotel",  "hour",   "house",  "human",  "humor",
    "hunter", "ice",    "icicle", "idea",   "igloo",  "image",  "inch",   "index",  "indigo", "infant", "ink",
    "inlet",  "insect", "inside", "invite", "iris",   "iron",   "island", "ivory",  "ivy",    "jacket", "jade",
    "jam",    "jar",    "jazz",   "jeans",  "jelly",  "jersey", "jewel",  "job",    "join",   "joke",   "judge",
    "juice",  "july",   "jump",   "june",   "jungle", "junior", "jury",   "kale",   "kayak",  "keen",   "kernel",
    "kettle", "key",    "kind",   "king",   "kiosk",  "kite",   "kitten", "kiwi",   "knee",   "knight", "knob",
    "knot",   "label",  "lace",   "ladder", "lady",   "lagoon", "lake",   "lamb",   "lamp",   "lane",   "large",
    "laser",  "later",  "latte",  "laugh",  "lava",   "lawn",   "layer",  "leader", "leaf",   "league", "left",
    "legend", "lemon",  "lens",   "lesson", "letter", "level",  "lift",   "light",  "lilac",  "lily",   "lime",
    "linen",  "lion",   "lip",    "list",   "little", "lizard", "loaf",   "lobby",  "local",  "lock",   "lodge",
    "log",    "logic",  "long",   "loop",   "lotus",  "loud",   "lounge", "love",   "lucky",  "lumber", "lunar",
    "lunch",  "lyric",  "magic",  "magnet", "maid",   "mail",   "major",  "mango",  "manor",  "mantle", "map",
    "maple",  "marble", "march",  "margin", "marine", "market", "marsh",  "mask",   "master", "match",  "math",
    "matrix", "may",    "maze",   "meadow", "meal",   "medal",  "melody", "member", "memory", "menu",   "merit",
    "metal",  "meteor", "metro",  "middle", "mild",   "milk",   "mill",   "mimic",  "mind",   "minor",  "mint",
    "minute", "mirror", "mist",   "mitten", "mixer",  "model",  "moment", "monday", "money",  "monkey", "month",
    "moon",   "moral",  "mosaic", "moss",   "moth",   "motor",  "mount",  "mouse",  "mouth",  "movie",  "muffin",
    "mug",    "mural",  "muscle", "museum", "music",  "myth",   "nail",   "name",   "napkin", "narrow", "nation",
    "nature", "navy",   "near",   "neck",   "needle", "neon",   "nest",   "net",    "new",    "nickel", "night",
    "noble",  "noise",  "noodle", "noon",   "north",  "nose",   "novel",  "number", "nurse",  "nut",    "nylon",
    "oak",    "oar",    "oasis",  "oat",    "object", "oboe",   "ocean",  "odd",    "office", "oil",    "olive",
    "omelet", "one",    "onion",  "opal",   "open",   "opera",  "orange", "orbit",  "order",  "organ",  "origin",
    "otter",  "ounce",  "oval",   "oven",   "owl",    "owner",  "oxygen", "oyster", "pack",   "paddle", "page",
    "paint",  "pair",   "palace", "palm",   "pan",    "panda",  "panel",  "paper",  "parade", "parcel", "parent",
    "park",   "parrot", "party",  "pasta",  "patch",  "path",   "patio",  "pause",  "peach",  "peak",   "peanut",
    "pear",   "pebble", "pecan",  "pedal",  "pen",    "pencil", "pepper", "period", "permit", "person", "petal",
    "phone",  "photo",  "piano",  "picnic", "pie",    "piece",  "pigeon", "pilot",  "pine",   "pink",   "pipe",
    "pizza",  "planet", "plate",  "player", "plaza",  "plot",   "plum",   "pocket", "poem",   "poet",   "point",
    "polar",  "polite", "pond",   "pony",   "pool",   "poplar", "poppy",  "porch",  "port",   "poster", "potato",
    "powder", "prince", "prism",  "prize",  "proof",  "proud",  "public", "pulley", "pulse",  "puppet", "purple",
    "puzzle", "quail",  "queen",  "quest",  "quick",  "quiet",  "quilt",  "quiz",   "rabbit", "radar",  "radio",
    "rail",   "rain",   "raisin", "ranch",  "random", "rapid",  "raven",  "ray",    "ready",  "recipe", "record",
    "red",    "reef",   "region", "relax",  "remote", "report", "rescue", "resort", "result", "ribbon", "rice",
    "ride",   "ridge",  "ring",   "ripple", "river",  "road",   "robin",  "robot",  "rock",   "rodeo",  "roof",
    "room",   "root",   "rope",   "rose",   "round",  "route",  "royal",  "rubber", "ruby",   "rug",    "ruler",
    "runner", "rural",  "rust",   "saddle", "safari", "saga",   "sage",   "sail",   "salad",  "salmon", "salon",
    "salt",   "salute", "same",   "sample", "sand",   "satin",  "sauce",  "sauna",  "scale",  "scarf",  "scene",
    "school", "scoop",  "score",  "scout",  "screen", "script", "sea",    "seal",   "season", "seat",   "second",
    "secret", "seed",   "senior", "sense",  "series", "seven",  "shade",  "shape",  "share",  "shawl",  "sheep",
    "shelf",  "shield", "shine",  "ship",   "shirt",  "shoe",   "shop",   "shore",  "shovel", "shrimp", "shrub",
    "sienna", "signal", "silk",   "silver", "simple", "singer", "sister", "sketch", "ski",    "skill",  "skirt",
    "sky",    "slate",  "sled",   "sleeve", "slice",  "slide",  "slogan", "slope",  "small",  "smile",  "snack",
    "snail",  "snow",   "soap",   "soccer", "social", "sock",   "soda",   "sofa",   "soft",   "soil",   "solar",
    "solid",  "solo",   "song",   "sonnet", "soup",   "south",  "space",  "spark",  "speech", "spice",  "spider",
    "spiral", "spoon",  "sport",  "spring", "spruce", "square", "stable", "staff",  "stage",  "stair",  "stamp",
    "star",   "state",  "steam",  "steel",  "stem",   "step",   "stereo", "stone",  "stool",  "store",  "stove",
    "straw",  "stream", "string", "strong", "studio", "style",  "subway", "sugar",  "suit",   "summer", "sunday",
    "sunny",  "sunset", "surf",   "swan",   "sweet",  "swift",  "swing",  "switch", "symbol", "syrup",  "system",
    "table",  "tail",   "talent", "tango",  "tank",   "tape",   "target", "taxi",   "tea",    "team",   "temple",
    "ten",    "tennis", "tent",   "theory", "thread", "throne", "thumb",  "ticket", "tide",   "tiger",  "tile",
    "timber", "time",   "tin",    "title",  "toast",  "today",  "toe",    "tomato", "tone",   "tool",   "tooth",
    "topaz",  "topic",  "torch",  "total",  "tower",  "town",   "toy",    "track",  "trade",  "trail",  "tram",
    "travel", "tray",   "tree",   "trend",  "trial",  "tribe",  "trio",   "trophy", "trout",  "truck",  "trunk",
    "truth",  "tuba",   "tulip",  "tuna",   "tundra", "tunnel", "turkey", "turtle", "tutor",  "twelve", "twig",
    "twin",   "two",    "ultra",  "uncle",  "union",  "unit",   "urban",  "useful", "usual",  "valley", "value",
    "van",    "vapor",  "vase",   "vault",  "vector", "velvet", "vendor", "verse",  "vessel", "vest",   "vine",
    "vinyl",  "violet", "virtue", "vision", "vivid",  "vocal",  "voice",  "volume", "voyage", "wafer",  "wagon",
    "waist",  "walk",   "wall",   "walnut", "walrus", "waltz",  "warm",   "water",  "wave",   "wax",    "west",
    "whale",  "wheat",  "wheel",  "wide",   "willow", "wind",   "wing",   "winter", "wire",   "wisdom", "wizard",
    "wolf",   "wonder", "wood",   "wool",   "word",   "world",  "wreath", "wren",   "yacht",  "yard",   "yarn",
    "year",   "yellow", "yoga",   "yogurt", "young",  "zebra",  "zenith", "zero",   "zigzag", "zinc",   "zipper",
    "zone",
});
static_assert(words.size() == 1024);

constexpr std::size_t count = 6;
constexpr unsigned bits = 10;

bool is_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }

}  // namespace

secret_text recovery_words(std::uint64_t random) {
    std::string text;
    text.reserve(64);
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) text += ' ';
        text += words[random & (words.size() - 1)];
        random >>= bits;
    }
    return secret_text{std::move(text)};
}

secret_text tidy_recovery_words(const secret_text& typed) {
    std::string text;
    text.reserve(typed.size());
    bool gap = false;
    for (char c : typed.reveal()) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (!is_letter(c)) {
            gap = !text.empty();
            continue;
        }
        if (gap) text += ' ';
        gap = false;
        text += c;
    }
    return secret_text{std::move(text)};
}

}  // namespace srchat::core
