"""A client of the chat, written from docs/PROTOCOL.md and nothing else."""

import asyncio
import itertools
import json
import secrets

import websockets

from .ledger import HOLE, Ledger
from .raw import ask, cut
from .server import CANARY

_numbers = itertools.count(1)


def words(text=""):
    """A text that no log may ever repeat."""
    return f"{CANARY} {text}".strip()


def fresh_name(stem="Ann"):
    """A name that nobody else of this test run has."""
    return f"{CANARY} {stem} {next(_numbers)}"


def new_cid():
    return secrets.token_hex(16)


class Refused(Exception):
    """The server answered a command with an error."""

    def __init__(self, reply):
        super().__init__(json.dumps(reply))
        self.reply, self.code = reply, reply["code"]


class Broken(Exception):
    """The connection ended before the answer came."""


def change_fields(server):
    """The header fields that a request needs to change something."""
    return [
        ("Origin", server.origin),
        ("X-SRChat", "1"),
        ("Content-Type", "application/json"),
    ]


class Session:
    """A person: the cookie and what the server says of it. Opens any number of sockets."""

    def __init__(self, server, cookie, answer):
        self.server, self.cookie = server, cookie
        self.you, self.session = answer["you"], answer["session"]
        server.secrets.add(cookie.split("=", 1)[1])

    @classmethod
    async def start(cls, server, name=None, extra=()):
        """Makes a guest session; `Refused` carries the error of the HTTP answer."""
        body = json.dumps({"name": name} if name else {}).encode()
        answer = await ask(server, "POST", "/api/session", [*change_fields(server), *extra], body)
        content = json.loads(answer.body)
        if answer.status != 201:
            raise Refused(content["error"] | {"status": answer.status})
        cookie = answer.header("Set-Cookie").split(";")[0]
        return cls(server, cookie, content)

    async def ask(self, method, path, fields=(), body=b""):
        """An HTTP request of this person, with all that a change needs."""
        own = [("Cookie", self.cookie), *change_fields(self.server)]
        return await ask(self.server, method, path, [*own, *fields], body)

    async def end(self):
        answer = await self.ask("DELETE", "/api/session")
        assert answer.status == 204, answer
        return answer

    async def open(self):
        client = Client(self)
        await client.open()
        return client


async def guest(server, name=None):
    """A new person with one open socket."""
    session = await Session.start(server, name)
    return await session.open()


class Client:
    """One socket of a person, over its reconnections: what was sent, heard and is still open."""

    def __init__(self, session):
        self.session, self.server = session, session.server
        self.rooms = {}
        self.pending = {}  # cid -> (room, text): said, and not answered yet
        self.acks = {}  # cid -> the `said` reply
        self.events = []  # every event that is not a room event
        self.closed = None  # (code, reason) of the last close
        self.welcome = None
        self.fault = None  # what the server did that the protocol forbids
        self.repairs = 0
        self._ids = itertools.count(1)
        self._waiting = {}
        self._news = asyncio.Event()
        self._socket = self._reader = None
        self._tasks = set()
        self._resuming = set()
        self._asked = {}  # command id -> the (epoch, seq) that its resume named

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.cut()
        await self.until_closed()

    # Connection

    async def open(self):
        self._socket = await websockets.connect(
            f"ws://{self.server.host}/ws",
            origin=self.server.origin,
            extra_headers={"Cookie": self.session.cookie},
            compression=None,
            ping_interval=None,
            max_size=None,
            max_queue=None,
            close_timeout=2,
        )
        self.closed = None
        self._reader = asyncio.ensure_future(self._read(self._socket))
        self.welcome = await self.command("hello", v=1, client="scenario")

    def cut(self):
        """Ends the connection as a dead network does: without a close frame."""
        if self._socket:
            cut(self._socket.transport)

    async def close(self):
        await self._socket.close()
        await self.until_closed()

    async def until_closed(self, seconds=10.0):
        """The close code and reason that ended the connection."""
        if self._reader:
            await asyncio.wait_for(asyncio.shield(self._reader), seconds)
        if self.fault:
            raise self.fault
        return self.closed

    async def reconnect(self):
        """Opens again, resumes every room and sends again what was not answered."""
        self.cut()
        await self.until_closed()
        await self.open()
        for room in list(self.rooms):
            await self.resume(room)
        again = list(self.pending.items())
        sends = [self.say(room, text, cid) for cid, (room, text) in again]
        for outcome in await asyncio.gather(*sends, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    async def _read(self, socket):
        try:
            async for text in socket:
                assert isinstance(text, str), "the server sent a binary frame"
                self._hear(json.loads(text))
                self._tell()
        except websockets.ConnectionClosed:
            pass
        except Exception as fault:
            self.fault = fault
            socket.transport.abort()
        finally:
            self.closed = (socket.close_code, socket.close_reason)
            for waiting in self._waiting.values():
                if not waiting.done():
                    waiting.set_exception(self.fault or Broken(f"closed with {self.closed}"))
            self._waiting.clear()
            self._tell()

    def _tell(self):
        self._news.set()
        self._news = asyncio.Event()

    async def until(self, condition, seconds=10.0):
        """Waits until the condition holds after some frame; its value is returned."""
        try:
            async with asyncio.timeout(seconds):
                while not (found := condition()):
                    if self.fault:
                        raise self.fault
                    await self._news.wait()
                return found
        except TimeoutError:
            heard = self.events[-3:] + [r.entries[-3:] for r in self.rooms.values()]
            raise AssertionError(f"not within {seconds} s; heard last: {heard}") from None

    # Frames

    def _hear(self, frame):
        if "re" in frame:
            waiting = self._waiting.pop(frame["re"], None)
            asked = self._asked.pop(frame["re"], None)
            # Applied here, not by the waiting task: the next frame already builds on it.
            if frame["t"] == "joined":
                self._ledger(frame["room"]["id"]).joined(frame, asked)
            if waiting is None:
                self.events.append(frame)
            elif not waiting.done():
                waiting.set_result(frame)
            return
        if "seq" in frame and frame["t"] != "top":
            ledger = self.rooms.get(frame["room"])
            if ledger and ledger.take(frame) == HOLE:
                self._repair(frame["room"])
            return
        self.events.append(frame)
        ledger = self.rooms.get(frame["room"]) if frame["t"] == "top" else None
        if ledger and (frame["epoch"], frame["seq"]) > (ledger.epoch, ledger.seq):
            self._repair(frame["room"])

    def _ledger(self, room):
        return self.rooms.setdefault(room, Ledger(room))

    def _repair(self, room):
        # While a resume is under way everything above it is still to come; nothing is lost.
        if room in self._resuming:
            return
        self._resuming.add(room)
        self.repairs += 1
        task = asyncio.ensure_future(self.resume(room))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Commands

    def send(self, t, **fields):
        """Sends a command without waiting; the returned future is its reply."""
        number = next(self._ids)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        self._asked[number] = fields.get("resume")
        text = json.dumps({"t": t, "id": number, **fields}, ensure_ascii=False)
        sending = asyncio.ensure_future(self._socket.send(text))
        sending.add_done_callback(lambda done: done.cancelled() or done.exception())
        if self._reader.done():
            self._waiting.pop(number, None)
            answer.set_exception(Broken(f"closed with {self.closed}"))
        return answer

    async def command(self, t, seconds=10.0, **fields):
        reply = await asyncio.wait_for(self.send(t, **fields), seconds)
        if reply["t"] == "error":
            raise Refused(reply)
        return reply

    async def create(self, name=None, **fields):
        """Makes a room and enters it; returns its id."""
        made = await self.command("room_create", name=name or fresh_name("room"), **fields)
        await self.join(made["room"]["id"])
        return made["room"]["id"]

    def m(self, room):
        """The number of this person in the room."""
        return self.rooms[room].me["m"]

    async def act(self, t, room, **fields):
        """Does something in a room, and returns the event that tells it, as this client heard it."""
        seq = (await self.command(t, room=room, **fields))["seq"]
        assert seq > 0, f"{t} {fields} changed nothing"
        return (await self.hears(room, seq)).at(seq)

    async def join(self, room, **door):
        """Enters a room for the first time, or anew; `door` is what its door asks for."""
        self.rooms.pop(room, None)
        return await self.command("join", room=room, **door)

    async def resume(self, room, **door):
        """Fetches what was missed, in as many parts as the server makes of it."""
        self._resuming.add(room)
        try:
            while True:
                ledger = self.rooms[room]
                have = {"epoch": ledger.epoch, "seq": ledger.seq}
                reply = await self.command("join", room=room, resume=have, **door)
                if not (reply["resumed"] and reply["more"]):
                    return reply
        finally:
            self._resuming.discard(room)

    async def leave(self, room):
        reply = await self.command("leave", room=room)
        self.rooms.pop(room, None)
        return reply

    async def say(self, room, text, cid=None):
        """Says it once: the text stays pending until the server has answered for its cid."""
        cid = cid or new_cid()
        self.pending[cid] = (room, text)
        try:
            reply = await self.command("say", room=room, cid=cid, body={"text": text})
        except Refused:
            del self.pending[cid]
            raise
        self.pending.pop(cid, None)
        self.acks[cid] = reply
        return reply

    async def hears(self, room, seq, seconds=10.0):
        """Waits until this client has the room up to `seq`, and returns its ledger."""
        await self.until(lambda: self.rooms[room].seq >= seq, seconds)
        return self.rooms[room]
