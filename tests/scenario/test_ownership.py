"""Ownership: offered, taken, given up and inherited, and never with nobody or two."""

import pytest
from kit.client import guest
from kit.expect import refused
from kit.ownership import Ownership, heard, three
from kit.server import Server
from kit.wait import eventually

BRIEF = {"rooms.offer_s": 1, "rooms.owner_grace_s": 1, "rooms.away_s": 1}


@pytest.fixture
def brief():
    with Server(BRIEF) as running:
        yield running


async def test_an_accepted_offer_swaps_the_roles_in_one_step(server):
    ann, bob, eve, room = await three(server)
    async with ann, bob, eve:
        offered = await ann.act("transfer", room, m=bob.m(room))
        assert 590_000 < offered["expires_at"] - offered["at"] <= 600_000
        async with await guest(server) as late:
            offer = (await late.join(room))["offer"]
            assert offer == {"m": bob.m(room), "expires_at": offered["expires_at"]}
        await refused(ann.command("transfer", room=room, m=eve.m(room)), "offer_pending")
        await refused(eve.command("transfer_answer", room=room, accept=True), "no_offer")
        seq = (await bob.command("transfer_answer", room=room, accept=True))["seq"]
        event = (await eve.hears(room, seq)).at(seq)
        assert event.items() >= {"t": "owner_changed", "reason": "transfer", "was": 1, "to": 2}.items()
        roster = (await eve.command("roster", room=room))["members"]
        roles = {x["m"]: x["role"] for x in roster}
        assert roles.items() >= {1: "moderator", 2: "owner", 3: "member"}.items()
        assert list(roles.values()).count("owner") == 1
        await refused(ann.command("close", room=room), "not_allowed")
        await bob.act("role", room, m=ann.m(room), role="member")


@pytest.mark.parametrize("end", ["declined", "cancelled"])
async def test_an_offer_that_is_not_taken_ends_and_another_can_be_made(server, end):
    ann, bob, eve, room = await three(server)
    async with ann, bob, eve:
        await ann.act("transfer", room, m=bob.m(room))
        who, act = (bob, "transfer_answer") if end == "declined" else (ann, "transfer_cancel")
        fields = {"accept": False} if end == "declined" else {}
        assert (await who.act(act, room, **fields))["outcome"] == end
        await refused(bob.command("transfer_answer", room=room, accept=True), "no_offer")
        await refused(ann.command("transfer_cancel", room=room), "no_offer")
        await ann.act("transfer", room, m=eve.m(room))


async def test_an_offer_expires(brief):
    ann, bob, eve, room = await three(brief)
    async with ann, bob, eve:
        offered = await ann.act("transfer", room, m=bob.m(room))
        ended = await heard(eve, room, "transfer_ended")
        assert ended["outcome"] == "expired"
        assert offered["expires_at"] <= ended["at"] <= offered["expires_at"] + 1000
        await refused(bob.command("transfer_answer", room=room, accept=True), "no_offer")
        assert (await eve.resume(room))["offer"] is None


async def test_the_room_is_offered_only_to_another_who_is_here(server):
    ann, bob, eve, room = await three(server)
    async with ann, bob, eve:
        bob.cut()
        await bob.until_closed()
        away = {"t": "presence", "room": room, "m": bob.m(room), "state": "away"}
        await ann.until(lambda: away in ann.events)
        for m in (bob.m(room), ann.m(room), 99):
            await refused(ann.command("transfer", room=room, m=m), "no_member")


async def test_an_offer_ends_when_the_one_who_has_it_leaves_or_is_sent_out(server):
    for act in ("leave", "kick", "ban"):
        ann, bob, eve, room = await three(server)
        async with ann, bob, eve:
            await ann.act("transfer", room, m=bob.m(room))
            if act == "leave":
                await bob.leave(room)
            else:
                await ann.command(act, room=room, m=bob.m(room))
            ended = await heard(eve, room, "transfer_ended")
            assert ended["outcome"] in ("declined", "cancelled"), "both are true words for it"
            assert (await eve.resume(room))["offer"] is None
            await ann.act("transfer", room, m=eve.m(room))


async def test_the_owner_who_returns_within_the_grace_is_still_the_owner(server):
    ann, bob, eve, room = await three(server)
    async with ann, bob, eve:
        await ann.act("role", room, m=bob.m(room), role="moderator")
        await ann.leave(room)
        assert (await ann.join(room))["you"]["role"] == "owner"
        await ann.act("lock", room, on=True)
        assert not eve.rooms[room].of("owner_changed")


@pytest.mark.parametrize("way", ["nominated", "moderator", "member"])
async def test_the_room_of_an_owner_who_is_gone_goes_to_the_right_one(brief, way):
    ann, bob, eve, room = await three(brief)
    async with ann, bob, eve, await guest(brief) as old_moderator, await guest(brief) as moderator:
        await old_moderator.join(room)
        await moderator.join(room)
        if way != "member":
            # The later one is promoted first: what counts is how long somebody has been present.
            for who in (moderator, old_moderator):
                await ann.act("role", room, m=who.m(room), role="moderator")
        if way == "nominated":
            await ann.act("successor", room, m=eve.m(room))
        heir = {"nominated": eve, "moderator": old_moderator, "member": bob}[way]
        account = Ownership(eve, room, ann.m(room))
        left = (await ann.command("leave", room=room), eve.rooms[room])[1]
        changed = await heard(eve, room, "owner_changed")
        gone = left.of("member_left")[-1]
        assert changed["reason"] == "succession" and "was" not in changed
        assert changed["to"] == heir.m(room)
        assert 1000 <= changed["at"] - gone["at"] < 3000
        account.check()
        await heir.act("lock", room, on=True)
        await heir.act("lock", room, on=False)
        assert (await ann.join(room))["you"]["role"] != "owner"
        account_now = (await eve.command("roster", room=room))["members"]
        assert [x["role"] for x in account_now].count("owner") == 1


async def test_an_offer_of_an_owner_who_is_gone_ends_with_the_succession():
    with Server({"rooms.owner_grace_s": 1}) as server:
        ann, bob, eve, room = await three(server)
        async with ann, bob, eve:
            await ann.act("successor", room, m=eve.m(room))
            await ann.act("transfer", room, m=bob.m(room))
            await ann.leave(room)
            assert (await heard(eve, room, "owner_changed"))["to"] == eve.m(room)
            await refused(bob.command("transfer_answer", room=room, accept=True), "no_offer")
            assert (await bob.resume(room))["offer"] is None
            await eve.act("transfer", room, m=bob.m(room))


async def test_an_offer_can_be_taken_while_the_owner_is_gone(server):
    ann, bob, eve, room = await three(server)
    async with ann, bob, eve:
        account = Ownership(eve, room, ann.m(room))
        await ann.act("transfer", room, m=bob.m(room))
        await ann.leave(room)
        seq = (await bob.command("transfer_answer", room=room, accept=True))["seq"]
        event = (await eve.hears(room, seq)).at(seq)
        assert event["to"] == bob.m(room) and "from" not in event
        account.check()
        assert (await ann.join(room))["you"]["role"] != "owner"


async def test_nobody_bans_an_owner_who_is_gone_for_a_moment(server):
    ann, bob, eve, room = await three(server)
    async with ann, bob, eve:
        await ann.act("role", room, m=bob.m(room), role="moderator")
        await ann.say(room, "back soon")
        m = ann.m(room)
        await ann.leave(room)
        await refused(bob.command("ban", room=room, m=m), "not_allowed")
        assert (await ann.join(room))["you"]["role"] == "owner"


async def test_a_named_successor_who_is_gone_does_not_inherit(brief):
    ann, bob, eve, room = await three(brief)
    async with ann, bob, eve:
        named = await ann.act("successor", room, m=bob.m(room))
        assert (named["t"], named["m"]) == ("successor_named", bob.m(room))
        assert (await eve.resume(room))["successor"] == bob.m(room)
        await bob.leave(room)
        await ann.leave(room)
        assert (await heard(eve, room, "owner_changed"))["to"] == eve.m(room)


async def test_a_successor_can_be_taken_back(server):
    ann, bob, eve, room = await three(server)
    async with ann, bob, eve:
        await ann.act("successor", room, m=bob.m(room))
        assert (await ann.act("successor", room, m=0))["m"] == 0
        assert (await eve.resume(room))["successor"] == 0
        for m in (99, ann.m(room)):
            await refused(ann.command("successor", room=room, m=m), "no_member")


async def test_an_owner_whose_network_is_gone_loses_the_room_in_the_end(brief):
    ann, bob, eve, room = await three(brief)
    async with ann, bob, eve:
        ann.cut()
        await ann.until_closed()
        changed = await heard(eve, room, "owner_changed")
        assert (changed["to"], changed["reason"]) == (bob.m(room), "succession")
        await ann.reconnect()
        assert ann.rooms[room].me["role"] != "owner"


async def test_a_room_without_anybody_to_own_it_closes():
    with Server(BRIEF | {"rooms.empty_grace_s": 300}) as server:
        async with await guest(server) as ann:
            room = await ann.create(life="1h")
            await ann.leave(room)

            async def is_gone():
                return (await ann.session.ask("GET", f"/api/rooms/{room}")).status == 410

            assert await eventually(is_gone, 5)
            await refused(ann.command("join", room=room), "gone")
