"""SIGTERM: every acknowledged message is delivered, everybody is told when to come back."""

import asyncio
import re
import time

import pytest
from kit.client import Broken, Refused, Session, guest, words
from kit.raw import RawSocket, Wire, ask, request
from kit.server import Server


async def chatter(client, room):
    """Says one message after the other until the connection ends; returns the acknowledged seqs."""
    acked = []
    try:
        while True:
            acked.append((await client.say(room, words(str(len(acked)))))["seq"])
    except (Broken, Refused):
        return acked


@pytest.mark.parametrize("workers", [1, 4])
async def test_a_drain_under_full_talk_loses_nothing_that_was_acknowledged(workers):
    with Server({"server.workers": workers}) as server:
        people = await asyncio.gather(*(guest(server) for _ in range(12)))
        rooms = [await people[0].create() for _ in range(3)]
        for client in people[1:]:
            for room in rooms:
                await client.join(room)
        talks = [
            asyncio.ensure_future(chatter(client, rooms[n % 3])) for n, client in enumerate(people)
        ]
        for room in rooms:
            await people[0].hears(room, 200, seconds=20)
        begin = time.monotonic()
        server.terminate()
        acked = await asyncio.gather(*talks)
        for client in people:
            code, reason = await client.until_closed()
            assert code == 1012 and re.fullmatch(r"retry_ms=\d+", reason), (code, reason)
            assert client.repairs == 0
            for number, seqs in enumerate(acked):
                heard = {e["seq"] for e in client.rooms[rooms[number % 3]].of("message")}
                assert heard >= set(seqs)
        await server.ended()
        assert time.monotonic() - begin < 15


async def test_a_quiet_server_ends_at_once_with_code_0():
    with Server() as server:
        async with await guest(server) as ann:
            await ann.create()
            begin = time.monotonic()
            await server.drained()
            assert time.monotonic() - begin < 1.5
            assert (await ann.until_closed())[0] == 1012


def test_a_signal_that_comes_with_the_ready_line_is_a_drain_as_well():
    for _ in range(10):
        with Server() as server:
            server.stop()


async def test_a_client_that_never_answers_the_close_does_not_hold_the_drain():
    with Server() as server:
        session = await Session.start(server)
        async with await RawSocket.upgrade(server, session.cookie), await Wire.open(server) as half:
            half.send(b"GET / HTTP/1.1\r\nHost:")
            server.stop(15)


async def test_a_draining_server_takes_no_new_visitor():
    with Server() as server:
        async with await Wire.open(server) as open_before:
            open_before.send(request(server, "GET", "/readyz"))
            assert (await open_before.response()).status == 200
            server.terminate()
            await server.ended()
        with pytest.raises(OSError):
            await ask(server, "GET", "/livez")


async def test_a_draining_server_is_not_ready():
    with Server() as server:
        session = await Session.start(server)
        # One who never answers the close keeps the drain going, so that the question comes in time.
        async with await RawSocket.upgrade(server, session.cookie), await guest(server) as ann:
            async with await Wire.open(server) as wire:
                whole = request(server, "GET", "/readyz")
                wire.send(whole[:-2])
                await wire.drain()
                await ann.command("ping")
                server.terminate()
                assert (await ann.until_closed())[0] == 1012
                wire.send(whole[-2:])
                assert (await wire.response()).status == 503
            await server.ended()


async def test_a_second_sigterm_does_no_harm():
    with Server() as server:
        async with await guest(server):
            server.terminate()
            server.terminate()
            await server.ended()
