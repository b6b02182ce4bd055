"""After any interruption: every missed event in order, or a gap that says so."""

import asyncio

import pytest
from kit.client import Broken, Refused, guest, words
from kit.server import Server
from kit.wait import eventually


async def two_in_a_room(server, **fields):
    ann, bob = await guest(server), await guest(server)
    room = await ann.create(**fields)
    await bob.join(room)
    return ann, bob, room


async def test_one_joins_talks_loses_the_connection_and_resumes(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        await bob.say(room, words("before"))
        bob.cut()
        await bob.until_closed()
        for number in range(50):
            await ann.say(room, words(str(number)))
        await bob.reconnect()
        last = await bob.say(room, words("after"))
        ledger = await bob.hears(room, last["seq"])
        texts = [entry["body"]["text"] for entry in ledger.of("message")]
        assert texts == [words(t) for t in ["before", *map(str, range(50)), "after"]]
        assert ledger.breaks == 0 and ledger.of("gap") == []


async def test_a_resume_without_anything_missed_is_empty(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        reply = await bob.resume(room)
        assert reply["resumed"] and reply["events"] == [] and not reply["more"]


async def test_a_long_absence_is_fetched_in_parts_while_the_talk_goes_on(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        bob.cut()
        await bob.until_closed()
        for number in range(60):
            await ann.say(room, words(f"{number} ") + "x" * 3900)
        await bob.open()
        parts, more = 0, True
        while more:
            ledger = bob.rooms[room]
            have = {"epoch": ledger.epoch, "seq": ledger.seq}
            reply = await bob.command("join", room=room, resume=have)
            size = sum(len(e["body"]["text"]) for e in reply["events"] if e["t"] == "message")
            assert reply["resumed"] and size < 160_000
            parts, more = parts + 1, reply["more"]
            await ann.say(room, words(f"during {parts}"))
        assert parts >= 2
        last = await ann.say(room, words("last"))
        ledger = await bob.hears(room, last["seq"])
        assert len(ledger.of("message")) == 60 + parts + 1
        assert ledger.holes == 0 and ledger.doubles == 0


async def test_what_was_edited_comes_with_its_present_body_and_what_was_deleted_as_a_gap(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        bob.cut()
        await bob.until_closed()
        kept, oops, typo = [(await ann.say(room, words(t)))["seq"] for t in ("kept", "oops", "typo")]
        await ann.command("edit", room=room, target=typo, body={"text": words("fixed")})
        await ann.command("delete", room=room, target=oops)
        await bob.reconnect()
        ledger = bob.rooms[room]
        taken = {entry["seq"]: entry for entry in ledger.of("message")}
        assert taken[kept]["body"]["text"] == words("kept")
        assert taken[typo]["body"]["text"] == words("fixed")
        assert oops not in taken
        assert [g for g in ledger.of("gap") if g["from"] <= oops <= g["seq"]]
        assert words("oops") not in str(ledger.entries) and words("typo") not in str(ledger.entries)


async def test_what_expired_meanwhile_is_a_gap_that_counts_the_messages():
    with Server({"rooms.life_5m_s": 1}) as brief:
        ann, bob, room = await two_in_a_room(brief, message_life="5m")
        async with ann, bob:
            bob.cut()
            await bob.until_closed()
            seqs = [(await ann.say(room, words(str(n))))["seq"] for n in range(12)]

            async def all_expired():
                page = await ann.command("history", room=room, before=seqs[-1] + 1)
                return page["events"] == []

            await eventually(all_expired)
            last = await ann.say(room, words("fresh"))
            await bob.reconnect()
            ledger = bob.rooms[room]
            gaps = ledger.of("gap")
            assert sum(gap["expired"] for gap in gaps) == 12
            covered = {seq for gap in gaps for seq in range(gap["from"], gap["seq"] + 1)}
            assert covered >= set(seqs)
            assert [entry["seq"] for entry in ledger.of("message")] == [last["seq"]]


@pytest.mark.parametrize("workers", [1, 4])
async def test_between_the_answer_to_a_join_and_the_live_events_nothing_falls_through(workers):
    with Server({"server.workers": workers}) as server:
        ann, others = await guest(server), [await guest(server) for _ in range(6)]
        async with ann:
            rooms = [await ann.create() for _ in range(4)]
            stop = asyncio.Event()

            async def talk(room):
                while not stop.is_set():
                    await ann.say(room, words())

            talks = [asyncio.ensure_future(talk(room)) for room in rooms]
            for _ in range(30):
                await asyncio.gather(*(o.join(room) for o in others for room in rooms))
                for other in others:
                    seen = {room: other.rooms[room].seq for room in rooms}
                    for room in rooms:
                        # One more frame shows whether the one before it was lost.
                        await other.hears(room, seen[room] + 1)
                await asyncio.gather(*(o.leave(room) for o in others for room in rooms))
            stop.set()
            await asyncio.gather(*talks)
            holes = sum(other.repairs for other in others)
            for other in others:
                other.cut()
            assert holes == 0, f"{holes} of {30 * 24} joins lost an event on a healthy socket"


async def test_an_unknown_epoch_is_answered_with_a_first_join(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        await ann.say(room, words("still here"))
        ledger = bob.rooms[room]
        real, ledger.epoch = ledger.epoch, ledger.epoch + 1
        reply = await bob.resume(room)
        assert not reply["resumed"] and reply["epoch"] == real
        assert ledger.breaks == 1 and ledger.texts() == [words("still here")]
        last = await ann.say(room, words("after the break"))
        assert len((await bob.hears(room, last["seq"])).texts()) == 2


async def test_a_seq_from_the_future_is_never_taken_as_the_truth(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        ledger = bob.rooms[room]
        try:
            reply = await bob.command(
                "join", room=room, resume={"epoch": ledger.epoch, "seq": ledger.seq + 1000}
            )
            # A client that is ahead of the server holds something the server never said.
            assert not reply["resumed"]
        except Refused as refusal:
            assert refusal.code == "bad_field"


async def test_after_a_restart_nothing_is_left_and_everybody_is_told_so():
    with Server() as first:
        ann, bob, room = await two_in_a_room(first)
        epoch = ann.rooms[room].epoch
        await ann.say(room, words("lost with the process"))
        await first.drained()
        for client in (ann, bob):
            assert (await client.until_closed())[0] == 1012
        first.start()
        try:
            await ann.open()
        except Exception as refusal:
            # Guests live in memory, so a restart ends their sessions: a new one is needed.
            assert getattr(refusal, "status_code", None) == 401 or isinstance(refusal, Broken)
            ann = await guest(first)
        async with ann:
            for resume in ({}, {"resume": {"epoch": epoch, "seq": 3}}):
                with pytest.raises(Refused) as refusal:
                    await ann.command("join", room=room, **resume)
                assert refusal.value.code in ("no_room", "gone")
            again = await ann.create()
            assert ann.rooms[again].epoch != epoch


async def test_a_room_remembers_nothing_of_a_message_after_everybody_resumed_twice(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        for number in range(5):
            await ann.say(room, words(str(number)))
            for client in (ann, bob):
                await client.reconnect()
        last = await bob.say(room, words("end"))
        for client in (ann, bob):
            ledger = await client.hears(room, last["seq"])
            assert len(ledger.of("message")) == 6 and ledger.of("gap") == []


async def test_many_large_rooms_that_are_resumed_at_once_are_all_served():
    # Together their answers are several times what an outbox takes: the next command waits for the last answer to leave.
    with Server({"rooms.per_guest": 8, "limits.say_burst": 100}) as server:
        ann, bob = await guest(server), await guest(server)
        async with ann, bob:
            rooms = [await ann.create() for _ in range(6)]
            for room in rooms:
                await bob.join(room)
            bob.cut()
            await bob.until_closed()
            text = words("€" * 3_900)
            for room in rooms:
                for _ in range(12):
                    last = await ann.say(room, text)
            await bob.open()
            await asyncio.gather(*(bob.resume(room) for room in rooms))
            assert bob.closed is None
            for room in rooms:
                assert len(bob.rooms[room].of("message")) == 12 and bob.rooms[room].of("gap") == []
            assert bob.rooms[rooms[-1]].seq == last["seq"]
