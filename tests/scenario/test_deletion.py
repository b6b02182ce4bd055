"""Gone means overwritten: after expiry or the room's end the process's memory holds no word of it."""

import secrets

import pytest
from kit.client import guest
from kit.server import CANARY, Server, is_sanitized
from kit.wait import eventually

BRIEF = {"rooms.life_5m_s": 3, "rooms.life_1h_s": 3, "rooms.empty_grace_s": 0, "sessions.name_hold_s": 0}


pytestmark = pytest.mark.skipif(is_sanitized(), reason="a sanitizer keeps freed memory on purpose")


def canary():
    """A word that nothing else in this process has ever held."""
    return CANARY + secrets.token_hex(12)


async def is_forgotten(server, words, seconds):
    left = {}

    async def nowhere():
        left.update({word: server.count_in_memory(word) for word in words})
        return not any(left.values())

    try:
        await eventually(nowhere, seconds, pause=0.5)
    except AssertionError:
        raise AssertionError(f"still in memory after {seconds} s: {left}") from None


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
