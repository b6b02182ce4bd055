"""One who does not read is closed with 4008 and catches up; nobody else notices."""

import asyncio
import json
import socket
import time

import pytest
from kit.client import Session, guest, words
from kit.ledger import Ledger
from kit.raw import CLOSE, TEXT, RawSocket, frame, upgrade
from kit.server import Server


class Deaf(RawSocket):
    """A member that joins and then never reads: a tiny receive buffer fills at once."""

    @classmethod
    async def join(cls, session, room):
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.setblocking(False)
        await asyncio.get_running_loop().sock_connect(plain, ("127.0.0.1", session.server.port))
        deaf = cls(*await asyncio.open_connection(sock=plain, limit=4096))
        deaf.send(upgrade(session.server, session.cookie))
        assert (await deaf.response()).status == 101
        for command in ({"t": "hello", "id": 1, "v": 1}, {"t": "join", "id": 2, "room": room}):
            deaf.send(frame(TEXT, json.dumps(command)))
            reply = json.loads(await deaf.read_text())
        deaf.epoch, deaf.seq = reply["epoch"], reply["seq"]
        deaf.writer.transport.pause_reading()
        return deaf

    cut = RawSocket.abort

    async def wake(self):
        """Reads everything: the texts in order, then (close code, reason)."""
        self.writer.transport.resume_reading()
        texts = []
        async with asyncio.timeout(10):
            try:
                while True:
                    opcode, payload = await self.read()
                    if opcode == TEXT:
                        texts.append(json.loads(payload))
                    if opcode == CLOSE:
                        return texts, int.from_bytes(payload[:2], "big")
            except (asyncio.IncompleteReadError, ConnectionError):
                return texts, 1006


SHIPPED = {"outbox.bytes": 262_144, "outbox.frames": 256}


@pytest.mark.parametrize(
    "config",
    [SHIPPED | {"outbox.age_ms": 60_000}, SHIPPED | {"outbox.frames": 16}, {"outbox.age_ms": 500}],
    ids=["too many bytes", "too many frames", "too old"],
)
@pytest.mark.deadline(90)
async def test_a_slow_consumer_is_closed_with_4008_and_resumes_while_others_go_on(config):
    with Server(config | {"server.workers": 2}) as server:
        ann, bob = await guest(server), await guest(server)
        slow = await Session.start(server)
        room = await ann.create()
        await bob.join(room)
        deaf = await Deaf.join(slow, room)
        slowest, sent, begin = 0.0, [], time.monotonic()
        # More bytes than kernel and outbox take together, for longer than the age allowed.
        while len(sent) < 150 or time.monotonic() < begin + 1.5:
            before = time.monotonic()
            if len(sent) >= 400:
                # Enough to be slow at; more would run out of the room's own log.
                await ann.command("ping")
                continue
            said = await ann.say(room, words(f"{len(sent)} ") + "x" * 3900)
            await bob.hears(room, said["seq"])
            slowest = max(slowest, time.monotonic() - before)
            sent.append(said["seq"])
        assert slowest < 1.0, "others wait for nobody"
        assert ann.repairs == bob.repairs == 0
        texts, code = await deaf.wake()
        assert code == 4008
        last = deaf.seq
        for event in texts:
            if "seq" not in event or event["t"] == "top":
                continue
            assert event.get("from", event["seq"]) == last + 1, "what it got before is without holes"
            last = event["seq"]
        assert last < sent[-1]
        async with await slow.open() as again:
            again.rooms[room] = Ledger(room)
            again.rooms[room].epoch, again.rooms[room].seq = deaf.epoch, last
            await again.resume(room)
            missed = [e["seq"] for e in again.rooms[room].of("message")]
            assert missed == [seq for seq in sent if seq > last]
        for client in (ann, bob, deaf):
            client.cut()
