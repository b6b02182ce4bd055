"""The state machine of ownership: whatever happens in whatever order, there is exactly one owner."""

import asyncio
import itertools
import os
import random

import pytest
from kit.client import guest
from kit.expect import outcome
from kit.ownership import Ownership
from kit.server import Server

STEPS = ["offer", "accept", "decline", "cancel", "leave", "return", "away", "owner leaves", "owner returns"]
LAST = ["offer", "accept", "cancel"]
SEED = int(os.environ.get("SCENARIO_SEED", random.randrange(1 << 32)))


@pytest.fixture(scope="module")
def server():
    # Nothing but the clock ends these: orders are tried with clocks that stand still.
    with Server({"rooms.members_max": 2000}) as running:
        yield running


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
