"""Mutated frames and requests: no crash, nobody disturbed, memory given back.

FUZZ_N sets how many (default 20,000 together), FUZZ_SEED repeats a run, LONG=1 makes it a million of each.
"""

import asyncio
import os
import random
import secrets
import time

import pytest
from kit.client import Session, guest
from kit.mutate import batch, http
from kit.raw import RawSocket, Wire
from kit.server import Server, is_sanitized
from kit.wait import eventually
from kit.witness import Witness

LONG = os.environ.get("LONG") == "1"
SEED = int(os.environ.get("FUZZ_SEED", secrets.randbelow(1 << 32)))
COUNT = int(os.environ.get("FUZZ_N", 2_000_000 if LONG else 20_000))
BOUND_S = 6 * 3600 if LONG else 40
WORKERS = 8

# Short lives, so that what a mutated command made by chance is gone again at the end.
CONFIG = {
    "rooms.life_1h_s": 2,
    "rooms.life_5m_s": 1,
    "rooms.empty_grace_s": 0,
    "rooms.away_s": 0,
    "rooms.per_guest": 3,
    "sessions.idle_s": 2,
    "sessions.name_hold_s": 1,
    "server.workers": 2,
    "http.header_s": 2,
}


class Run:
    """How many are to be thrown, and how many were."""

    def __init__(self, count):
        self.count, self.done = count, 0
        self.end = time.monotonic() + BOUND_S
        self.chance = random.Random(SEED)

    def goes_on(self):
        return self.done < self.count and time.monotonic() < self.end


async def throw_frames(server, session, room, run):
    while run.goes_on():
        frames, count = batch(room, run.chance, 40)
        async with await RawSocket.upgrade(server, session.cookie) as raw:
            raw.send(b"".join(frames))
            # A mutated head may promise more than comes; then the end of our side must end it.
            if raw.writer.can_write_eof():
                raw.writer.write_eof()
            await raw.rest(15)
        run.done += count


async def throw_requests(server, session, run):
    while run.goes_on():
        async with await Wire.open(server) as wire:
            wire.send(http(server, session.cookie, run.chance))
            wire.writer.write_eof()
            await wire.rest(15)
        run.done += 1


async def judged(server, throw, count):
    """Throws a warm-up and then `count`; the memory of after is measured against the warm-up."""
    async with Witness(server) as witness:
        warm = Run(max(count // 10, 200))
        await asyncio.gather(*(throw(warm) for _ in range(WORKERS)))
        await witness.is_undisturbed()
        before = server.rss_bytes()
        run = Run(count)
        throwing = asyncio.gather(*(throw(run) for _ in range(WORKERS)))
        while not throwing.done():
            await witness.is_undisturbed()
            await asyncio.wait([throwing], timeout=1)
        await throwing
        print(f"FUZZ_SEED={SEED}: {run.done} of {count} thrown")
        assert run.done >= count // 4, "too slow for its time"

        async def given_back():
            return is_sanitized() or server.rss_bytes() - before < 10 << 20

        await eventually(given_back, seconds=10)


@pytest.mark.deadline(BOUND_S + 60)
async def test_mutated_frames_crash_nothing_and_leave_no_memory_behind():
    with Server(CONFIG) as server:
        async with await guest(server) as host:
            room = await host.create(message_life="5m")
            thrower = await guest(server)
            async with thrower:
                session = thrower.session
                await judged(
                    server, lambda run: throw_frames(server, session, room, run), COUNT * 3 // 4
                )


@pytest.mark.deadline(BOUND_S + 60)
async def test_mutated_requests_crash_nothing_and_leave_no_memory_behind():
    with Server(CONFIG) as server:
        thrower = await guest(server)
        async with thrower:
            session = thrower.session
            await judged(server, lambda run: throw_requests(server, session, run), COUNT // 4)


async def test_a_client_that_shuts_its_side_is_let_go():
    with Server() as server:
        session = await Session.start(server)
        async with await RawSocket.upgrade(server, session.cookie) as raw:
            raw.writer.write_eof()
            await raw.rest(5)
