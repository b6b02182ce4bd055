"""Direct messages: a room of two friends, like other rooms but theirs alone."""

import asyncio

import pytest
from kit.accounts import MANY
from kit.client import new_cid, words
from kit.expect import refused
from kit.friends import befriend, person
from kit.pictures import fetch, png, show, upload
from kit.server import Server
from kit.wait import eventually


@pytest.fixture(scope="module")
def people():
    with Server(MANY | {"rooms.empty_grace_s": 1}) as server:
        yield server


async def two_friends(server):
    ann, bob = await person(server), await person(server)
    await befriend(ann, bob)
    return ann, bob


async def test_two_friends_write_to_each_other(people):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        assert await bob.direct(ann) == room
        card = ann.client.rooms[room].card
        assert (card["kind"], card["name"], card["listing"], card["message_life"]) == ("direct", "", "unlisted", "24h")
        assert {m["name"] for m in ann.client.rooms[room].members.values()} == {ann.name, bob.name}
        said = await ann.client.say(room, words("to you alone"))
        assert said["expires_at"] - said["at"] == 86_400_000
        await bob.client.hears(room, said["seq"])
        assert bob.client.rooms[room].texts() == [words("to you alone")]
        await bob.client.act("react", room, target=said["seq"], emoji="👍", on=True)
        await ann.client.act("edit", room, target=said["seq"], body={"text": words("once more")})
        await bob.command("typing", room=room)
        await ann.until(lambda: any(e["t"] == "typing" and e["room"] == room for e in ann.client.events))


async def test_a_direct_is_resumed_like_a_room(people):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        await bob.direct(ann)
        bob.client.cut()
        texts = [words(str(n)) for n in range(30)]
        await bob.client.until_closed()
        acks = [await said(ann, room, text) for text in texts]
        await bob.client.reconnect()
        await bob.client.hears(room, acks[-1]["seq"])
        assert bob.client.rooms[room].texts() == texts
        assert bob.client.rooms[room].breaks == 0 and bob.client.rooms[room].holes == 0


async def said(who, room, text):
    """Says it as often as the rate asks, as a patient client does."""
    while True:
        reply = await who.client.send("say", room=room, cid=new_cid(), body={"text": text})
        if reply["t"] == "said":
            return reply
        await asyncio.sleep(reply["retry_after_ms"] / 1000)


async def test_nobody_else_gets_in_and_nobody_rules(people):
    ann, bob = await two_friends(people)
    async with ann, bob, await person(people) as eve:
        room = await ann.direct(bob)
        await bob.direct(ann)
        await refused(eve.client.join(room), "no_room")
        await refused(eve.command("say", room=room, cid=new_cid(), body={"text": "x"}), "not_member")
        m = bob.client.m(room)
        refusals = {
            "kick": {"m": m}, "mute": {"m": m, "for_ms": 1000}, "ban": {"m": m}, "lock": {"on": True},
            "role": {"m": m, "role": "moderator"}, "room_set": {"name": "Ours"}, "close": {},
            "transfer": {"m": m, "password": ann.client.session.password}, "successor": {"m": m},
            "invite_create": {}, "pin": {"target": 0}, "leave": {},
        }
        for command, fields in refusals.items():
            await refused(ann.command(command, room=room, **fields), "not_allowed")
        said_by_bob = await bob.client.say(room, words("mine"))
        await refused(ann.command("delete", room=room, target=said_by_bob["seq"]), "not_yours")
        answer = await eve.client.session.ask("GET", f"/api/rooms/{room}")
        assert answer.status == 404
        listed = await eve.command("rooms")
        assert room not in [r["id"] for r in listed["rooms"]]


@pytest.mark.parametrize("how", ["remove", "block"])
async def test_the_end_of_a_friendship_wipes_the_direct(people, how):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        await bob.direct(ann)
        await ann.client.say(room, words("gone at once"))
        await getattr(bob, how)(ann)
        await ann.until(lambda: ann.client.rooms[room].ended == "unfriended", seconds=2)
        await bob.until(lambda: bob.client.rooms[room].ended == "unfriended", seconds=2)
        await refused(ann.client.join(room), "no_room")
        await refused(ann.command("direct", name=bob.name), "no_person")
        if how == "block":
            await bob.unblock(ann)
        await befriend(ann, bob)
        again = await ann.direct(bob)
        assert again == room and ann.client.rooms[room].texts() == []


async def test_pictures_go_with_it(people):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        await bob.direct(ann)
        picture = await upload(ann.client, room, png(8, 8))
        await show(ann.client, room, picture)
        assert (await fetch(bob.client, room, picture["id"])).status == 200
        await bob.remove(ann)
        await ann.until(lambda: ann.client.rooms[room].ended)
        assert (await fetch(ann.client, room, picture["id"])).status == 404


async def test_a_message_to_one_who_is_away_rings_the_bell(people):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        first = await ann.client.say(room, words("are you there?"))
        [told] = await bob.noticed("direct")
        assert told == {"kind": "direct", "name": ann.name, "room": {"id": room, "name": ""}, "count": 1}
        second = await ann.client.say(room, words("hello?"))
        await bob.until(lambda: [n["count"] for n in bob.notices("direct")] == [2])
        await ann.command("delete", room=room, target=first["seq"])
        await bob.until(lambda: [n["count"] for n in bob.notices("direct")] == [1])
        await bob.direct(ann)
        await bob.noticed("direct", 0)
        third = await ann.client.say(room, words("good"))
        await bob.client.hears(room, third["seq"])
        assert bob.notices("direct") == [], "who looks is not told twice"
        await bob.command("read", room=room, target=second["seq"])
        bob.client.cut()
        await bob.client.until_closed()
        await ann.client.say(room, words("bye"))
        await bob.client.open()
        await bob.client.resume(bob.inbox)
        assert [n["count"] for n in await bob.noticed("direct")] == [2], "what was read does not count"


async def test_how_far_the_other_has_read_is_told(people):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        joined = await bob.client.join((await bob.command("direct", name=ann.name))["room"])
        assert joined["reads"] == [{"m": 1, "target": 0}, {"m": 2, "target": 0}]
        seq = (await ann.client.say(room, words("read me")))["seq"]
        await bob.client.hears(room, seq)
        await bob.command("read", room=room, target=seq)
        marks = lambda: [e for e in ann.client.events if e["t"] == "read" and e["room"] == room]
        [mark] = await ann.until(marks)
        assert (mark["m"], mark["target"]) == (bob.client.m(room), seq)
        await bob.command("read", room=room, target=seq - 1)
        await bob.command("read", room=room, target=seq + 1_000)
        rejoined = await ann.client.join(room)
        assert {"m": bob.client.m(room), "target": seq} in rejoined["reads"]
        public = await ann.client.create()
        await refused(ann.command("read", room=public, target=1), "not_allowed")


async def test_a_direct_that_nobody_needs_goes_and_comes_back(people):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        epoch = ann.client.rooms[room].epoch
        ann.client.cut()
        await ann.client.until_closed()
        await ann.client.open()
        look = lambda: ann.client.send("history", room=room, before=1)  # looks, and does not enter

        async def is_gone():
            return (await look()).get("code") == "no_room"

        await eventually(is_gone)
        await refused(ann.client.join(room), "no_room")
        assert await ann.direct(bob) == room and ann.client.rooms[room].epoch != epoch


async def test_renaming_shows_in_the_direct(people):
    ann, bob = await two_friends(people)
    async with ann, bob:
        room = await ann.direct(bob)
        await bob.direct(ann)
        await bob.command("rename", name=f"{bob.name} B")
        changed = await ann.until(lambda: ann.client.rooms[room].of("member_changed"))
        assert changed[0]["member"]["name"] == f"{bob.name} B"
