"""The state machine of ownership: whatever happens in whatever order, there is exactly one owner."""

import asyncio
import itertools
import os
import random

import pytest
from kit.client import guest
from kit.expect import outcome, refused
from kit.server import Server
from kit.wait import eventually

STEPS = ["offer", "accept", "decline", "cancel", "leave", "return", "away", "owner leaves", "owner returns"]
LAST = ["offer", "accept", "cancel"]
SEED = int(os.environ.get("SCENARIO_SEED", random.randrange(1 << 32)))
BRIEF = {"rooms.offer_s": 1, "rooms.owner_grace_s": 1, "rooms.away_s": 1}


@pytest.fixture(scope="module")
def server():
    # Nothing but the clock ends these: orders are tried with clocks that stand still.
    with Server({"rooms.members_max": 2000}) as running:
        yield running


@pytest.fixture
def brief():
    with Server(BRIEF) as running:
        yield running


class Ownership:
    """The account that a witness keeps: after every event, who owns the room."""

    def __init__(self, witness, room, owner):
        self.witness, self.room, self.ledger = witness, room, witness.rooms[room]
        self.owner, self.offered, self.here = owner, 0, set(self.ledger.members)
        self.checked = self.ledger.seq

    def catch_up(self):
        """Judges every event since the last look; returns who has an offer."""
        for event in self.ledger.entries:
            if event["seq"] > self.checked:
                self.checked = event["seq"]
                self._take(event)
        return self.offered

    def check(self):
        """The owner may be absent, never doubled."""
        self.catch_up()
        present = [self.owner] if self.owner in self.here else []
        assert self.ledger.owners() == present, (self.owner, self.ledger.members)

    def _take(self, event):
        kind = event["t"]
        if kind == "owner_changed":
            assert event.get("was") == (self.owner if self.owner in self.here else None), event
            assert event["to"] in self.here and event["to"] != self.owner
            if event["reason"] == "transfer":
                assert event["to"] == self.offered, "only who has the offer can take the room"
            self.owner, self.offered = event["to"], 0
        elif kind == "transfer_offered":
            assert self.offered == 0 and event["m"] != self.owner, "one offer at a time"
            self.offered = event["m"]
        elif kind == "transfer_ended":
            assert self.offered, "there was an offer to end"
            self.offered = 0
        elif kind == "member_left":
            self.here.discard(event["m"])
        elif kind == "member_joined":
            member = event["member"]
            self.here.add(member["m"])
            if member["role"] == "owner":  # back within the grace, perhaps under another number
                assert self.owner not in self.here - {member["m"]}, "a second owner came in"
                self.owner = member["m"]


class Play:
    """Ann owns, Bob is offered the room, Eve watches; every step is tried whether it fits or not."""

    def __init__(self, ann, bob, eve):
        self.ann, self.bob, self.eve = ann, bob, eve

    async def begin(self):
        self.room = await self.ann.create()
        await self.bob.join(self.room)
        await self.eve.join(self.room)
        self.account = Ownership(self.eve, self.room, self.ann.m(self.room))

    def owner(self):
        """Whose commands the room takes for the owner's: of the two players, by the witness's account."""
        return self.bob if self.account.owner == self.bob.m(self.room) else self.ann

    async def step(self, name):
        owner = self.owner()
        heir = self.bob if owner is self.ann else self.ann
        who = owner if name in ("offer", "cancel", "owner leaves", "owner returns") else heir
        room = {"room": self.room}
        if name == "expire":
            await self.eve.until(lambda: self.account.catch_up() == 0)
        elif name == "away":
            who.cut()
            await who.until_closed()
        elif name in ("return", "owner returns"):
            if who.closed:
                await who.open()
            await who.join(self.room)
        elif who.closed is None:  # who is away can do nothing but return
            command = {
                "offer": ("transfer", {"m": heir.m(self.room)}),
                "accept": ("transfer_answer", {"accept": True}),
                "decline": ("transfer_answer", {"accept": False}),
                "cancel": ("transfer_cancel", {}),
            }.get(name, ("leave", {}))
            await outcome(who.command(command[0], **room, **command[1]))
        await self.look()

    async def look(self):
        """The witness catches up with the room, and judges."""
        top = (await self.eve.command("say", room=self.room, cid=cid(), body={"text": "."}))["seq"]
        await self.eve.hears(self.room, top)
        self.account.check()
        roster = await self.eve.command("roster", room=self.room)
        owners = [x["m"] for x in roster["members"] if x["role"] == "owner"]
        assert owners == [m for m in [self.account.owner] if m in self.account.here]


def cid():
    return f"{next(_cids):032x}"


_cids = itertools.count(1)


async def play(server, orders):
    """Plays the orders one after the other, with the same three people."""
    async with await guest(server) as ann, await guest(server) as bob, await guest(server) as eve:
        for order in orders:
            scene = Play(ann, bob, eve)
            await scene.begin()
            try:
                for name in order:
                    await scene.step(name)
            except Exception as fault:
                raise AssertionError(f"in {order} (seed {SEED}): {fault!r}") from fault
            for who in (ann, bob, eve):
                if who.closed:
                    await who.open()
                await outcome(who.leave(scene.room))


async def test_every_order_of_three_steps_leaves_one_owner(server):
    for first in STEPS:
        await play(server, [(first, *rest) for rest in itertools.product(STEPS, repeat=2)])


async def test_every_order_around_an_offer_that_expires_leaves_one_owner():
    orders = [("offer", *two, "expire", last) for two in itertools.product(STEPS, repeat=2) for last in LAST]
    with Server({"rooms.offer_s": 1}) as server:
        # Each expiry takes a second of real time, so the plays run beside each other.
        for at in range(0, len(orders), 81):
            await asyncio.gather(*(play(server, [order]) for order in orders[at : at + 81]))


async def test_long_random_orders_leave_one_owner(server):
    chance = random.Random(SEED)
    await play(server, [chance.choices(STEPS, k=25) for _ in range(20)])


async def three(server, **fields):
    people = [await guest(server) for _ in range(3)]
    room = await people[0].create(**fields)
    for who in people[1:]:
        await who.join(room)
    return *people, room


async def heard(client, room, kind, seconds=10.0):
    return (await client.until(lambda: client.rooms[room].of(kind), seconds))[-1]


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


@pytest.mark.deadline(120)
async def test_a_thousand_parallel_transfers_and_answers_leave_exactly_one_owner(server):
    async with await guest(server) as ann, await guest(server) as eve:
        people = [ann, *[await guest(server) for _ in range(7)]]
        sockets = people + [await who.session.open() for who in people]
        room = await ann.create()
        await asyncio.gather(*(who.join(room) for who in [*people[1:], eve]))
        await asyncio.gather(*(who.join(room) for who in sockets[len(people) :]))
        account, chance = Ownership(eve, room, ann.m(room)), random.Random(SEED)
        flight = []
        for n in range(1000):
            who = chance.choice(sockets)
            if n % 2:
                flight.append(who.send("transfer_answer", room=room, accept=n % 8 != 1))
            else:
                flight.append(who.send("transfer", room=room, m=chance.choice(people).m(room)))
            if n % 50 == 0:
                # Everybody who may be the owner offers at once, so that something always goes on.
                flight += [who.send("transfer", room=room, m=chance.choice(people).m(room)) for who in sockets]
                flight += [who.send("transfer_answer", room=room, accept=True) for who in sockets]
        replies = await asyncio.gather(*flight)
        top = max(reply.get("seq", 0) for reply in replies)
        await eve.hears(room, top, 30)
        account.check()
        changes = account.ledger.of("owner_changed")
        accepted = [e["seq"] for e in changes]
        assert len(changes) >= 10, f"the race was none: {len(changes)} (seed {SEED})"
        assert len(set(accepted)) == len(accepted)
        roster = (await eve.command("roster", room=room))["members"]
        assert [x["m"] for x in roster if x["role"] == "owner"] == [account.owner]
        for client in sockets[1:]:
            client.cut()
            await client.until_closed()


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
