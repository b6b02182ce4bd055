"""Who is in a room: presence, roster, names, leaving, and one person at two sockets."""

import asyncio

import pytest
from kit.client import Refused, Session, fresh_name, guest, words
from kit.server import Server


async def test_one_who_leaves_is_gone_at_once_and_hears_nothing_more(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        m = bob.rooms[room].me["m"]
        ledger = bob.rooms[room]
        await bob.leave(room)
        left = await ann.until(lambda: ann.rooms[room].of("member_left"))
        assert (left[0]["m"], left[0]["reason"]) == (m, "left")
        said = await ann.say(room, words("bob is away"))
        await bob.command("ping")
        assert ledger.seq < said["seq"]
        with pytest.raises(Refused) as refusal:
            await bob.say(room, words())
        assert refusal.value.code == "not_member"
        await bob.join(room)
        assert bob.rooms[room].texts() == [words("bob is away")]


async def test_a_member_whose_network_dies_is_away_and_comes_back(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        m = bob.rooms[room].me["m"]

        def presence(state):
            wanted = {"t": "presence", "room": room, "m": m, "state": state}
            return lambda: wanted in ann.events

        bob.cut()
        await ann.until(presence("away"))
        roster = await ann.command("roster", room=room)
        assert {x["m"]: x["state"] for x in roster["members"]}[m] == "away"
        await bob.reconnect()
        await ann.until(presence("here"))
        assert bob.rooms[room].me["m"] == m
        assert not ann.rooms[room].of("member_left")


async def test_a_member_who_stays_away_has_left():
    with Server({"rooms.away_s": 1}) as hasty:
        async with await guest(hasty) as ann, await guest(hasty) as bob:
            assert ann.welcome["limits"]["away_ms"] == 1000
            room = await ann.create()
            await bob.join(room)
            bob.cut()
            left = await ann.until(lambda: ann.rooms[room].of("member_left"))
            assert left[0]["reason"] == "away"
            said = await ann.say(room, words("while away"))
            await bob.reconnect()
            assert bob.rooms[room].messages[said["seq"]]["body"]["text"] == words("while away")
            await ann.until(lambda: len(ann.rooms[room].members) == 2)


async def test_a_member_whose_session_ends_has_left(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        await bob.session.end()
        assert (await bob.until_closed())[0] == 4401
        left = await ann.until(lambda: ann.rooms[room].of("member_left"))
        assert left[0]["reason"] == "session"


async def test_a_rename_reaches_every_room_of_the_person(server):
    async with await guest(server) as ann, await guest(server) as bob:
        rooms = [await ann.create(), await ann.create()]
        for room in rooms:
            await bob.join(room)
        name = fresh_name("Bobby")
        assert (await bob.command("rename", name=name))["you"]["name"] == name
        for room in rooms:
            changed = await ann.until(lambda room=room: ann.rooms[room].of("member_changed"))
            assert changed[0]["member"]["name"] == name
            assert changed[0]["member"]["m"] == bob.rooms[room].me["m"]
        old = await bob.say(rooms[0], words("as Bobby"))
        assert (await ann.hears(rooms[0], old["seq"])).messages[old["seq"]]["by"]["name"] == name


async def test_the_name_under_a_message_is_the_name_of_its_hour(server):
    async with await guest(server, fresh_name("Before")) as ann, await guest(server) as late:
        before = ann.session.you["name"]
        room = await ann.create()
        said = await ann.say(room, words())
        await ann.command("rename", name=fresh_name("After"))
        await late.join(room)
        assert late.rooms[room].messages[said["seq"]]["by"]["name"] == before


async def test_two_sockets_of_one_person_are_one_member_and_both_hear_everything(server):
    async with await guest(server) as ann, await guest(server) as bob:
        async with await bob.session.open() as second:
            room = await ann.create()
            await bob.join(room)
            await second.join(room)
            assert bob.rooms[room].me["m"] == second.rooms[room].me["m"]
            said = [await who.say(room, words()) for who in (ann, bob, second)]
            for client in (ann, bob, second):
                ledger = await client.hears(room, said[-1]["seq"])
                heard = {entry["seq"] for entry in ledger.of("message")}
                assert heard >= {reply["seq"] for reply in said}
            assert len(ann.rooms[room].members) == 2
            bob.cut()
            await bob.until_closed()
            last = await second.say(room, words("still here"))
            await ann.hears(room, last["seq"])
            assert not [e for e in ann.events if e.get("state") == "away"]


async def test_the_roster_reads_a_large_room_page_by_page():
    with Server({"rooms.members_max": 450, "rooms.crowd_above": 1000}) as large:
        async with await guest(large) as ann:
            room = await ann.create()
            crowd = await asyncio.gather(*(guest(large) for _ in range(430)))
            await asyncio.gather(*(client.join(room) for client in crowd))
            seen, after, pages = [], None, 0
            while pages == 0 or after is not None:
                start = {} if after is None else {"after": after}
                page = await ann.command("roster", room=room, **start)
                assert len(page["members"]) <= 200 and page["count"] == 431
                seen += [member["m"] for member in page["members"]]
                after, pages = page["next"], pages + 1
            assert pages == 3 and len(set(seen)) == 431 and seen == sorted(seen)
            for client in crowd:
                client.cut()
            await asyncio.gather(*(client.until_closed() for client in crowd))


async def test_a_crowded_room_tells_joins_in_bulk_and_without_holes():
    with Server({"rooms.crowd_above": 10}) as crowded:
        async with await guest(crowded) as ann:
            room = await ann.create()
            crowd = await asyncio.gather(*(guest(crowded) for _ in range(60)))
            for client in crowd:
                await client.join(room)
            said = await ann.say(room, words("welcome, all"))
            ledger = await ann.hears(room, said["seq"])
            bulk = ledger.of("crowd")
            joined = len(ledger.of("member_joined")) + sum(e["joined"] - e["left"] for e in bulk)
            # The owner's own join may be seen by the owner as an event or not.
            assert joined in (60, 61) and bulk
            assert ann.repairs == 0 and ledger.holes == 0
            for client in crowd:
                client.cut()
            await asyncio.gather(*(client.until_closed() for client in crowd))


async def test_a_session_opens_several_sockets_but_not_more_than_its_limit():
    with Server({"limits.sockets_per_person": 2}) as strict:
        session = await Session.start(strict)
        async with await session.open(), await session.open():
            with pytest.raises(Exception) as refusal:
                await session.open()
            assert refusal.value.status_code == 429
