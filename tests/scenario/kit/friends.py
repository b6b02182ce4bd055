"""People with accounts who know each other, and their inboxes; from sections 13 to 15 of docs/PROTOCOL.md."""

from .accounts import register
from .client import Session


class Person:
    """One with an account (or a visitor), a socket and the inbox open."""

    def __init__(self, client):
        self.client = client
        self.inbox = client.welcome["inbox"]
        self.command, self.until = client.command, client.until

    @property
    def name(self):
        return self.client.session.account["name"]

    async def __aenter__(self):
        return self

    async def __aexit__(self, *how):
        await self.client.__aexit__(*how)

    async def listen(self):
        await self.client.join(self.inbox)
        return self

    # The inbox

    def notices(self, kind=None):
        """What the inbox holds now, the oldest first."""
        held = self.client.rooms[self.inbox].messages
        alive = [held[seq]["body"]["notice"] for seq in sorted(held)]
        return [n for n in alive if kind in (None, n["kind"])]

    async def noticed(self, kind, count=1):
        """Waits until the inbox holds so many of a kind."""
        await self.until(lambda: len(self.notices(kind)) == count)
        return self.notices(kind)

    # Friends

    def seen(self, other):
        """The states of another one in the `friend_changed` events so far."""
        changes = [e["friend"] for e in self.client.events if e["t"] == "friend_changed"]
        return [f["state"] for f in changes if f["name"] == other.name]

    async def ask(self, other):
        return (await self.command("friend_request", name=other.name))["friend"]

    async def answer(self, other, accept=True):
        return (await self.command("friend_answer", name=other.name, accept=accept))["friend"]

    async def remove(self, other):
        return (await self.command("friend_remove", name=other.name))["friend"]

    async def block(self, other):
        return (await self.command("block", name=other.name))["friend"]

    async def unblock(self, other):
        return (await self.command("unblock", name=other.name))["friend"]

    async def state(self, other):
        """How the list shows the other one; "none" if it does not."""
        listed = (await self.command("friends"))["friends"]
        return next((f["state"] for f in listed if f["name"] == other.name), "none")

    async def direct(self, other):
        """Opens the room of the two and enters it."""
        room = (await self.command("direct", name=other.name))["room"]
        await self.client.join(room)
        return room


async def person(server, name=None):
    """A new account with an open socket and inbox."""
    session = await register(server, name)
    return await Person(await session.open()).listen()


async def visitor(server):
    session = await Session.start(server)
    return await Person(await session.open()).listen()


async def befriend(one, other):
    await one.ask(other)
    await other.answer(one)
