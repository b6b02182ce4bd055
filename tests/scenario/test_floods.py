"""Too much at once: refused with a time to wait, then closed; others go on."""

import asyncio
import json

import pytest
from kit.client import Refused, Session, guest, new_cid, words
from kit.raw import CLOSE, TEXT, RawSocket, Wire, frame, upgrade
from kit.rude import rude
from kit.server import Server
from kit.wait import as_told, eventually
from kit.witness import Witness

PINGS = {"limits.commands_burst": 60, "limits.commands_per_s": 20}


@pytest.fixture(scope="module")
def strict():
    """The shipped limits of a socket; the rest stays generous."""
    with Server(PINGS) as running:
        yield running


async def flood(raw, text, count):
    """Sends the frame `count` times and reads all replies until the close."""
    raw.send(frame(TEXT, text) * count)
    replies = []
    async with asyncio.timeout(20):
        while True:
            opcode, payload = await raw.read()
            if opcode == TEXT:
                replies.append(json.loads(payload))
            elif opcode == CLOSE:
                return replies, int.from_bytes(payload[:2], "big")


async def test_a_flood_of_commands_is_refused_and_then_closed_with_4029(strict):
    async with Witness(strict), rude(strict) as raw:
        replies, code = await flood(raw, '{"t":"ping","id":5}', 400)
        good = [r for r in replies if r["t"] == "pong"]
        bad = [r for r in replies if r["t"] == "error"]
        assert code == 4029
        # 60 and whatever the seconds of this run have added, less the hello.
        assert 59 <= len(good) <= 100 and 60 <= len(bad) <= 62
        assert {r["code"] for r in bad} == {"rate_limited"}
        assert all(0 < r["retry_after_ms"] <= 1000 and r["re"] == 5 for r in bad)


@pytest.mark.parametrize("text", ["{", '{"t":"nonsense","id":5}', '{"t":"join","id":5}'])
async def test_an_error_of_form_costs_five_commands(strict, text):
    async with Witness(strict), rude(strict) as raw:
        replies, code = await flood(raw, text, 400)
        assert code == 4029
        formal = [r for r in replies if r["code"] != "rate_limited"]
        assert 11 <= len(formal) <= 20


async def test_a_patient_client_is_served_again_after_the_time_it_was_told(strict):
    async with await guest(strict) as ann:
        replies = await asyncio.gather(*(ann.send("ping") for _ in range(80)))
        refused = [reply for reply in replies if reply["t"] == "error"]
        await as_told(max(refused, key=lambda reply: reply["retry_after_ms"]))
        assert (await ann.command("ping"))["t"] == "pong"


async def test_ten_messages_at_once_then_one_a_second_per_person_and_room():
    with Server({"limits.say_burst": 10, "limits.say_per_s": 1}) as strict:
        async with await guest(strict) as ann:
            room, other = await ann.create(), await ann.create()
            for number in range(10):
                await ann.say(room, words(str(number)))
            cid = new_cid()
            with pytest.raises(Refused) as refusal:
                await ann.say(room, words("too fast"), cid)
            reply = refusal.value.reply
            assert reply["code"] == "rate_limited" and 0 < reply["retry_after_ms"] <= 1000
            await ann.say(other, words("another room has its own budget"))
            async with await ann.session.open() as second:
                await second.join(room)
                with pytest.raises(Refused):
                    await second.say(room, words("another socket has the same"))
            await as_told(reply)
            said = await ann.say(room, words("too fast"), cid)
            assert not said["repeat"]


async def test_repeating_a_cid_is_not_charged_as_a_new_message():
    with Server({"limits.say_burst": 3, "limits.say_per_s": 1}) as strict:
        async with await guest(strict) as ann:
            room = await ann.create()
            cids = [new_cid() for _ in range(3)]
            for cid in cids:
                await ann.say(room, words(), cid)
            for cid in cids:
                assert (await ann.say(room, words(), cid))["repeat"]


async def test_sockets_beyond_the_limits_get_429_before_the_upgrade():
    with Server({"limits.sockets_per_person": 3, "limits.sockets_per_address": 5}) as strict:
        ann, bob = await Session.start(strict), await Session.start(strict)
        held = [await RawSocket.upgrade(strict, ann.cookie) for _ in range(3)]
        assert await refused(strict, ann) == (429, "too_many_sockets")
        held += [await RawSocket.upgrade(strict, bob.cookie) for _ in range(2)]
        assert await refused(strict, bob) == (429, "too_many_sockets")
        held.pop(0).abort()

        async def room_again():
            async with await Wire.open(strict) as wire:
                wire.send(upgrade(strict, bob.cookie))
                return (await wire.response()).status == 101

        await eventually(room_again)
        for raw in held:
            raw.abort()


async def refused(server, session):
    async with await Wire.open(server) as wire:
        wire.send(upgrade(server, session.cookie))
        answer = await wire.response()
        return answer.status, json.loads(answer.body)["error"]["code"]


async def test_typing_and_presence_are_not_messages_and_leave_no_seq(server):
    async with await guest(server) as ann:
        room = await ann.create()
        first = await ann.say(room, words())
        for _ in range(20):
            await ann.command("typing", room=room)
        assert (await ann.say(room, words()))["seq"] == first["seq"] + 1
