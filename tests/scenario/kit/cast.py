"""Rooms with somebody of every rank in them, and somebody who is not in them."""

import asyncio

from .client import guest

RANKS = {"hidden": 0, "member": 0, "voiced": 1, "moderator": 2, "owner": 3}
ACTORS = ["outsider", "member", "hidden", "voiced", "moderator", "owner"]
TARGETS = ["member", "hidden", "voiced", "moderator", "owner"]


def role_of(part):
    """The role on the wire of somebody who plays this part."""
    return "member" if part == "hidden" else part


class Cast:
    """One person per part, and a second one, so that everybody has a peer. Opens many rooms."""

    def __init__(self, server):
        self.server = server

    async def __aenter__(self):
        parts = [*RANKS, *(f"{part} too" for part in RANKS if part != "owner"), "outsider", "witness", "scribe"]
        people = await asyncio.gather(*(guest(self.server) for _ in parts))
        self.people = dict(zip(parts, people, strict=True))
        return self

    async def __aexit__(self, *_):
        for client in self.people.values():
            client.cut()
        await asyncio.gather(*(client.until_closed() for client in self.people.values()))

    def __getitem__(self, part):
        return self.people[part]

    def other(self, actor, target):
        """Who plays `target` when `actor` acts: the peer where both parts are the same."""
        same = actor == target and target != "owner"
        return self.people[f"{target} too" if same else target]

    async def room(self, **fields):
        """A room with everybody at their rank; the outsider stays out. Returns its id."""
        owner = self["owner"]
        room = await owner.create(**fields)
        inside = {part: who for part, who in self.people.items() if part not in ("owner", "outsider")}
        await asyncio.gather(
            *(who.join(room, **self._door(part)) for part, who in inside.items())
        )
        ranked = [part for part in inside if part.split()[0] in ("voiced", "moderator")]
        done = await asyncio.gather(
            *(
                owner.command("role", room=room, m=self[part].m(room), role=part.split()[0])
                for part in ranked
            )
        )
        last = max(reply["seq"] for reply in done)
        await asyncio.gather(*(who.hears(room, last) for who in [owner, *inside.values()]))
        return room

    @staticmethod
    def _door(part):
        return {"hidden": True} if part.startswith("hidden") else {}

    async def state(self, room):
        """Everything of the room that a refused command may not have changed."""
        # Its own person: entering anew forgets what was heard, and the witness has to remember.
        seen = await self["scribe"].join(room)
        bans = await self["owner"].command("bans", room=room)
        kept = ("room", "seq", "members", "pinned", "offer", "successor", "closing")
        return {name: seen[name] for name in kept} | {"bans": bans["bans"]}
