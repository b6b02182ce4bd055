"""Pictures by hand, and the two routes that take and show them. A header is all that the server looks at."""

import json
import struct
import zlib

from .client import Refused, new_cid
from .raw import Wire, ask, request

MIB = 1_048_576
MANY = {"media.per_hour_guest": 1_000_000}


def _chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width=4, height=3, size=None, mark=b""):
    """A whole PNG, padded with a private chunk to `size` bytes; `mark` stands in it as it is."""
    head = b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    tail = _chunk(b"IDAT", zlib.compress(b"\0" * 64)) + _chunk(b"IEND", b"")
    padding = 0 if size is None else size - len(head) - len(tail) - 12 - len(mark)
    return head + _chunk(b"teXt", mark + b"\0" * padding) + tail


def gif(width=4, height=3):
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x80\0\0" + b"\0" * 6 + b"\x3b"


def jpeg(width=4, height=3, exif=b""):
    """With an EXIF segment, in which cameras write where they were."""
    head = b"\xff\xd8" + (b"\xff\xe1" + struct.pack(">H", len(exif) + 8) + b"Exif\0\0" + exif if exif else b"")
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    return head + frame + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0\x2a\xff\xd9"


def webp(width=4, height=3):
    content = b"VP8X" + struct.pack("<I", 10) + b"\x10\0\0\0"
    content += struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    return b"RIFF" + struct.pack("<I", len(content) + 4) + b"WEBP" + content


def route(room, media=None):
    return f"/api/rooms/{room}/media" + (f"/{media}" if media else "")


def upload_fields(session, kind="image/png"):
    """What an upload needs beside its bytes."""
    own = [("Cookie", session.cookie)] if session else []
    server = session.server if session else None
    origin = [("Origin", server.origin)] if server else []
    return [*own, *origin, ("X-SRChat", "1"), ("Content-Type", kind)]


async def try_upload(client, room, picture, kind="image/png"):
    """The answer, whatever it is."""
    session = client.session
    return await ask(session.server, "POST", route(room), upload_fields(session, kind), picture)


async def upload(client, room, picture=None, kind="image/png"):
    """The `media` of a picture that was taken; `Refused` if it was not."""
    answer = await try_upload(client, room, png() if picture is None else picture, kind)
    content = json.loads(answer.body)
    if answer.status != 201:
        raise Refused(content["error"] | {"status": answer.status})
    return content["media"]


async def fetch(client, room, media):
    """The answer to a person who wants to see the picture of that id."""
    session = client.session
    return await ask(session.server, "GET", route(room, media), [("Cookie", session.cookie)])


async def show(client, room, picture, **more):
    """Says a message with the picture and no text; returns the reply."""
    fields = {"cid": new_cid(), "body": {"text": ""}, "media": {"id": picture["id"]}} | more
    return await client.command("say", room=room, **fields)


async def begun_upload(session, room, size, begin=b""):
    """A connection on which an upload of `size` bytes has begun and is not going on."""
    wire = await Wire.open(session.server)
    fields = [*upload_fields(session), ("Content-Length", str(size))]
    wire.send(request(session.server, "POST", route(room), fields) + begin)
    return wire


def code_of(answer):
    return json.loads(answer.body)["error"]["code"]


async def is_refused(client, room, picture, status, code, kind="image/png"):
    answer = await try_upload(client, room, picture, kind)
    assert (answer.status, code_of(answer)) == (status, code), answer


async def is_hidden_from(client, room, media):
    """The one answer for everything that is not there."""
    answer = await fetch(client, room, media)
    assert answer.status == 404, answer
    assert json.loads(answer.body) == {"error": {"code": "no_media", "text": "There is no such picture."}}
    assert "image" not in answer.header("Content-Type")


async def is_shown_to(client, room, media, picture):
    answer = await fetch(client, room, media)
    assert answer.status == 200 and answer.body == picture
    return answer
