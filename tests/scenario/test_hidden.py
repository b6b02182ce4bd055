"""Hidden members: nothing that a room shows leads to the person, and no guise gets round a ban."""

import json

import pytest
from kit.client import Session, fresh_name, guest, words
from kit.expect import outcome, refused
from kit.raw import TEXT, RawSocket, frame
from kit.server import Server

ROOMS = 10


class Tap:
    """A raw socket of somebody in a room, which keeps the text of every frame as it came."""

    def __init__(self, raw):
        self.raw, self.frames, self.ids = raw, [], 1

    @classmethod
    async def open(cls, session):
        tap = cls(await RawSocket.upgrade(session.server, session.cookie))
        await tap.command("hello", v=1)
        tap.frames.clear()
        return tap

    async def command(self, t, **fields):
        self.ids += 1
        self.raw.send(frame(TEXT, json.dumps({"t": t, "id": self.ids, **fields})))
        while True:
            self.frames.append((await self.raw.read_text()).decode())
            heard = json.loads(self.frames[-1])
            if heard.get("re") == self.ids:
                assert heard["t"] != "error", heard
                return heard

    async def until(self, seq):
        """Reads on until the room has come to this seq."""
        while not any(f'"seq":{seq},' in text for text in self.frames):
            self.frames.append((await self.raw.read_text()).decode())


class Visit:
    """One hidden visit to a new room: the hidden one, and taps at its owner, a moderator and a member."""

    def __init__(self, server, bob):
        self.server, self.bob = server, bob

    async def run(self, **fields):
        staff = [await Session.start(self.server) for _ in range(3)]
        self.taps = [await Tap.open(session) for session in staff]
        owner, moderator, member = self.taps
        made = await owner.command("room_create", name=fresh_name("hidden visits"), **fields)
        self.room = made["room"]["id"]
        numbers = [(await tap.command("join", room=self.room))["you"]["m"] for tap in self.taps]
        await owner.command("role", room=self.room, m=numbers[1], role="moderator")
        joined = await self.bob.join(self.room, hidden=True)
        self.you = joined["you"]
        assert joined["hidden"] and self.you["kind"] == "hidden"
        await self._live(owner, moderator, member)
        for tap in self.taps:
            tap.raw.abort()
        return self.you

    async def _live(self, owner, moderator, member):
        """Everything that a member can do or have done to it, and every way to look at it."""
        room, bob, m = self.room, self.bob, self.you["m"]
        said = (await bob.say(room, words("hello from behind a mask")))["seq"]
        await bob.command("typing", room=room)
        await bob.command("react", room=room, target=said, emoji="👍", on=True)
        await bob.command("edit", room=room, target=said, body={"text": words("edited")})
        await moderator.command("mute", room=room, m=m, for_ms=60_000)
        await moderator.command("mute", room=room, m=m, for_ms=0)
        await owner.command("role", room=room, m=m, role="moderator")
        await owner.command("transfer", room=room, m=m)
        await bob.command("transfer_answer", room=room, accept=False)
        await owner.command("successor", room=room, m=m)
        await owner.command("pin", room=room, target=said)
        await owner.command("role", room=room, m=m, role="member")
        mention = {"cid": f"{m:032x}", "body": {"text": words("you")}, "mentions": [m], "reply_to": said}
        await member.command("say", room=room, **mention)
        await bob.reconnect()
        await bob.leave(room)
        self.again = (await bob.join(room, hidden=True))["you"]
        last = (await bob.command("delete", room=room, target=said))["seq"]
        await moderator.until(last)
        ban = await moderator.command("ban", room=room, m=self.again["m"])
        for tap in (owner, moderator, member):
            await tap.until(ban["seq"])
            await tap.command("roster", room=room)
            await tap.command("history", room=room, before=ban["seq"])
            await tap.command("join", room=room)
        await moderator.command("bans", room=room)
        assert await outcome(bob.command("join", room=room, hidden=True)) == "banned"
        assert await outcome(bob.command("join", room=room)) == "banned"
        bob.rooms.pop(room)

    def texts(self):
        return [text for tap in self.taps for text in tap.frames]


def keys_of(value, found=None):
    found = set() if found is None else found
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        keys_of(part, found)
    if isinstance(value, dict):
        found |= set(value)
    return found


def people_in(value):
    """Every object of a frame that shows somebody."""
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from people_in(part)
    if isinstance(value, dict) and {"name", "avatar", "kind"} <= set(value):
        yield value


KNOWN = set(
    "t re room epoch seq at id name topic count listing life message_life created_at expires_at active_at entry "
    "speech guests locked slow_ms you m avatar kind role state members events resumed more older pinned offer "
    "successor closing hidden member by cid body text target emoji on mine reactions edited_at mentions reply_to "
    "muted_until reason room_info from to outcome next ban bans limits v closes_at repeat inbox reads".split()
)


@pytest.mark.deadline(120)
async def test_ten_hidden_visits_give_nothing_of_the_person_away(server):
    async with await guest(server, fresh_name("Bob himself")) as bob:
        shown_in = await bob.create()  # the person is known elsewhere, under name and picture
        you = bob.session.you
        token = bob.session.cookie.split("=", 1)[1]
        ends_at = str(bob.session.session["ends_at"])
        visits = [Visit(server, bob) for _ in range(ROOMS)]
        pseudonyms = [await visit.run() for visit in visits]
        for visit in visits:
            assert (visit.again["name"], visit.again["avatar"]) == (visit.you["name"], visit.you["avatar"])
            assert visit.again["m"] != visit.you["m"]
            for text in visit.texts():
                for secret in (you["name"], token, token[:16], shown_in, ends_at):
                    assert secret not in text, text
                for person in people_in(json.loads(text)):
                    if person.get("m") in (visit.you["m"], visit.again["m"]):
                        assert all(person[k] == visit.you[k] for k in ("name", "avatar", "kind")), person
                assert keys_of(json.loads(text)) <= KNOWN, keys_of(json.loads(text)) - KNOWN
            others = [pseudonym for pseudonym in pseudonyms if pseudonym is not visit.you]
            assert not any(pseudonym["name"] in text for text in visit.texts() for pseudonym in others)
        assert len({pseudonym["name"] for pseudonym in pseudonyms}) == ROOMS
        avatars = [pseudonym["avatar"] for pseudonym in pseudonyms]
        # Derived per room: ten of 64 pictures may repeat now and then, but are neither one nor the own one.
        assert len(set(avatars)) >= 5 and avatars.count(you["avatar"]) <= 3


async def in_hiding(server):
    ann, bob = await guest(server), await guest(server, fresh_name("Bob"))
    room = await ann.create()
    await bob.join(room, hidden=True)
    return ann, bob, room


async def heard_of(client, room, seq):
    return json.dumps((await client.hears(room, seq)).entries)


async def test_a_rename_changes_nothing_where_one_is_hidden(server):
    ann, bob, room = await in_hiding(server)
    async with ann, bob:
        before = dict(bob.rooms[room].me)
        seq = bob.rooms[room].seq
        name = fresh_name("Robert")
        await bob.command("rename", name=name)
        said = await bob.say(room, words("the same"))
        assert said["seq"] == seq + 1, "a rename is no event where one is hidden"
        heard = await heard_of(ann, room, said["seq"])
        assert name not in heard and not ann.rooms[room].of("member_changed")
        assert ann.rooms[room].messages[said["seq"]]["by"]["name"] == before["name"]
        await bob.leave(room)
        again = (await bob.join(room, hidden=True))["you"]
        assert (again["name"], again["avatar"]) == (before["name"], before["avatar"])


async def test_one_person_has_one_pseudonym_on_two_sockets_and_after_a_break(server):
    ann, bob, room = await in_hiding(server)
    async with ann, bob, await bob.session.open() as second:
        assert (await second.join(room, hidden=True))["you"]["m"] == bob.m(room)
        await bob.reconnect()
        assert bob.rooms[room].me["kind"] == "hidden"
        assert len(ann.rooms[room].members) == 2


async def test_two_hidden_people_of_one_room_have_different_pseudonyms(server):
    ann, bob, room = await in_hiding(server)
    async with ann, bob:
        others = [await guest(server) for _ in range(20)]
        for other in others:
            await other.join(room, hidden=True)
        names = [bob.rooms[room].me["name"], *(other.rooms[room].me["name"] for other in others)]
        assert len(set(names)) == len(names)
        for other in others:
            other.cut()
            await other.until_closed()


async def test_who_is_inside_one_way_cannot_come_in_the_other(server):
    ann, bob, room = await in_hiding(server)
    async with ann, bob, await bob.session.open() as second:
        await refused(second.command("join", room=room, hidden=False), "identity_differs")
        await refused(ann.command("join", room=room, hidden=True), "identity_differs")
        await bob.leave(room)
        shown = (await second.join(room, hidden=False))["you"]
        assert shown["name"] == bob.session.you["name"] and shown["kind"] == "guest"
        await refused(bob.command("join", room=room, hidden=True), "identity_differs")


async def test_leaving_and_coming_back_shown_does_not_link_the_two(server):
    ann, bob, room = await in_hiding(server)
    async with ann, bob:
        hidden = bob.rooms[room].me
        said = (await bob.say(room, words("hidden words")))["seq"]
        await bob.leave(room)
        shown = (await bob.join(room))["you"]
        assert shown["m"] != hidden["m"]
        message = bob.rooms[room].messages[said]
        assert message["by"]["name"] == hidden["name"], "what was said hidden stays hidden"
        last = await bob.say(room, words("shown words"))
        events = (await ann.hears(room, last["seq"])).entries
        both = [e for e in events if hidden["name"] in json.dumps(e) and shown["name"] in json.dumps(e)]
        assert both == []


@pytest.mark.parametrize("first,then", [(True, False), (False, True)])
async def test_a_ban_of_the_one_guise_holds_against_the_other(server, first, then):
    ann, bob = await guest(server), await guest(server)
    async with ann, bob:
        room = await ann.create()
        await bob.join(room, hidden=first)
        shown = bob.rooms[room].me
        await ann.act("ban", room, m=shown["m"])
        for hidden in (then, first):
            await refused(bob.command("join", room=room, hidden=hidden), "banned")
        (ban,) = (await ann.command("bans", room=room))["bans"]
        assert (ban["name"], ban["kind"]) == (shown["name"], shown["kind"])
        event = await ann.act("unban", room, ban=ban["ban"])
        assert event["name"] == shown["name"]
        await bob.join(room, hidden=then)


async def test_a_ban_of_a_mask_that_is_gone_does_not_name_who_wore_it(server):
    ann, bob, room = await in_hiding(server)
    async with ann, bob:
        hidden = bob.rooms[room].me
        await bob.say(room, words("rude words"))
        await bob.leave(room)
        await bob.join(room)
        shown = bob.rooms[room].me
        seq = bob.rooms[room].seq
        await ann.command("ban", room=room, m=hidden["m"])
        banned = await ann.until(lambda: [e for e in ann.rooms[room].of("member_left") if e["reason"] == "banned"])
        assert [e["m"] for e in banned] == [hidden["m"]]
        assert await outcome(bob.say(room, words())) == "not_member"
        after = [e for e in ann.rooms[room].entries if e["seq"] > seq]
        own = [e for e in after if e.get("m") == shown["m"]]
        assert all("by" not in e and e["reason"] == "left" for e in own), "a plain leave, not a second ban"
        (ban,) = (await ann.command("bans", room=room))["bans"]
        assert ban["name"] == hidden["name"] and shown["name"] not in json.dumps(ban)


async def test_a_hidden_knock_shows_the_pseudonym(server):
    async with await guest(server) as ann, await guest(server, fresh_name("Bob")) as bob:
        room = await ann.create(entry="knock")
        await bob.command("knock", room=room, hidden=True, text=words("let me in"))
        knocks = await ann.until(lambda: [e for e in ann.events if e["t"] == "knocks" and e["knocks"]])
        (knock,) = knocks[-1]["knocks"]
        assert knock["kind"] == "hidden" and bob.session.you["name"] not in json.dumps(knocks)
        await ann.command("knock_answer", room=room, k=knock["k"], admit=True)
        you = (await bob.join(room, hidden=True))["you"]
        assert (you["name"], you["avatar"]) == (knock["name"], knock["avatar"])


async def test_who_is_hidden_loses_the_network_like_everybody():
    """Presence of a hidden member speaks of its number in the room alone."""
    with Server({"rooms.away_s": 1}) as server:
        ann, bob, room = await in_hiding(server)
        async with ann, bob:
            m = bob.m(room)
            bob.cut()
            away = {"t": "presence", "room": room, "m": m, "state": "away"}
            await ann.until(lambda: away in ann.events)
            left = await ann.until(lambda: ann.rooms[room].of("member_left"))
            assert {k: left[-1][k] for k in ("m", "reason")} == {"m": m, "reason": "away"}


async def test_the_seq_of_a_banned_mask_that_is_gone_is_that_of_the_ban(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        mask = (await bob.join(room, hidden=True))["you"]["m"]
        await bob.say(room, words("rude words"))
        await bob.leave(room)
        await bob.join(room)
        event = await ann.act("ban", room, m=mask)
        assert (event["m"], event["reason"]) == (mask, "banned")
