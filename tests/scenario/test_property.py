"""Ten thousand events, random cuts, and at the end an exact account of every seq.

For every member and room: what it heard live, what a resume replayed and what a gap declared are
together each seq exactly once and in order; what was not heard as a message had been deleted.
SCENARIO_SEED repeats a run.
"""

import asyncio
import os
import random
import secrets
from collections import Counter

import pytest
from kit.client import Broken, Refused, guest, words
from kit.server import Server

SEED = int(os.environ.get("SCENARIO_SEED", secrets.randbelow(1 << 32)))
ROOMS, SPEAKERS, LISTENERS, EVENTS = 4, 5, 3, 10_000


class Truth:
    """What the server has acknowledged: by room, seq -> text, and the seqs that were deleted."""

    def __init__(self, rooms):
        self.said = {room: {} for room in rooms}
        self.deleted = {room: set() for room in rooms}


async def keep_trying(client, act):
    """Does the act through any number of broken connections; sends nothing twice by itself."""
    while True:
        try:
            return await act()
        except Broken:
            await reconnect(client)


async def reconnect(client):
    while True:
        try:
            return await client.reconnect()
        except (Broken, OSError):
            pass


async def speak(client, truth, chance, count):
    rooms = list(truth.said)
    while count > 0:
        room = chance.choice(rooms)
        burst = min(chance.randint(1, 20), count)
        texts = {secrets.token_hex(16): words(f"{chance.random()}") for _ in range(burst)}
        sends = [client.say(room, text, cid) for cid, text in texts.items()]
        done = asyncio.gather(*sends, return_exceptions=True)
        if chance.random() < 0.05:
            client.cut()
        await done
        if client.pending or client.closed:
            await reconnect(client)
        for cid, text in texts.items():
            truth.said[room][client.acks[cid]["seq"]] = text
        count -= burst
        if chance.random() < 0.3:
            seq = client.acks[chance.choice(list(texts))]["seq"]
            await keep_trying(client, lambda room=room, seq=seq: delete(client, truth, room, seq))


async def delete(client, truth, room, seq):
    try:
        await client.command("delete", room=room, target=seq)
    except Refused as refusal:
        # Cut between the delete and its answer: the second try finds nothing left.
        assert refusal.code == "no_message"
    truth.deleted[room].add(seq)


async def listen(client, chance, finished):
    """Hears, and is cut at random moments: after so many frames as the dice say."""
    while not finished.is_set():
        heard = sum(ledger.seq for ledger in client.rooms.values())
        more = chance.randint(1, 1500)

        def enough(heard=heard, more=more):
            now = sum(ledger.seq for ledger in client.rooms.values())
            return finished.is_set() or client.closed or now >= heard + more

        try:
            await client.until(enough, seconds=1.0)
        except AssertionError:
            continue
        client.cut()
        await reconnect(client)


def audit(ledger, start, said, deleted, top):
    """Each seq after `start` once, in order; each message as it was sent or declared gone."""
    expected = start
    kinds = Counter()
    declared = set()
    for entry in ledger.entries:
        first, last = entry.get("from", entry["seq"]), entry["seq"]
        assert first == expected + 1, f"hole or double after {expected}: {entry}"
        expected = last
        kinds[entry["t"]] += 1
        if entry["t"] == "gap":
            declared |= set(range(first, last + 1))
        elif entry["t"] == "message":
            assert said.get(last) == entry["body"]["text"], f"not what was sent: {entry}"
    assert expected == ledger.seq >= top
    heard = {entry["seq"] for entry in ledger.of("message")}
    wanted = {seq for seq in said if seq > start}
    assert heard | (declared & wanted) == wanted, "a message is neither heard nor declared"
    assert declared & wanted <= deleted, "a living message was declared gone"
    assert not heard & declared
    return kinds


@pytest.mark.deadline(120)
@pytest.mark.parametrize("workers", [4])
async def test_live_and_replayed_and_declared_are_exactly_what_was_sent(workers):
    print(f"SCENARIO_SEED={SEED}")
    chance = random.Random(SEED)
    config = {"server.workers": workers, "limits.say_burst": 1_000_000, "log.level": "info"}
    with Server(config) as server:
        people = await asyncio.gather(*(guest(server) for _ in range(SPEAKERS + LISTENERS)))
        rooms = [await people[0].create() for _ in range(ROOMS)]
        for client in people[1:]:
            for room in rooms:
                await client.join(room)
        starts = [{room: client.rooms[room].seq for room in rooms} for client in people]
        for client, start in zip(people, starts, strict=True):
            for room in rooms:
                # The ledger may have taken live events since its join; the account starts there.
                entries = client.rooms[room].entries
                start[room] = entries[0].get("from", entries[0]["seq"]) - 1 if entries else start[room]
        truth, finished = Truth(rooms), asyncio.Event()
        dice = [random.Random(chance.random()) for _ in people]
        listening = [
            asyncio.ensure_future(listen(client, die, finished))
            for client, die in zip(people[SPEAKERS:], dice[SPEAKERS:], strict=True)
        ]
        share = EVENTS // SPEAKERS
        speakers = zip(people[:SPEAKERS], dice[:SPEAKERS], strict=True)
        await asyncio.gather(*(speak(client, truth, die, share) for client, die in speakers))
        finished.set()
        await asyncio.gather(*listening)
        assert sum(map(len, truth.said.values())) == EVENTS
        kinds, doubles = Counter(), 0
        for client, start in zip(people, starts, strict=True):
            await client.reconnect()
            for room in rooms:
                top = max(truth.said[room])
                ledger = await client.hears(room, top)
                kinds += audit(ledger, start[room], truth.said[room], truth.deleted[room], top)
                doubles += ledger.doubles
                assert ledger.breaks == 0
        repairs = sum(client.repairs for client in people)
        print(dict(kinds), f"doubles={doubles} repairs={repairs}")
        assert kinds["gap"] > 0 and kinds["message"] > EVENTS * 6 and doubles == 0
        for client in people:
            client.cut()
            await client.until_closed()
