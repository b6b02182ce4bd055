"""Seeded mutations of frames and requests: mostly right, then wrong in one to four places."""

import json

from .client import change_fields, new_cid, words
from .raw import CLOSE, TEXT, frame, request, upgrade

# Bytes and pieces that parsers have stumbled over before.
SPICE = [
    b"\0", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", "\u202e".encode(), "\ufeff".encode(), b"\r\n", b"\n", b"\r",
    b"%00", b"%2f", b"..", b"//", b"\\", b'"', b"{", b"}", b"[" * 20, b"]" * 20, b":", b",", b"\\u0000",
    b"\\ud800", b"1e999", b"-1", b"99999999999999999999", b"0x10", b"null", b"true", b"Infinity",
    b"\r\n\r\n", b": ", b"Content-Length: 5\r\n", b"Transfer-Encoding: chunked\r\n", b"Host: x\r\n",
    b"A" * 300, b"-0.0", b'"t":"say",', b'{"text":', "😀".encode(),
]  # fmt: skip


def mutate(data, chance):
    """One to four small changes."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(6):
            case 0 if at < len(data):
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + chance.randint(1, 8)]
            case 2:
                data[at:at] = chance.choice(SPICE)
            case 3:
                piece = data[at : at + chance.randint(1, 40)]
                data[at:at] = piece * chance.randint(1, 5)
            case 4 if at < len(data):
                data[at] = chance.randrange(256)
            case _:
                data[at : at + 1] = chance.choice(SPICE)
    return bytes(data)


def command(room, chance):
    """A command that would be taken, or nearly."""
    target = chance.randint(1, 50)
    body = {"text": words("fuzz")}
    fields = chance.choice(
        [
            {"t": "ping"},
            {"t": "rename", "name": words(str(chance.randrange(1000)))},
            {"t": "rooms", "q": "Zkanarie", "watch": chance.random() < 0.5},
            {"t": "room_create", "name": words(), "topic": "Zkanarie", "life": "1h"},
            {"t": "join", "room": room, "resume": {"epoch": chance.randrange(9), "seq": target}},
            {"t": "join", "room": room},
            {"t": "say", "room": room, "cid": new_cid(), "body": body},
            {"t": "edit", "room": room, "target": target, "body": body},
            {"t": "delete", "room": room, "target": target},
            {"t": "react", "room": room, "target": target, "emoji": "👍", "on": True},
            {"t": "typing", "room": room},
            {"t": "roster", "room": room, "after": 0},
            {"t": "history", "room": room, "before": target, "limit": 10},
            {"t": "leave", "room": room},
        ]
    )
    return json.dumps(fields | {"id": chance.randint(1, 99)}, ensure_ascii=False).encode()


def is_utf8(data):
    try:
        data.decode()
        return True
    except UnicodeDecodeError:
        return False


def batch(room, chance, most):
    """Frames for one socket: mutated texts, and at the end one frame that may end it.

    What follows a fatal frame is never read, so there is at most one and it comes last.
    """
    frames = [
        frame(TEXT, json.dumps({"t": "hello", "id": 1, "v": 1})),
        frame(TEXT, json.dumps({"t": "join", "id": 2, "room": room})),
    ]
    for _ in range(chance.randint(1, most)):
        text = mutate(command(room, chance), chance)
        frames.append(frame(TEXT, text))
        if not is_utf8(text):
            return frames, len(frames) - 2
    if chance.random() < 0.5:
        whole = frame(TEXT, command(room, chance), masked=chance.random() < 0.9)
        head = mutate(whole[:14], chance)
        frames.append(head + whole[14:])
    return [*frames, frame(CLOSE, b"\x03\xe8")], len(frames) - 2


def http(server, cookie, chance):
    """A mutated request of any route."""
    room = "0" * 17
    own = [("Cookie", cookie), *change_fields(server)]
    whole = chance.choice(
        [
            lambda: request(server, "POST", "/api/session", own, b'{"name":"Zkanarie"}'),
            lambda: request(server, "GET", "/api/rooms?q=Zkanarie%20a", own),
            lambda: request(server, "GET", f"/api/rooms/{room}", own),
            lambda: request(server, "GET", "/", [("Accept-Encoding", "br"), ("If-None-Match", '"x"')]),
            lambda: request(server, "GET", "/metrics", [("X-Forwarded-For", "198.51.100.1")]),
            lambda: upgrade(server, cookie),
        ]
    )()
    return mutate(whole, chance)
