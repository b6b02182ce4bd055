"""The way of a visitor from nothing to a conversation and out again."""

import json
import re

import pytest
from kit.client import Refused, Session, fresh_name, guest, words
from kit.raw import CLOSE, TEXT, RawSocket, ask, frame
from kit.rude import exchange
from kit.server import Server


async def test_a_visitor_reaches_the_first_message_with_one_request_and_one_socket(server):
    session = await Session.start(server)
    assert session.you["kind"] == "guest" and re.fullmatch(r"a([0-9]|[1-5]\d|6[0-3])", session.you["avatar"])
    assert 1 <= len(session.you["name"]) <= 32
    async with await session.open() as ann:
        room = await ann.create()
        said = await ann.say(room, words("hello"))
        ledger = await ann.hears(room, said["seq"])
        assert ledger.texts() == [words("hello")]


async def test_the_welcome_names_the_version_the_person_and_the_limits(server):
    async with await guest(server) as ann:
        welcome = ann.welcome
        assert welcome["v"] == 1 and welcome["you"] == ann.session.you
        assert welcome["session"]["idle_ms"] == 1_800_000
        assert abs(welcome["session"]["ends_at"] - welcome["at"] - 86_400_000) < 60_000
        assert welcome["limits"] == welcome["limits"] | {
            "frame_bytes": 65_536,
            "text_points": 4_000,
            "text_bytes": 16_384,
            "rooms_per_socket": 128,
            "name_points": 32,
            "reaction_kinds": 30,
            "edit_window_ms": 900_000,
            "away_ms": 180_000,
        }


async def test_a_command_before_hello_is_not_obeyed(server):
    session = await Session.start(server)
    name = fresh_name("early")
    async with await RawSocket.upgrade(server, session.cookie) as raw:
        raw.send(frame(TEXT, json.dumps({"t": "room_create", "id": 1, "name": name})))
        raw.send(frame(TEXT, '{"t":"hello","id":2,"v":1}'))
        opcode, answer = await raw.read()
        refused = opcode == TEXT and json.loads(answer)["t"] == "error"
        assert refused or (opcode == CLOSE and answer[:2] == (4401).to_bytes(2, "big"))
    async with await guest(server) as ann:
        assert (await ann.command("rooms", q=name[:48]))["rooms"] == []


async def test_another_version_is_refused_with_4409(server):
    session = await Session.start(server)
    async with await RawSocket.upgrade(server, session.cookie) as raw:
        hello = {"t": "hello", "id": 1, "v": 2, "a_field_of_tomorrow": 1}
        assert (await exchange(raw, hello))["code"] == "bad_version"
        assert (await raw.closing())[0] == 4409


async def test_a_room_is_made_with_what_was_asked_for(server):
    async with await guest(server) as ann:
        name, topic = fresh_name("Tea"), words("black and green")
        made = await ann.command(
            "room_create", name=name, topic=topic, listing="unlisted", life="24h", message_life="5m"
        )
        card = made["room"]
        assert re.fullmatch(r"[0-9A-Za-z]{17}", card["id"])
        wanted = {"name": name, "topic": topic, "listing": "unlisted", "life": "24h"}
        assert card == card | wanted | {"message_life": "5m", "count": 0}
        assert card["expires_at"] - card["created_at"] == 86_400_000
        assert card["active_at"] % 60_000 == 0


async def test_a_plain_room_is_public_lives_until_empty_and_keeps_messages_an_hour(server):
    async with await guest(server) as ann:
        card = (await ann.command("room_create", name=fresh_name("Tea")))["room"]
        assert card == card | {"topic": "", "listing": "public", "life": "empty", "message_life": "1h"}
        assert card["expires_at"] is None


async def test_messages_may_not_outlive_their_room(server):
    async with await guest(server) as ann:
        with pytest.raises(Refused) as refusal:
            await ann.command("room_create", name=fresh_name("Tea"), life="1h", message_life="24h")
        assert refusal.value.code == "bad_life"


async def test_the_one_who_made_a_room_owns_it_and_the_next_is_a_member(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        mine, his = ann.rooms[room].me, bob.rooms[room].me
        assert (mine["role"], his["role"]) == ("owner", "member")
        assert mine["m"] != his["m"] and his["state"] == "here"
        await ann.until(lambda: his["m"] in ann.rooms[room].members)
        assert set(bob.rooms[room].members) == {mine["m"], his["m"]}
        assert bob.rooms[room].card["count"] == 2


async def test_a_latecomer_gets_the_living_messages_and_everybody_hears_the_join(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        for number in range(3):
            await ann.say(room, words(str(number)))
        joined = await bob.join(room)
        assert not joined["resumed"] and not joined["older"] and not joined["more"]
        assert bob.rooms[room].texts() == [words(str(number)) for number in range(3)]
        ledger = await ann.hears(room, joined["seq"])
        assert ledger.of("member_joined")[-1]["member"]["name"] == bob.session.you["name"]


async def test_a_message_names_its_author_its_time_and_its_end(server):
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        said = await ann.say(room, words("hello"))
        message = (await bob.hears(room, said["seq"])).messages[said["seq"]]
        me = ann.rooms[room].me
        assert message["by"] == {key: me[key] for key in ("m", "name", "avatar", "kind")}
        assert message["cid"] in ann.acks and not said["repeat"]
        for key in ("room", "epoch", "seq", "at", "expires_at"):
            assert message[key] == said[key]
        assert message["expires_at"] - message["at"] == 3_600_000


async def test_a_link_shows_the_card_and_an_unknown_link_nothing(server):
    async with await guest(server) as ann:
        room = await ann.create()
        card = await ask(server, "GET", f"/api/rooms/{room}")
        assert card.status == 200 and room.encode() in card.body
        for unknown in ("0" * 17, "short", "x" * 300):
            nothing = await ask(server, "GET", f"/api/rooms/{unknown}")
            assert nothing.status == 404 and b'"no_room"' in nothing.body


async def test_a_room_refuses_one_member_more_than_it_takes():
    with Server({"rooms.members_max": 2}) as small:
        async with await guest(small) as ann, await guest(small) as bob, await guest(small) as cid:
            room = await ann.create()
            await bob.join(room)
            with pytest.raises(Refused) as refusal:
                await cid.join(room)
            assert refusal.value.code == "room_full"
            await bob.leave(room)
            await cid.join(room)


async def test_a_guest_owns_one_open_room_by_default():
    with Server(shipped_limits=True) as shipped:
        async with await guest(shipped) as ann:
            await ann.create()
            with pytest.raises(Refused) as refusal:
                await ann.create()
            assert refusal.value.code == "room_limit"


async def test_a_socket_enters_128_rooms_and_not_one_more(server):
    async with await guest(server) as ann, await guest(server) as bob:
        made = [ann.send("room_create", name=fresh_name("r")) for _ in range(129)]
        rooms = [(await reply)["room"]["id"] for reply in made]
        for room in rooms[:128]:
            await bob.join(room)
        with pytest.raises(Refused) as refusal:
            await bob.join(rooms[128])
        assert refusal.value.code == "too_many_rooms"
        await bob.leave(rooms[0])
        await bob.join(rooms[128])
