"""The server's own table of its commands, and for each of them one that passes the check of form."""

import json

from .client import new_cid, words
from .server import run

C = words("field")
HUGE = 123456789012345678901234567890

# Per type of the table: the JSON sort, a value that the check of form accepts, and values of the
# right sort that it refuses.
TYPES = {
    "integer": (int, 1, [1.5, 2**53, HUGE]),
    "boolean": (bool, True, []),
    "line": (str, "Zkanarie", ["a\nb", "a\tb", "a\u202eb", "a\u007fb"]),
    "name": (str, "Zkanarie", []),
    "emoji": (str, "👍", []),
    "choice": (str, None, ["", C]),
    "room_id": (str, "0" * 17, ["", "0" * 16, "0" * 18, "0" * 16 + "-", "0" * 16 + "é"]),
    "client_id": (str, new_cid(), ["", "0" * 31, "0" * 33, "A" * 32, "g" * 32]),
    "body": (
        dict,
        {"text": C},
        [{"text": 5}, {"text": None}, {"text": C, "x": 1}, {"html": C}, {"text": [C]}],
    ),
    "media": (
        dict,
        {"id": "0" * 22},
        [{}, {"id": "0" * 21}, {"id": 5}, {"id": "0" * 22, "name": "a\nb"}, {"id": "0" * 22, "x": C}],
    ),
    "proof": (
        dict,
        {"challenge": "Zkanarie", "nonce": "0"},
        [
            {},
            {"challenge": C},
            {"nonce": "0"},
            {"challenge": 5, "nonce": "0"},
            {"challenge": C, "nonce": ""},
            {"challenge": C, "nonce": "0" * 65},
            {"challenge": "a\nb", "nonce": "0"},
            {"challenge": C, "nonce": "0", "x": C},
        ],
    ),
    "members": (list, [], [[0], [-1], [1.5], ["1"], [None], [[1]], [HUGE], list(range(1, 22)), [2**32]]),
    "position": (
        dict,
        {"epoch": 1, "seq": 0},
        [
            {"epoch": 1},
            {"seq": 1},
            {"epoch": "1", "seq": 1},
            {"epoch": -1, "seq": 1},
            {"epoch": 1, "seq": -1},
            {"epoch": 1, "seq": 1.5},
            {"epoch": 1, "seq": HUGE},
            {"epoch": 1, "seq": 1, "x": C},
        ],
    ),
}


def table():
    listed = run("protocol")
    assert listed.returncode == 0, listed.stderr
    return json.loads(listed.stdout)


def good_value(field):
    if field["type"] == "choice":
        return field["choices"][0]
    return TYPES[field["type"]][1]


def commands():
    return table()["commands"]


def complete(command):
    return {"t": command["t"]} | {f["name"]: good_value(f) for f in command["fields"]}
