"""Two people who chat on while somebody else misbehaves."""

from .client import guest, words


class Witness:
    """Proves that the server still serves others: same sockets, no repair, no double."""

    def __init__(self, server):
        self.server = server
        self.said = 0

    async def __aenter__(self):
        self.ann, self.bob = await guest(self.server), await guest(self.server)
        self.room = await self.ann.create()
        await self.bob.join(self.room)
        return self

    async def __aexit__(self, kind, *_):
        if kind is None:
            await self.is_undisturbed()
        for client in (self.ann, self.bob):
            client.cut()
            await client.until_closed()

    async def is_undisturbed(self):
        """One message each way, and a look at everything that was heard before."""
        self.server.assert_alive()
        for speaker, hearer in ((self.ann, self.bob), (self.bob, self.ann)):
            self.said += 1
            text = words(f"all is well {self.said}")
            reply = await speaker.say(self.room, text)
            ledger = await hearer.hears(self.room, reply["seq"])
            assert ledger.messages[reply["seq"]]["body"]["text"] == text
        for client in (self.ann, self.bob):
            assert client.closed is None
            assert client.repairs == 0 and client.rooms[self.room].doubles == 0
        self.server.assert_alive()
