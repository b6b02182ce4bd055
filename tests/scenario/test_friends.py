"""Friends: asking, answering, parting, blocking, and what each side hears of it."""

import asyncio
import json

import pytest
from kit.accounts import MANY
from kit.client import guest
from kit.expect import refused
from kit.friends import befriend, person, visitor
from kit.server import Server


@pytest.fixture(scope="module")
def people():
    with Server(MANY) as server:
        yield server


async def change(session, **fields):
    answer = await session.ask("PATCH", "/api/account", body=json.dumps(fields).encode())
    assert answer.status == 200, answer


async def test_a_request_is_answered_and_both_sides_hear_it(people):
    async with await person(people) as ann, await person(people) as bob:
        assert (await ann.ask(bob))["state"] == "outgoing"
        [notice] = await bob.noticed("friend_request")
        assert notice == {"kind": "friend_request", "name": ann.name}
        assert bob.seen(ann) == ["incoming"] and await bob.state(ann) == "incoming"
        friend = await bob.answer(ann)
        assert friend["state"] == "friend" and friend["online"] is True
        await bob.noticed("friend_request", 0)
        [accepted] = await ann.noticed("friend_accepted")
        assert accepted["name"] == bob.name
        assert ann.seen(bob) == ["outgoing", "friend"]
        assert await ann.state(bob) == await bob.state(ann) == "friend"


async def test_asking_somebody_who_has_asked_is_a_yes(people):
    async with await person(people) as ann, await person(people) as bob:
        await ann.ask(bob)
        assert (await bob.ask(ann))["state"] == "friend"
        assert await ann.state(bob) == "friend"


async def test_two_who_ask_each_other_at_once_are_friends(people):
    async with await person(people) as ann, await person(people) as bob:
        for _ in range(10):
            await asyncio.gather(ann.ask(bob), bob.ask(ann))
            assert await ann.state(bob) == await bob.state(ann) == "friend"
            await ann.remove(bob)


async def test_a_request_can_be_taken_back_and_its_notice_goes(people):
    async with await person(people) as ann, await person(people) as bob:
        await ann.ask(bob)
        await bob.noticed("friend_request")
        assert (await ann.remove(bob))["state"] == "none"
        await bob.noticed("friend_request", 0)
        await refused(bob.answer(ann), "no_person")
        assert await bob.state(ann) == "none"


async def test_who_was_declined_waits_but_the_other_may_ask(people):
    async with await person(people) as ann, await person(people) as bob:
        await ann.ask(bob)
        assert (await bob.answer(ann, accept=False))["state"] == "none"
        wait = await refused(ann.ask(bob), "rate_limited")
        assert 6.9 * 86_400_000 < wait["retry_after_ms"] <= 7 * 86_400_000
        assert (await bob.ask(ann))["state"] == "outgoing"
        assert (await ann.ask(bob))["state"] == "friend"


async def test_ten_requests_wait_and_no_more(people):
    async with await person(people) as ann:
        others = [await person(people) for _ in range(11)]
        for other in others[:10]:
            await ann.ask(other)
        await refused(ann.ask(others[10]), "friend_limit")
        await others[0].answer(ann)
        assert (await ann.ask(others[10]))["state"] == "outgoing"
        for other in others:
            other.client.cut()


async def test_twenty_requests_a_day_refused_ones_included():
    with Server(MANY | {"friends.per_day": 20}) as server:
        async with await person(server) as ann, await person(server) as bob:
            for n in range(20):
                await refused(ann.command("friend_request", name=f"nobody-{n}"), "no_person")
            wait = await refused(ann.ask(bob), "rate_limited")
            assert wait["retry_after_ms"] > 60_000
            assert (await bob.ask(ann))["state"] == "outgoing", "the limit is each person's own"


async def test_blocked_unknown_off_guest_and_hidden_are_answered_alike(people):
    async with await person(people) as ann, await person(people) as bob, await person(people) as eve:
        async with await guest(people) as host, await person(people) as shy:
            await bob.block(ann)
            await change(eve.client.session, requests_off=True)
            room = await host.create()
            await ann.client.join(room)
            await shy.client.join(room, hidden=True)
            place = {"room": room}
            answers = [
                await refused(ann.ask(bob), "no_person"),
                await refused(ann.command("friend_request", name="nobody-here"), "no_person"),
                await refused(ann.ask(eve), "no_person"),
                await refused(ann.command("friend_request", **place, m=host.m(room)), "no_person"),
                await refused(ann.command("friend_request", **place, m=shy.client.m(room)), "no_person"),
                await refused(ann.command("direct", name=bob.name), "no_person"),
                await refused(ann.command("direct", name="nobody-here"), "no_person"),
                await refused(ann.command("block", name="nobody-here"), "no_person"),
                await refused(ann.ask(ann), "no_person"),
            ]
            assert len({json.dumps(a | {"re": 0}) for a in answers}) == 1, answers


@pytest.mark.parametrize("before", ["none", "outgoing", "incoming", "friend", "blocked"])
async def test_one_can_block_from_every_state(people, before):
    async with await person(people) as ann, await person(people) as bob:
        if before in ("outgoing", "friend"):
            await ann.ask(bob)
        if before in ("incoming",):
            await bob.ask(ann)
        if before == "friend":
            await bob.answer(ann)
        if before == "blocked":
            await ann.block(bob)
        told_before = {"outgoing": 1, "incoming": 1, "friend": 2}.get(before, 0)
        await bob.until(lambda: len(bob.seen(ann)) == told_before)
        assert (await ann.block(bob))["state"] == "blocked"
        assert await ann.state(bob) == "blocked" and await bob.state(ann) == "none"
        await refused(bob.ask(ann), "no_person")
        await refused(ann.ask(bob), "not_allowed")
        # What follows is heard after whatever the block told.
        await ann.unblock(bob)
        await ann.ask(bob)
        await bob.until(lambda: bob.seen(ann)[-1:] == ["incoming"])
        told = bob.seen(ann)[told_before:-1]
        assert told == ([] if before in ("none", "blocked") else ["none"]), "a block alone is never told"


async def test_both_may_block_and_each_ends_only_the_own(people):
    async with await person(people) as ann, await person(people) as bob:
        await ann.block(bob)
        await bob.block(ann)
        await ann.unblock(bob)
        await refused(ann.ask(bob), "no_person")
        await bob.unblock(ann)
        assert (await ann.ask(bob))["state"] == "outgoing"


async def test_a_member_of_a_room_is_asked_by_number(people):
    async with await guest(people) as host, await person(people) as ann, await person(people) as bob:
        room = await host.create()
        await ann.client.join(room)
        await bob.client.join(room)
        asked = await ann.command("friend_request", room=room, m=bob.client.m(room))
        assert asked["friend"]["name"] == bob.name
        await refused(ann.command("friend_request", room=room, m=99), "no_member")
        await refused(ann.command("friend_request"), "bad_field")
        await refused(ann.command("friend_request", room=room), "bad_field")
        await refused(ann.command("friend_request", m=1), "bad_field")
        await refused(ann.command("friend_request", name="x", room=room, m=1), "no_person")
        async with await person(people) as out:
            await refused(out.command("friend_request", room=room, m=1), "not_member")


async def test_visitors_have_no_friends(people):
    async with await visitor(people) as eve, await person(people) as ann:
        for command in ("friend_request", "block", "friend_remove", "unblock", "direct"):
            await refused(eve.command(command, name=ann.name), "no_account")
        await refused(eve.command("friends"), "no_account")
        await refused(eve.command("friend_answer", name=ann.name, accept=True), "no_account")


async def test_friends_see_who_is_there_and_nobody_else_does(people):
    async with await person(people) as ann, await person(people) as bob, await person(people) as eve:
        await befriend(ann, bob)
        await ann.ask(eve)
        came = lambda who, by: [e["online"] for e in by.client.events if e["t"] == "friend_presence" and e["name"] == who.name]
        bob.client.cut()
        await ann.until(lambda: came(bob, ann) == [False])
        listed = (await ann.command("friends"))["friends"]
        assert [f.get("online") for f in listed] == [None, False], "only friends are told of"
        await bob.client.open()
        await ann.until(lambda: came(bob, ann) == [False, True])
        assert came(bob, eve) == came(ann, eve) == []


async def test_who_is_invisible_seems_to_be_away(people):
    async with await person(people) as ann, await person(people) as bob:
        await befriend(ann, bob)
        came = lambda: [e["online"] for e in ann.client.events if e["t"] == "friend_presence"]
        room = await ann.direct(bob)
        await bob.direct(ann)
        there = lambda: [e["state"] for e in ann.client.events if e["t"] == "presence" and e["room"] == room]
        await ann.until(lambda: there() == ["here"])
        await change(bob.client.session, invisible=True)
        await ann.until(lambda: came() == [False] and there() == ["here", "away"])
        [seen] = (await ann.command("friends"))["friends"]
        assert seen["online"] is False
        states = {m["m"]: m["state"] for m in (await ann.client.join(room))["members"]}
        assert sorted(states.values()) == ["away", "here"] and states[ann.client.m(room)] == "here"
        await bob.client.reconnect()
        assert came() == [False] and there() == ["here", "away"], "coming back is not told either"
        await change(bob.client.session, invisible=False)
        await ann.until(lambda: came() == [False, True] and there() == ["here", "away", "here"])


async def test_a_card_tells_what_the_profile_shows(people):
    async with await guest(people) as host, await person(people) as ann, await person(people) as bob:
        room = await host.create()
        await ann.client.join(room)
        await bob.client.join(room)
        await change(bob.client.session, about="Zkanarie likes tea")
        look = lambda: ann.command("profile", room=room, m=bob.client.m(room))
        card = await look()
        assert (card["account"], card["about"], card["friend"]) == (bob.name, "Zkanarie likes tea", "none")
        seen_by_guest = await host.command("profile", room=room, m=bob.client.m(room))
        assert "friend" not in seen_by_guest and seen_by_guest["account"] == bob.name
        await change(bob.client.session, hide_profile=True)
        card = await look()
        assert "account" not in card and "about" not in card and card["friend"] == "none"
        await bob.client.leave(room)
        await bob.client.join(room, hidden=True)
        card = await ann.command("profile", room=room, m=bob.client.m(room))
        assert card["kind"] == "hidden" and not {"account", "about", "friend"} & set(card)
        of_guest = await ann.command("profile", room=room, m=host.m(room))
        assert of_guest["kind"] == "guest" and "friend" not in of_guest


async def test_a_deleted_account_is_nobodys_friend(people):
    async with await person(people) as ann, await person(people) as bob:
        await befriend(ann, bob)
        room = await ann.direct(bob)
        await bob.client.session.ask(
            "POST", "/api/account/delete", body=json.dumps({"password": bob.client.session.password}).encode()
        )
        await ann.until(lambda: ann.seen(bob)[-1:] == ["none"])
        await ann.until(lambda: ann.client.rooms[room].ended == "unfriended")
        await ann.noticed("friend_accepted", 0)
        assert await ann.state(bob) == "none"


async def test_hiding_the_name_takes_hold_on_open_sockets(people):
    async with await guest(people) as host, await person(people) as ann:
        room = await host.create()
        await change(ann.client.session, hide_name=True)
        joined = await ann.client.join(room)
        assert joined["hidden"] is True and joined["you"]["kind"] == "hidden"
