"""Who is still there: pings, tops, hello in time."""

import asyncio
import json
import os
import re
import time

import pytest
from kit.client import Session, guest, words
from kit.raw import PING, PONG, TEXT, RawSocket, frame
from kit.server import Server, run


# The shipped 25 s take as long to test; they are tried in the long run.
PERIOD_S = 25 if os.environ.get("LONG") else 3


def test_the_shipped_period_of_pings_is_25_seconds():
    assert re.search(r"^ping_s = 25\b", run("config", "print").stdout, re.M)


@pytest.mark.deadline(60)
async def test_the_newest_seq_and_a_ping_come_at_least_once_in_every_period():
    with Server({"ws.ping_s": PERIOD_S}) as server:
        await hear_the_newest_seq_and_a_ping(server)


async def hear_the_newest_seq_and_a_ping(server):
    async with await guest(server) as ann, await guest(server) as bob:
        rooms = [await ann.create(), await ann.create()]
        for room in rooms:
            await bob.join(room)
        said = await ann.say(rooms[0], words())
        await bob.hears(rooms[0], said["seq"])

        async def tops(client):
            def both():
                heard = {e["room"]: e for e in client.events if e["t"] == "top"}
                return len(heard) == 2 and heard

            for room, top in (await client.until(both, PERIOD_S + 1)).items():
                ledger = client.rooms[room]
                assert (top["epoch"], top["seq"]) == (ledger.epoch, ledger.seq)
                assert abs(top["at"] / 1000 - time.time()) < PERIOD_S + 5

        async def pinged():
            session = await Session.start(server)
            async with await RawSocket.upgrade(server, session.cookie) as raw:
                raw.send(frame(TEXT, '{"t":"hello","id":1,"v":1}'))
                await raw.read_text()
                assert (await raw.read(PERIOD_S + 1))[0] == PING

        await asyncio.gather(tops(ann), tops(bob), pinged())
        assert ann.repairs == bob.repairs == 0


async def test_a_socket_without_hello_is_closed_with_4401():
    with Server({"ws.hello_s": 1}) as hasty:
        session = await Session.start(hasty)
        async with await RawSocket.upgrade(hasty, session.cookie) as raw:
            assert (await raw.closing(5))[0] == 4401


async def test_a_peer_that_answers_no_ping_is_closed_and_one_that_does_stays():
    with Server({"ws.ping_s": 1}) as hasty:
        dead, alive, busy = [await Session.start(hasty) for _ in range(3)]
        raws = [await RawSocket.upgrade(hasty, s.cookie) for s in (dead, alive, busy)]
        for raw in raws:
            raw.send(frame(TEXT, '{"t":"hello","id":1,"v":1}'))
            await raw.read_text()

        async def answering(raw, answer):
            for _ in range(4):
                opcode, payload = (await raw.read(5))[0], b""
                while opcode != PING:
                    opcode, payload = await raw.read(5)
                raw.send(answer(payload))

        pong = answering(raws[1], lambda payload: frame(PONG, payload))
        talk = answering(raws[2], lambda _: frame(TEXT, '{"t":"ping","id":2}'))
        _, _, closing = await asyncio.gather(pong, talk, raws[0].closing(6))
        assert closing[0] in (1001, 1006)
        for raw in raws:
            raw.abort()


async def test_a_frame_that_never_ends_does_not_keep_a_dead_peer_alive():
    with Server({"ws.ping_s": 1}) as hasty:
        session = await Session.start(hasty)
        async with await RawSocket.upgrade(hasty, session.cookie) as raw:
            raw.send(frame(TEXT, '{"t":"hello","id":1,"v":1}'))
            await raw.read_text()
            raw.send(frame(TEXT, b"{", length=5000))
            await raw.closing(10)


async def test_the_command_ping_is_answered_with_the_time_of_the_server(server):
    async with await guest(server) as ann:
        pong = await ann.command("ping")
        assert pong["t"] == "pong" and abs(pong["at"] / 1000 - time.time()) < 5
        assert json.dumps(pong["at"]).isdigit()
