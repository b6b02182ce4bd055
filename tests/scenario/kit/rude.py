"""A raw socket after its hello, for those who mean to misbehave."""

import json
from contextlib import asynccontextmanager

from .client import Session
from .raw import TEXT, RawSocket, frame


@asynccontextmanager
async def rude(server, session=None):
    """A new person at a raw socket that has been welcomed."""
    session = session or await Session.start(server)
    async with await RawSocket.upgrade(server, session.cookie) as raw:
        reply = await exchange(raw, {"t": "hello", "id": 1, "v": 1})
        assert reply["t"] == "welcome"
        yield raw


async def exchange(raw, command):
    """Sends one text frame (an object or text as it is) and reads one."""
    text = command if isinstance(command, (str, bytes)) else json.dumps(command)
    raw.send(frame(TEXT, text))
    return json.loads(await raw.read_text())
