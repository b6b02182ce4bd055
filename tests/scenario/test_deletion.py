"""Gone means overwritten: after expiry or the room's end the process's memory holds no word of it."""

import asyncio
import os
import secrets
import time

import pytest
from kit.accounts import MANY, PASSWORD, post
from kit.client import guest, new_cid
from kit.expect import refused
from kit.friends import befriend, person
from kit.pictures import fetch, png, upload
from kit.server import CANARY, Server, is_sanitized

BRIEF = {"rooms.life_5m_s": 3, "rooms.life_1h_s": 3, "rooms.empty_grace_s": 0, "sessions.name_hold_s": 0}
TIMES = 20 if os.environ.get("LONG") else 2

pytestmark = pytest.mark.skipif(is_sanitized(), reason="a sanitizer keeps freed memory on purpose")


def canary():
    """A word that nothing else in this process has ever held."""
    return CANARY + secrets.token_hex(12)


async def is_forgotten(server, words, seconds):
    """Fails if a look at the memory that begins `seconds` from now or later still finds one. A look takes its time."""
    begin = time.monotonic()
    while True:
        at = time.monotonic() - begin
        found = [f"{word} after {at:.1f} s in {place}" for word, place in server.places_in_memory(list(words))]
        if not found:
            return
        assert at < seconds, "still in memory:\n" + "\n".join(found)
        await asyncio.sleep(min(0.5, max(0.0, seconds - at)))


async def talk_of(ann, bob, room, text, edited):
    said = await ann.say(room, text)
    await ann.command("edit", room=room, target=said["seq"], body={"text": edited})
    await bob.command("history", room=room, before=said["seq"] + 1)
    await bob.reconnect()
    await ann.command("react", room=room, target=said["seq"], emoji="👍", on=True)
    return said["seq"]


@pytest.mark.parametrize("way", ["expiry", "delete", "close"])
async def test_a_text_is_in_memory_while_it_lives_and_nowhere_five_seconds_after(way):
    with Server(BRIEF if way == "expiry" else {"rooms.empty_grace_s": 0}) as server:
        async with await guest(server) as ann, await guest(server) as bob:
            text, edited, topic = canary(), canary(), canary()
            room = await ann.create(message_life="5m", topic=topic)
            await bob.join(room)
            target = await talk_of(ann, bob, room, text, edited)
            assert server.count_in_memory(edited) > 0 and server.count_in_memory(topic) > 0
            gone = [text, edited]
            if way == "delete":
                await ann.command("delete", room=room, target=target)
            if way == "close":
                await ann.leave(room)
                await bob.leave(room)
                gone.append(topic)
            await is_forgotten(server, gone, 8 if way == "expiry" else 5)


async def test_a_refused_text_leaves_nothing_behind(server):
    async with await guest(server) as ann:
        room = await ann.create()
        text = canary()
        for bad in (text + "\x00", text + "x" * 4000):
            try:
                await ann.say(room, bad)
            except Exception as refusal:
                assert refusal.code in ("text_invalid", "text_too_long")
        await ann.command("ping")
        await is_forgotten(server, [text], 5)


async def test_the_name_of_a_guest_is_forgotten_with_the_session():
    with Server(BRIEF) as server:
        name = CANARY + secrets.token_hex(8)
        ann = await guest(server, name)
        room = await ann.create(life="1h", message_life="5m")
        await ann.say(room, "hello")
        token = ann.session.cookie.split("=", 1)[1]
        assert server.count_in_memory(name) > 0
        await ann.session.end()
        await is_forgotten(server, [name, token], 10)


async def test_a_cookie_is_kept_as_a_hash_only(server):
    async with await guest(server) as ann:
        token = ann.session.cookie.split("=", 1)[1]
        await ann.command("ping")
        await is_forgotten(server, [token], 5)


class Canaries:
    """Everything that a room can hold of people, each as a word of its own."""

    KINDS = ["text", "edited", "quoted", "topic", "room name", "name", "knock", "banned name", "reason"]
    KINDS += ["picture", "file name"]

    def __init__(self):
        self.word = {kind: canary() for kind in self.KINDS}
        # A name has at most 32 characters.
        self.word |= {kind: canary()[:32] for kind in ("room name", "name", "banned name")}

    def __getitem__(self, kind):
        return self.word[kind]

    def counts(self, server):
        found = server.counts_in_memory(list(self.word.values()))
        return {kind: found[word] for kind, word in self.word.items()}


class FullRoom:
    """A room with one canary in every place that takes a word, held live by its members."""

    def __init__(self, server, **lives):
        self.server, self.lives, self.words = server, lives, Canaries()

    async def fill(self):
        w = self.words
        self.ann, self.bob = await guest(self.server), await guest(self.server, w["name"])
        self.eve, self.zoe = await guest(self.server, w["banned name"]), await guest(self.server)
        fields = {"topic": w["topic"], "entry": "knock", **self.lives}
        self.room = await self.ann.create(w["room name"], **fields)
        for visitor in (self.bob, self.eve):
            await self.let_in(visitor)
        quoted = (await self.bob.say(self.room, w["quoted"]))["seq"]
        reply = {"cid": new_cid(), "body": {"text": w["text"]}, "reply_to": quoted, "mentions": [self.bob.m(self.room)]}
        said = (await self.ann.command("say", room=self.room, **reply))["seq"]
        await self.ann.command("edit", room=self.room, target=said, body={"text": w["edited"]})
        await self.ann.command("pin", room=self.room, target=said)
        await self.show_a_picture()
        await self.ann.command("ban", room=self.room, m=self.eve.m(self.room))
        await self.ann.command("bans", room=self.room)
        await self.zoe.command("knock", room=self.room, text=w["knock"])
        await self.bob.reconnect()
        await self.bob.command("history", room=self.room, before=1000)
        # One name belongs to the room alone from now on, and the other outlives it with its session.
        await self.eve.session.end()

    async def show_a_picture(self):
        picture = png(size=50_000, mark=self.words["picture"].encode())
        media = await upload(self.ann, self.room, picture)
        shown = {"cid": new_cid(), "body": {"text": ""}, "media": {"id": media["id"], "name": self.words["file name"]}}
        await self.ann.command("say", room=self.room, **shown)
        assert self.words["picture"].encode() in (await fetch(self.bob, self.room, media["id"])).body

    async def let_in(self, visitor):
        await visitor.command("knock", room=self.room)
        shown = lambda: [e["knocks"] for e in self.ann.events if e["t"] == "knocks" and e["knocks"]]
        (knock,) = (await self.ann.until(shown))[-1]
        await self.ann.command("knock_answer", room=self.room, k=knock["k"], admit=True)
        await visitor.join(self.room)
        self.ann.events.clear()

    async def until_the_end(self):
        await self.ann.until(lambda: self.ann.rooms[self.room].of("room_closed"), 15)

    async def __aenter__(self):
        await self.fill()
        return self

    async def __aexit__(self, *_):
        for client in (self.ann, self.bob, self.eve, self.zoe):
            client.cut()
            await client.until_closed()


@pytest.mark.parametrize("turn", range(TIMES))
@pytest.mark.parametrize("way", ["expiry", "close"])
async def test_nothing_of_a_full_room_is_in_memory_five_seconds_after_its_end(way, turn):
    lives = {"life": "1h", "message_life": "5m"} if way == "expiry" else {}
    with Server(BRIEF | {"rooms.life_1h_s": 6, "rooms.life_5m_s": 6, "rooms.close_countdown_s": 4}) as server:
        async with FullRoom(server, **lives) as full:
            words = full.words
            if way == "close":
                await full.ann.act("close", full.room, reason=words["reason"])
            # The search is void unless it finds what is there. The first text has been edited away already.
            found = words.counts(server)
            absent = {"text"} | ({"reason"} if way == "expiry" else set())
            assert [kind for kind in words.KINDS if not found[kind] and kind not in absent] == []
            await full.until_the_end()
            await full.bob.session.end()
            await is_forgotten(server, words.word.values(), 5)


async def test_the_password_of_a_room_is_never_readable_after_the_command(server):
    first, second, wrong = canary(), canary(), canary()
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create(entry="password", password=first)
        await refused(bob.command("join", room=room, password=wrong), "password_wrong")
        await bob.join(room, password=first)
        await is_forgotten(server, [first, wrong], 1)
        await ann.act("room_set", room, password=second)
        await bob.close()
        await bob.open()
        await refused(bob.resume(room, password=first), "password_wrong")
        await bob.resume(room, password=second)
        await is_forgotten(server, [first, second], 1)
        # Had they been there, the search would have found them: held as texts, they are found.
        for word in (first, second, wrong):
            await ann.say(room, word)
            assert server.count_in_memory(word) > 0


@pytest.mark.parametrize("way", ["remove", "block", "account"])
async def test_a_direct_and_what_inboxes_told_are_overwritten_when_the_friendship_ends(way):
    with Server(MANY) as server:
        async with await person(server) as ann, await person(server) as bob:
            await befriend(ann, bob)
            text, name = canary(), canary()[:32]
            room = await ann.direct(bob)
            await ann.client.say(room, text)
            invited = (await ann.command("room_create", name=name))["room"]["id"]
            await ann.client.join(invited)
            await ann.command("invite_send", room=invited, name=bob.name)
            await bob.noticed("direct")
            await bob.noticed("invite")
            assert server.count_in_memory(text) > 0 and server.count_in_memory(name) > 0
            await ann.command("close", room=invited)
            if way == "account":
                await post(server, "/api/account/delete", {"password": PASSWORD}, bob.client.session.cookie)
            else:
                await getattr(bob, way)(ann)
            await is_forgotten(server, [text], 5)
            await ann.until(lambda: ann.client.rooms[invited].ended, seconds=15)
            await is_forgotten(server, [name], 5)
