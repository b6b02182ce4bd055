"""Who owns a room: the account that a witness keeps, event by event."""

from .client import guest


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


async def three(server, **fields):
    people = [await guest(server) for _ in range(3)]
    room = await people[0].create(**fields)
    for who in people[1:]:
        await who.join(room)
    return *people, room


async def heard(client, room, kind, seconds=10.0):
    return (await client.until(lambda: client.rooms[room].of(kind), seconds))[-1]
