"""How rooms end: closed with a countdown, expired, and what is left of them then: nothing."""

import pytest
from kit.client import guest, words
from kit.expect import outcome, refused
from kit.raw import ask
from kit.server import Server
from kit.wait import eventually

BRIEF = {"rooms.close_countdown_s": 2, "rooms.life_1h_s": 3, "rooms.life_5m_s": 2}


async def two_in_a_room(server, **fields):
    ann, bob = await guest(server), await guest(server)
    room = await ann.create(**fields)
    await bob.join(room)
    return ann, bob, room


async def heard(client, room, kind, seconds=10.0):
    return (await client.until(lambda: client.rooms[room].of(kind), seconds))[-1]


async def is_gone_for(server, client, room):
    """Every way to a room that has ended answers the same."""
    for t, fields in (
        ("join", {}),
        ("join", {"password": "open sesame"}),
        ("join", {"resume": {"epoch": client.rooms[room].epoch, "seq": 1}}),
        ("knock", {}),
    ):
        await refused(client.command(t, room=room, **fields), "gone")
    for t, fields in (("roster", {}), ("history", {"before": 9}), ("leave", {})):
        assert await outcome(client.command(t, room=room, **fields)) in ("gone", "not_member")
    assert await outcome(client.say(room, words())) in ("gone", "not_member")
    answer = await ask(server, "GET", f"/api/rooms/{room}")
    assert answer.status == 410 and b'"gone"' in answer.body


@pytest.fixture
def brief():
    with Server(BRIEF) as running:
        yield running


async def test_a_close_counts_down_ten_seconds_with_its_reason(server):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        closing = await ann.act("close", room, reason=words("good night"))
        assert closing["t"] == "room_closing"
        assert (closing["text"], closing["by"]) == (words("good night"), "owner")
        assert closing["closes_at"] == closing["at"] + 10_000
        assert (await ann.command("close", room=room))["seq"] == 0
        assert (await bob.join(room))["closing"] == {
            "closes_at": closing["closes_at"],
            "text": words("good night"),
        }


async def test_after_the_countdown_the_room_is_gone_for_everybody(brief):
    ann, bob, room = await two_in_a_room(brief)
    async with ann, bob, await guest(brief) as late:
        closing = await ann.act("close", room, reason=words("good night"))
        said = await bob.say(room, words("a last word"))
        for client in (ann, bob):
            closed = await heard(client, room, "room_closed")
            assert (closed["reason"], closed["text"]) == ("closed", words("good night"))
            assert closed["seq"] == said["seq"] + 1
            assert 0 <= closed["at"] - closing["closes_at"] < 1000
            assert client.rooms[room].entries[-1] == closed
            await is_gone_for(brief, client, room)
        late.rooms[room] = bob.rooms[room]
        await is_gone_for(brief, late, room)


async def test_a_close_without_a_reason_has_an_empty_one(brief):
    ann, bob, room = await two_in_a_room(brief)
    async with ann, bob:
        assert (await ann.act("close", room))["text"] == ""
        assert not (await heard(bob, room, "room_closed")).get("text")


@pytest.mark.parametrize("reason", ["x" * 141, "a\nb", "a\u202eb", 5])
async def test_a_reason_is_one_line_of_140(server, reason):
    ann, bob, room = await two_in_a_room(server)
    async with ann, bob:
        await refused(ann.command("close", room=room, reason=reason), "bad_field")
        assert (await ann.act("close", room, reason="é" * 140))["text"] == "é" * 140


async def test_an_owner_who_leaves_during_the_countdown_does_not_stop_it(brief):
    ann, bob, room = await two_in_a_room(brief)
    async with ann, bob:
        await ann.act("close", room)
        await ann.leave(room)
        assert (await heard(bob, room, "room_closed"))["reason"] == "closed"


async def test_a_room_that_everybody_left_during_the_countdown_is_gone_all_the_same(brief):
    ann, bob, room = await two_in_a_room(brief)
    async with ann, bob:
        await ann.act("close", room)
        for client in (ann, bob):
            await client.command("leave", room=room)

        async def is_gone():
            return (await ask(brief, "GET", f"/api/rooms/{room}")).status == 410

        await eventually(is_gone, 6)
        await is_gone_for(brief, bob, room)


async def test_a_member_who_was_cut_off_at_the_end_learns_that_the_room_is_gone(brief):
    ann, bob, room = await two_in_a_room(brief)
    async with ann, bob:
        await ann.act("close", room)
        bob.cut()
        await bob.until_closed()
        await heard(ann, room, "room_closed")
        await bob.open()
        await refused(bob.resume(room), "gone")


async def test_a_room_expires_for_two_people_at_the_same_moment(brief):
    ann, bob, room = await two_in_a_room(brief, life="1h", message_life="5m")
    async with ann, bob:
        expires_at = ann.rooms[room].card["expires_at"]
        ends = [await heard(client, room, "room_closed") for client in (ann, bob)]
        assert ends[0] == ends[1] and ends[0]["reason"] == "expired"
        assert 0 <= ends[0]["at"] - expires_at < 1000
        for client in (ann, bob):
            await is_gone_for(brief, client, room)


async def test_a_room_that_ends_leaves_the_directory_at_once(brief):
    ann, bob, room = await two_in_a_room(brief)
    async with ann, bob, await guest(brief) as watcher:
        await watcher.command("rooms", watch=True)

        async def is_listed():
            return room in [card["id"] for card in (await watcher.command("rooms"))["rooms"]]

        await eventually(is_listed)
        await ann.act("close", room)
        told = lambda: [e for e in watcher.events if e["t"] == "rooms_changed" and room in e["gone"]]
        await watcher.until(told)
        assert not await is_listed()


async def test_who_waits_at_the_door_is_told_when_the_room_ends(brief):
    async with await guest(brief) as ann, await guest(brief) as bob:
        room = await ann.create(entry="knock")
        await bob.command("knock", room=room)
        await ann.act("close", room)
        answered = lambda: [e for e in bob.events if e["t"] == "knock_answered" and e["room"] == room]
        assert (await bob.until(answered))[0]["state"] in ("expired", "denied")
        await refused(bob.command("join", room=room), "gone")


async def test_the_guest_may_open_another_room_when_the_first_has_ended():
    with Server(BRIEF | {"rooms.per_guest": 1}) as server:
        async with await guest(server) as ann:
            room = await ann.create()
            await refused(ann.command("room_create", name=words("second")), "room_limit")
            await ann.act("close", room)
            await heard(ann, room, "room_closed")

            async def may():
                return await outcome(ann.command("room_create", name=words("second"))) == ""

            await eventually(may)


async def test_an_unlisted_room_that_has_ended_is_gone_too(brief):
    ann, bob, room = await two_in_a_room(brief, listing="unlisted")
    async with ann, bob:
        await ann.act("close", room)
        await heard(bob, room, "room_closed")
        await is_gone_for(brief, bob, room)
